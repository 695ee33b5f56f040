"""vCards that no standard describes, and what becomes of them."""

import base64
import time

import pytest

from crm.errors import FileProblem
from crm.files.content_lines import parse_line
from crm.files.vcard import count_vcards, read_vcards
from crm.files.vcard_cards import card_from
from crm.files.vcard_records import VCardProblem


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.fixture
def read(make_file):
    def run(content):
        return list(read_vcards(make_file(content, "contactos.vcf")))

    return run


def test_a_card_without_end_is_a_problem_and_the_others_survive(read):
    lost = "BEGIN:VCARD\r\nFN:Perdida\r\n"
    first, problem, last, cut = read(card("FN:Ana") + lost + card("FN:Eva") + lost)
    assert (first.formatted_name, last.formatted_name) == ("Ana", "Eva")
    assert problem == VCardProblem(5, "La tarjeta que empieza en la línea 5 no termina (falta END:VCARD).")
    assert cut.line == 11


@pytest.mark.parametrize("inner", ["", "FN:Ana\r\n"])
@pytest.mark.parametrize("ends", [0, 3000])
def test_three_thousand_nested_cards(make_file, inner, ends):
    path = make_file(f"BEGIN:VCARD\r\n{inner}" * 3000 + "END:VCARD\r\n" * ends, "contactos.vcf")
    with pytest.raises(FileProblem, match="metidas unas dentro de otras"):
        list(read_vcards(path))


def test_nested_agents(make_file, read):
    inside = "AGENT:\r\nBEGIN:VCARD\r\nFN:Asistente\r\nTEL:1\r\nEND:VCARD"
    (only,) = read(card("FN:Ana", inside, "TEL:2", version="2.1"))
    assert only.formatted_name == "Ana"
    assert [phone.text for phone in only.phones] == ["2"]
    deep = "BEGIN:VCARD\r\n" + "AGENT:\r\nBEGIN:VCARD\r\n" * 3000
    with pytest.raises(FileProblem, match="metidas"):
        list(read_vcards(make_file(deep)))


def test_a_photo_of_five_megabytes_is_passed_over(read):
    photo = base64.b64encode(bytes(range(256)) * 20_000).decode()
    folded = "\r\n ".join(photo[at : at + 74] for at in range(0, len(photo), 74))
    start = time.process_time()
    one, other = read(
        card("FN:Ana", f"PHOTO;ENCODING=b;TYPE=JPEG:{folded}", "TEL:1") + card(f"LOGO:{photo}", "FN:Eva")
    )
    assert time.process_time() - start < 2
    assert (one.formatted_name, one.phones[0].text) == ("Ana", "1")
    assert other.formatted_name == "Eva"
    assert one.others == other.others == ()


def test_quoted_printable_with_soft_breaks(read):
    (one,) = read(
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=50=C3=A9=\r\n=72=65=7A;=4A=6F=73=C3=A9;;;\r\n"
        "FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9 P=E9rez=\r\n\r\n"
        "TEL;CELL:+52 55\r\nEND:VCARD\r\n"
    )
    assert (one.family, one.given, one.formatted_name) == ("Pérez", "José", "José Pérez")
    assert one.phones[0].uses == ("cell",)


def test_a_name_encoded_whole(read):
    (one,) = read(card("N;ENCODING=QUOTED-PRINTABLE:P=C3=A9rez=3BJos=C3=A9", version="2.1"))
    assert (one.family, one.given) == ("Pérez", "José")


@pytest.mark.parametrize(
    "charset", ["", ";CHARSET=hex", ";CHARSET=zlib", ";CHARSET=UTF-8", ";CHARSET=cp99999"]
)
def test_bytes_of_another_charset_than_stated(read, charset):
    (one,) = read(f"BEGIN:VCARD\nFN{charset}:Muñoz\nEND:VCARD\n".encode("cp1252"))
    assert one.formatted_name == "Muñoz"


def test_folded_inside_a_character(read):
    raw = card("FN:Peña").encode()
    (one,) = read(raw.replace(b"\xc3\xb1", b"\xc3\r\n \xb1"))
    assert one.formatted_name == "Peña"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(read, line_end):
    (one,) = read(card("FN:Ana", "NOTE:una sola\r\n  nota").replace("\r\n", line_end))
    assert one.notes == ("una sola nota",)


def test_doubled_line_ends(read):
    (one,) = read(card("FN:Ana", "TEL:1").replace("\r\n", "\r\r\n"))
    assert (one.formatted_name, one.phones[0].text) == ("Ana", "1")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(read, encoding):
    (one,) = read(card("FN:Peña").encode(encoding))
    assert one.formatted_name == "Peña"


def test_utf16_cut(make_file):
    with pytest.raises(FileProblem, match="incompleto"):
        list(read_vcards(make_file(card("FN:Peña").encode("utf-16")[:-1])))


def test_nul_bytes(make_file):
    with pytest.raises(FileProblem, match="está dañado o es de otro tipo"):
        list(read_vcards(make_file(card("FN:Ana\0"))))


def test_no_cards(make_file):
    for text in ("", "hola\n", "BEGIN:VCARD\r\nEND:VCARD\r\n", "END:VCARD\r\n"):
        with pytest.raises(FileProblem, match="no tiene tarjetas con datos"):
            list(read_vcards(make_file(text)))


def test_a_line_without_end(make_file, monkeypatch):
    monkeypatch.setattr("crm.files.vcard._LONGEST_LINE", 1000)
    monkeypatch.setattr("crm.files.vcard._CHUNK", 500)
    with pytest.raises(FileProblem, match="línea demasiado larga"):
        list(read_vcards(make_file(card("NOTE:" + "x" * 3000))))


def test_a_card_without_measure(make_file):
    with pytest.raises(FileProblem, match="demasiados datos"):
        list(read_vcards(make_file(card(*["TEL:1"] * 20_001))))


def test_a_note_longer_than_a_megabyte_is_cut_and_the_card_survives(read):
    folded = "\r\n ".join(["x" * 70] * 20_000)
    (one,) = read(card(f"NOTE:{folded}", "FN:Ana"))
    assert one.formatted_name == "Ana"
    assert 1_000_000 < len(one.notes[0]) < 1_100_000


def test_lines_that_mean_nothing_are_told(read):
    (one,) = read(card("FN:Ana", "esto no es nada", "TEL;TYPE=WORK", "TEL;=x;:3", ":valor", "EMAIL:a@b.mx"))
    assert one.ignored_lines == (4, 5, 7)
    assert one.emails[0].text == "a@b.mx"


def test_parameters_as_they_come():
    line = parse_line(1, b'item1.TEL;type="voice,work";Home;X-A="a:b;c";LABEL=uno^ndos^^^\':+52')
    assert line is not None
    assert (line.group, line.name, line.text()) == ("item1", "TEL", "+52")
    assert line.types == ("voice", "work", "home")
    assert line.param("X-A") == "a:b;c"
    assert line.param("LABEL") == 'uno\ndos^"'


def test_escaped_quotes_of_apple():
    line = parse_line(1, b'X-LOC;X-ADDRESS=Calle \\"Sur\\" 5;X-TITLE=Casa:geo:19.4,-99.1')
    assert line is not None
    assert line.text() == "geo:19.4,-99.1"


def test_base64_text(read):
    (one,) = read(card("FN:Ana", "NOTE;ENCODING=BASE64:UGXDsWE=", "TITLE;ENCODING=b:***="))
    assert one.notes == ("Peña",)
    assert one.title == ""


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["FN:Ana", "N:;Ana"], "person"),
        (["FN:Red", "KIND:group"], "group"),
        (["FN:Red", "X-ADDRESSBOOKSERVER-KIND:group"], "group"),
        (["FN:Club", "KIND:org"], "organization"),
        (["FN:Club", "ORG:Club"], "organization"),
        (["ORG:Club"], "organization"),
        (["FN:Ana", "ORG:Club"], "person"),
        (["FN:Club", "ORG:Club", "KIND:individual"], "person"),
    ],
)
def test_kinds(read, lines, kind):
    (one,) = read(card(*lines))
    assert one.kind == kind


def test_preferred_value_first(read):
    (one,) = read(
        card("TITLE;PREF=2:Vocal", "TITLE;PREF=1:Presidenta", "ORG:Uno", "ORG;TYPE=pref:Dos", "FN;PREF=x:A")
    )
    assert (one.title, one.organization, one.formatted_name) == ("Presidenta", "Dos", "A")


def test_social_accounts(read):
    (one,) = read(
        card(
            "FN:Ana",
            "X-TWITTER:@ana",
            "SOCIALPROFILE;SERVICE-TYPE=Instagram:https://instagram.com/ana",
            "X-SOCIALPROFILE;TYPE=x;X-USER=ana:x-apple:ana",
            "URL:https://www.linkedin.com/in/ana",
            "URL:https://notfacebook.com",
        )
    )
    assert [(link.url, link.kind) for link in card_from(one).links] == [
        ("@ana", "x"),
        ("https://instagram.com/ana", "instagram"),
        ("ana", "x"),
        ("https://www.linkedin.com/in/ana", "linkedin"),
        ("https://notfacebook.com", "sitio"),
    ]


def test_a_position_of_the_whole_card_is_that_of_its_only_address(read):
    (one,) = read(
        card("FN:Ana", "ADR:;;Calle 1;León;;;México", "GEO:21.12;-101.68", "TZ:America/Mexico_City")
    )
    (address,) = card_from(one).addresses
    assert (address.latitude, address.longitude, address.timezone) == (21.12, -101.68, "America/Mexico_City")


def test_an_address_with_only_its_label(read):
    (one,) = read(card("FN:Ana", 'ADR;LABEL="Calle 1\\nLeón":;;;;;;x', "EMAIL:mailto:a@b.mx", version="4.0"))
    assert one.addresses[0].formatted == "Calle 1\nLeón"
    assert one.emails[0].text == "a@b.mx"


def test_a_name_only_as_formatted(read):
    (one,) = read(card("FN:Rosalía Inventada"))
    assert card_from(one).given_names == "Rosalía Inventada"


def test_count(make_file):
    assert count_vcards(make_file(card("FN:a") * 3 + "begin : vcard\n")) == 4


def test_stopping_early_lets_the_file_go(make_file):
    path = make_file(card("FN:Ana") * 1000)
    cards = read_vcards(path)
    next(cards)
    cards.close()
    path.unlink()
