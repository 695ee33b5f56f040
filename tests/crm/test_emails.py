import email_validator
import pytest
from hypothesis import example, given, strategies as st

from crm import emails
from crm.cards import Email
from crm.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("rosa.tapia@example.org", "rosa.tapia@example.org"),
        (" Rosa.Tapia@EXAMPLE.Org ", "Rosa.Tapia@example.org"),
        ("INFO@example.mx", "info@example.mx"),
        ("ñandu@correo.mx", "ñandu@correo.mx"),
        ("contacto@xn--mxico-bsa.mx", "contacto@méxico.mx"),
        ("mailto:rosa@example.org", "rosa@example.org"),
        ("Rosa Tapia <rosa@example.org>", "rosa@example.org"),
        ("Peña, José <jose@example.org>", "jose@example.org"),
    ],
)
def test_an_address_is_normalised(text, address):
    assert emails.parse(text, "trabajo") == Email(address, "trabajo")


@pytest.mark.parametrize(
    ("text", "sentence", "repair"),
    [
        ("rosa.tapia@@example.org", "El correo tiene una @ de más.", "rosa.tapia@example.org"),
        ("a@b@c@d.mx", "El correo tiene varias @ de más.", None),
        ("norma.palacios", "Al correo le falta el dominio, lo que va después de la @.", None),
        ("norma@", "Al correo le falta el dominio, lo que va después de la @.", None),
        ("", "Al correo le falta el dominio, lo que va después de la @.", None),
        ("@example.org", "Al correo le falta el nombre, lo que va antes de la @.", None),
        ("rosa tapia@example.org", "El correo tiene un espacio; quítelo.", "rosatapia@example.org"),
        ("rosa..tapia@example.org", "El correo tiene dos puntos seguidos.", "rosa.tapia@example.org"),
        (
            "rosa@example.org.",
            "El correo tiene un punto de más al principio o al final de una de sus partes.",
            "rosa@example.org",
        ),
        (
            "rosa@example",
            "El dominio «example» está incompleto; le falta la terminación (.mx, .com, .org…).",
            None,
        ),
        (
            "rosa,tapia@example.org",
            "El correo tiene un carácter que no puede llevar: «,».",
            "rosa.tapia@example.org",
        ),
        ("rosa@example.test", "El dominio «example.test» no existe para correo; revíselo.", None),
        (f"{'a' * 250}@example.org", "El correo es demasiado largo; revíselo.", None),
    ],
)
def test_what_is_wrong_is_said_and_a_repair_offered(text, sentence, repair):
    with pytest.raises(InvalidValue) as caught:
        emails.parse(text)
    assert str(caught.value) == sentence
    assert caught.value.field == "emails"
    assert emails.suggest(text) == repair


def test_a_sound_address_needs_no_repair():
    assert emails.suggest("rosa@example.org") is None


def test_two_addresses_are_compared_without_case():
    assert emails.match_key("Rosa@Example.org") == emails.match_key("rosa@example.ORG")
    assert emails.match_key("rosa@example.org") != emails.match_key("rosas@example.org")


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("rosa@example.org", ["rosa@example.org"]),
        ("a@example.org; b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org / b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org ::: b@example.org", ["a@example.org", "b@example.org"]),
        ("rosa@@example.org", ["rosa@@example.org"]),
        ("rosa @ example@org", ["rosa @ example@org"]),
    ],
)
def test_several_addresses_in_one_cell(cell, pieces):
    assert emails.split(cell) == pieces


def test_the_domain_is_asked_for_only_when_told_to(monkeypatch):
    asked = []

    def validate(text, check_deliverability):
        asked.append(check_deliverability)
        raise email_validator.EmailUndeliverableError("no MX")

    monkeypatch.setattr(email_validator, "validate_email", validate)
    assert emails.normalize("rosa@example.org") == "rosa@example.org"
    with pytest.raises(InvalidValue, match=r"El dominio «example\.org» no recibe correo"):
        emails.normalize("rosa@example.org", check_domain=True)
    assert asked == [True]


pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "Z",
            "0",
            "-",
            "--",
            ".",
            "_",
            "+",
            "@",
            "info",
            "INFO",
            "xn--",
            "é",
            "mx",
            ".com",
            "example",
            " ",
        ]
    ),
    max_size=12,
).map("".join)
nearly = st.builds(
    "{}@{}.{}".format,
    st.text("abzAZ09_+.-", min_size=1),
    st.text("abzAZ09.-", min_size=1),
    st.sampled_from(["mx", "com", "COM", "org", "test", "local", "zz", "m", "arpa", "xn--p1ai", "info"]),
)


@given(st.one_of(pieces, nearly, st.emails()))
@example("a@" + "b" * 63 + ".com")
@example("a@" + ".".join(["b" * 61] * 5) + ".com")
@example("a" * 65 + "@example.com")
@example("a@b.-c.com")
@example("a@ab--cd.com")
def test_the_short_way_agrees_with_the_library(text):
    short = emails._plain(text)
    if short is not None:
        assert email_validator.validate_email(text, check_deliverability=False).normalized == short


def test_the_short_way_is_really_taken():
    assert emails._plain("rosa.tapia-lopez@correo.example.org.mx") is not None
