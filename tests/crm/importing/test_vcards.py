import pytest

from crm.cards import Address, Card, Email, Link, Phone, Post
from crm.importing.cells import Problem, RowOptions
from crm.importing.reading import read_file


@pytest.fixture
def read(tmp_path):
    def read_card(*lines, **options):
        path = tmp_path / "a.vcf"
        path.write_text(
            "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]), encoding="utf-8", newline=""
        )
        reading = read_file(path, RowOptions(**options))
        return reading.cards[0] if reading.cards else list(reading.rejected[0].problems)

    return read_card


def test_a_card_of_a_phone(read):
    card = read(
        "FN:Dra. Ana Soto Ruiz",
        "N:Soto Ruiz;Ana;María;Dra.;Jr.",
        "ORG:Casa Puebla;Cultura",
        "TITLE:Directora",
        "item1.TEL;TYPE=CELL:(312) 555-0190",
        "EMAIL;TYPE=WORK:Ana@EXAMPLE.org",
        "ADR;TYPE=HOME:;;1 Main St;Chicago;IL;60601;Estados Unidos",
        "URL:example.org",
        "NOTE:Una nota",
        "CATEGORIES:myContacts,Líderes",
        "LANG:es-MX",
    )
    assert card == Card(
        kind="person",
        treatment="Dra.",
        given_names="Ana María",
        first_surname="Soto",
        second_surname="Ruiz Jr.",
        posts=(Post("Casa Puebla, Cultura", "Directora"),),
        phones=(Phone("+13125550190", "", "móvil"),),
        emails=(Email("Ana@example.org", "trabajo"),),
        addresses=(Address("US", "IL", "Chicago", "1 Main St", "60601", use="residencia"),),
        links=(Link("https://example.org"),),
        notes=("Una nota",),
        tags=("Líderes",),
        languages=("es",),
    )


def test_a_card_with_only_a_formatted_name(read):
    card = read("FN:Lic. Norma Irene de la Cruz Magaña", "N:;;;;")
    assert (card.treatment, card.given_names) == ("Lic.", "Norma Irene")
    assert (card.first_surname, card.second_surname) == ("de la Cruz", "Magaña")


def test_a_card_of_an_organisation(read):
    card = read(
        "FN:Club Oaxaca", "ORG:Club Oaxaca", "X-ABShowAs:COMPANY", "TEL:55 1234 5678", tags=("COLEFOM",)
    )
    assert card == Card(
        kind="organization",
        official_name="Club Oaxaca",
        organization_kind="club",
        phones=(Phone("+525512345678"),),
        tags=("COLEFOM",),
    )


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["TEL:55"], ("TEL", "55", "Al teléfono le faltan ocho dígitos; en México son diez.")),
        (["EMAIL:ana@"], ("EMAIL", "ana@", "Al correo le falta el dominio, lo que va después de la @.")),
        (["ADR:;;;Uno;;;Fresmo"], ("ADR", "Fresmo", "No se reconoce el país «Fresmo».")),
        (
            ["URL:javascript:x"],
            (
                "URL",
                "javascript:x",
                "«javascript:x» no es una dirección web; debe empezar con http:// o https://.",
            ),
        ),
        (["TITLE:Tesorera"], ("TITLE", "Tesorera", "Hay un cargo, «Tesorera», pero no de qué organización.")),
        (["LANG:qwrtp"], ("LANG", "qwrtp", "No se reconoce el idioma «qwrtp».")),
        (["X-VINCULO-VERIFIED-ON:2024-13"], ("verified_on", "2024-13", None)),
        (["KIND:group"], ("KIND", "group", "No es un contacto: la tarjeta es una lista de contactos.")),
    ],
)
def test_a_bad_card_is_rejected_with_the_reason(read, lines, problem):
    (found,) = read("FN:Ana Soto", "N:Soto;Ana;;;", *lines)
    assert (found.column, found.value) == problem[:2]
    assert problem[2] is None or found.reason == problem[2]


def test_a_card_without_a_name_is_rejected(read):
    (found,) = read("FN:", "N:;;;;", "TEL:5512345678")
    assert found == Problem("given_names", "", "Falta el nombre: escriba al menos un nombre o un apellido.")


def test_garbled_cards_are_mended_when_asked(read):
    assert read("FN:JosÃ© PeÃ±a", repair=True).full_name == "José Peña"


@pytest.mark.parametrize(
    ("name", "garbled"), [("JosÃ© PeÃ±a", True), ("José Peña", False), ("Jose Pena", False)]
)
def test_garbled_cards_are_offered_for_repair(tmp_path, name, garbled):
    path = tmp_path / "a.vcf"
    path.write_text(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n", encoding="utf-8")
    read, repaired = read_file(path, RowOptions()), read_file(path, RowOptions(repair=True))
    assert (read.garbled, repaired.garbled) == (garbled, garbled)
    assert [notice[:15] for notice in read.notices] == ["Hay texto guard"] * garbled
    assert [notice[:15] for notice in repaired.notices] == ["Se reparó texto"] * garbled


def test_a_card_that_never_ends_is_rejected_and_the_others_kept(tmp_path):
    path = tmp_path / "a.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Rosa\nEND:VCARD\n", encoding="utf-8")
    reading = read_file(path, RowOptions())
    assert [card.full_name for card in reading.cards] == ["Rosa"]
    assert "no termina" in reading.rejected[0].problems[0].reason
