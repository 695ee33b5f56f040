import pytest

from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo
from crm.importing.cells import Problem


def test_a_row_of_a_list_made_by_hand(read):
    card = read(
        {
            "Nombre completo": "Dra. Ulises Peñaloza Marín",
            "Agrupación": "COLEFOM",
            "Puesto": "Coordinador regional",
            "Celular": "312 555 0190",
            "Mail": "ulises@example.org",
            "Cd.": "Chicago",
            "Estado / país": "Illinois, E.U.A.",
        }
    )
    assert card == Card(
        kind="person",
        treatment="Dra.",
        given_names="Ulises",
        first_surname="Peñaloza",
        second_surname="Marín",
        posts=(Post("COLEFOM", "Coordinador regional"),),
        phones=(Phone("+13125550190", "", "móvil"),),
        emails=(Email("ulises@example.org"),),
        addresses=(Address(country="US", state="Illinois", city="Chicago"),),
    )


def test_a_row_of_google(read):
    card = read(
        {
            "First Name": "Rosa",
            "Middle Name": "Isela",
            "Last Name": "Tapia Mireles",
            "Name Prefix": "Dra.",
            "Nickname": "Rosi",
            "Organization Name": "Casa Michoacana",
            "Organization Title": "Directora",
            "Organization Department": "Cultura",
            "Labels": "* myContacts ::: Chicago",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": "rosa@example.org ::: rosa.tapia@example.org",
            "Phone 1 - Label": "Mobile",
            "Phone 1 - Value": "+52 1 55 1234 5678 ::: (312) 555-0117",
            "Address 1 - Label": "Home",
            "Address 1 - Formatted": "1 Main St\nChicago",
            "Address 1 - Street": "1 Main St",
            "Address 1 - City": "Chicago",
            "Address 1 - Country": "US",
            "Website 1 - Value": "https://example.org",
            "Notes": "Una nota",
        }
    )
    assert card == Card(
        kind="person",
        treatment="Dra.",
        given_names="Rosa Isela",
        first_surname="Tapia",
        second_surname="Mireles",
        known_as="Rosi",
        posts=(Post("Casa Michoacana", "Directora, Cultura"),),
        phones=(Phone("+525512345678", "", "móvil"), Phone("+13125550117", "", "móvil")),
        emails=(Email("rosa@example.org", "trabajo"), Email("rosa.tapia@example.org", "trabajo")),
        addresses=(Address(country="US", city="Chicago", line="1 Main St", use="residencia"),),
        links=(Link("https://example.org"),),
        notes=("Una nota",),
        tags=("Chicago",),
    )


def test_a_row_of_outlook(read):
    card = read(
        {
            "Title": "Lic.",
            "Nombre": "Juan",
            "Apellidos": "de la Cruz Magaña",
            "Suffix": "Jr.",
            "Organización": "IECM",
            "Puesto": "Asesor",
            "Calle del trabajo": "Huizaches 25",
            "Calle del trabajo 2": "Rancho Los Colorines",
            "Ciudad de trabajo": "Tlalpan",
            "País o región del trabajo": "México",
            "Teléfono del trabajo": "55 5483 3800 ext. 4000",
            "Categorías": "Electoral;CDMX",
            "Birthday": "0/0/00",
        }
    )
    assert (card.treatment, card.given_names) == ("Lic.", "Juan")
    assert (card.first_surname, card.second_surname) == ("de la Cruz", "Magaña Jr.")
    assert card.addresses == (
        Address(country="MX", city="Tlalpan", line="Huizaches 25, Rancho Los Colorines", use="oficina"),
    )
    assert card.phones == (Phone("+525554833800", "4000", "trabajo"),)
    assert card.tags == ("Electoral", "CDMX")


def test_a_company_of_an_address_book_is_an_organisation(read):
    card = read(
        {"First Name": "", "Last Name": "", "Company": "Centro Cultural Anáhuac", "Phone": "5512345678"}
    )
    assert (card.kind, card.official_name) == ("organization", "Centro Cultural Anáhuac")
    assert card.posts == ()


def test_a_person_without_a_name_is_rejected(read):
    assert read({"Nombre completo": "", "Agrupación": "Centro Cultural Anáhuac"}) == [
        Problem("Nombre completo", "", "Falta el nombre de la persona.")
    ]


def test_an_organisation_without_a_name_is_rejected(read):
    assert read({"Tipo": "Club", "Nombre completo": ""}) == [
        Problem("Nombre completo", "", "Falta el nombre de la institución.")
    ]


def test_an_organisation_with_everything(read):
    card = read(
        {
            "Tipo": "Club",
            "Nombre completo": "Club Oaxaca Unida",
            "Siglas": "COU",
            "Otro nombre": "Oaxaca en Fresno",
            "Otro nombre 2": "Club Oaxaca",
            "Tipo de nombre 2": "Anterior",
            "Nombre hasta 2": "2019",
            "Categoría": "OSC",
            "Otras categorías": "Organización migrante; Privadas",
            "Subtipo": "club de oriundos",
            "Depende de": "Federación Oaxaqueña",
            "País": "Estados Unidos",
            "Relación": "Es integrante de",
            "Relación con": "Federación Oaxaqueña",
            "Relación desde": "nov 2020",
            "Red o grupo": "Red Voto Chilango",
            "Alta en el grupo": "2021",
            "Idiomas": "no se lee en organizaciones",
            "Facebook": "cluboaxaca",
        }
    )
    assert card == Card(
        kind="organization",
        official_name="Club Oaxaca Unida",
        acronym="COU",
        other_names=(OtherName("Oaxaca en Fresno"), OtherName("Club Oaxaca", "anterior", "2019")),
        organization_kind="club",
        main_category="osc",
        further_categories=("migrante", "privada"),
        subtype="club de oriundos",
        parent="Federación Oaxaqueña",
        country="US",
        relations=(RelationTo("member_of", "Federación Oaxaqueña", "2020-11"),),
        groups=(GroupMembership("Red Voto Chilango", "2021"),),
        links=(Link("https://www.facebook.com/cluboaxaca", "facebook"),),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            {"Teléfono": "55 1234 56"},
            ("Teléfono", "55 1234 56", "Al teléfono le faltan dos dígitos; en México son diez."),
        ),
        ({"Tel": "001 917 5550"}, ("Tel", "001 917 5550", "El teléfono está incompleto.")),
        ({"Correo": "a@@example.org"}, ("Correo", "a@@example.org", "El correo tiene una @ de más.")),
        (
            {"Correo": "norma.palacios"},
            ("Correo", "norma.palacios", "Al correo le falta el dominio, lo que va después de la @."),
        ),
        (
            {"Cargo": "tesorera", "Organización": ""},
            ("Organización", "tesorera", "Hay un cargo, «tesorera», pero no de qué organización."),
        ),
        (
            {"Verificado": "31/02/2024"},
            ("Verificado", "31/02/2024", "La fecha «31/02/2024» no existe; revise el día, el mes y el año."),
        ),
        ({"País": "Fresmo"}, ("País", "Fresmo", "No se reconoce el país «Fresmo».")),
        (
            {"Extensión": "doce", "Teléfono": "5512345678"},
            ("Extensión", "doce", "«doce» no es una extensión; escriba solo sus dígitos."),
        ),
        (
            {"Latitud": "norte"},
            ("Latitud", "norte", "«norte» no es una coordenada; escriba grados entre −90 y 90."),
        ),
        (
            {"Sitio web": "javascript:x"},
            (
                "Sitio web",
                "javascript:x",
                "«javascript:x» no es una dirección web; debe empezar con http:// o https://.",
            ),
        ),
        ({"Idiomas": "qwrtp"}, ("Idiomas", "qwrtp", "No se reconoce el idioma «qwrtp».")),
    ],
)
def test_a_bad_value_rejects_the_row_with_its_column(read, row, problem):
    assert read({"Nombre completo": "Ana Soto"} | row) == [Problem(*problem)]


def test_a_bad_relation_or_category_rejects_an_organisation(read):
    organization = {"Tipo": "Club", "Nombre completo": "Club Oaxaca"}
    found = read(organization | {"Relación": "prima de", "Relación con": "Club Puebla"})
    assert found == [Problem("Relación", "prima de", "No se reconoce la relación «prima de».")]
    assert read(organization | {"Categoría": "VIP"})[0].value == "VIP"


def test_every_problem_of_a_row_is_told(read):
    found = read({"Nombre completo": "Ana Soto", "Tel": "55", "Correo": "ana@", "País": "xx1"})
    assert [problem.column for problem in found] == ["País", "Tel", "Correo"]


def test_the_country_of_a_phone_is_that_of_the_row(read):
    row = {"Nombre completo": "Ana Soto", "Teléfono": "312 555 0190"}
    assert read(row | {"País": "EUA"}).phones == (Phone("+13125550190"),)
    assert read(row, country="US").phones == (Phone("+13125550190"),)
    assert read({"Nombre completo": "Ana Soto", "Teléfono": "55 1234 5678"}).phones == (
        Phone("+525512345678"),
    )


def test_a_persons_country_without_a_place_is_an_address(read):
    assert read({"Nombre completo": "Ana Soto", "iso2": "GB"}).addresses == (Address(country="GB"),)
    assert read({"Tipo": "Club", "Nombre completo": "Club", "iso2": "GB"}).addresses == ()


def test_the_code_of_a_country_counts_before_its_name(read):
    assert read({"Tipo": "Club", "Nombre": "Club", "País": "Lejos", "iso2": "GB"}).country == "GB"


def test_city_and_state_in_one_cell(read):
    card = read({"Nombre completo": "Ana Soto", "Ciudad": "Los Ángeles, California"})
    assert card.addresses == (Address(state="California", city="Los Ángeles"),)
    card = read({"Nombre completo": "Ana Soto", "Ciudad": "Washington, D. C.", "Estado": ""})
    assert card.addresses == (Address(city="Washington, D. C."),)


def test_state_and_country_in_one_cell(read):
    def address(text):
        return read({"Nombre completo": "Ana Soto", "Estado / país": text})

    assert address("Francia").addresses == (Address(country="FR"),)
    assert address("Jalisco").addresses == (Address(state="Jalisco"),)
    assert address("Illinois, Fresmo") == [
        Problem("Estado / país", "Illinois, Fresmo", "No se reconoce el país «Fresmo».")
    ]


def test_an_area_of_action_is_no_state(read):
    row = {"Tipo": "Tribunal electoral local", "Nombre": "Tribunal", "Entidad": "Jalisco", "País": "México"}
    assert read(row).addresses == (Address(country="MX", state="Jalisco"),)
    assert read(row | {"Entidad": "Nacional"}).addresses == ()
    assert read(row | {"Entidad": "Red", "País": "España"}).addresses == ()
    assert read(row | {"Entidad": "Cataluña", "País": "España"}).addresses == (Address("ES", "Cataluña"),)


def test_nothing_is_written_in_many_ways(read):
    card = read({"Nombre completo": "Ana Soto", "Tel": "N/A", "Correo": "sin correo", "Web": "-"})
    assert (card.phones, card.emails, card.links) == ((), (), ())


def test_two_columns_of_one_thing_are_both_kept(read):
    card = read(
        {
            "Nombre completo": "Ana Soto",
            "Teléfono": "5512345678",
            "Tel.": "5587654321",
            "Nota": "una",
            "Observaciones": "dos",
            "Fuente": "INE",
            "Procedencia": "IECM",
        }
    )
    assert card.phones == (Phone("+525512345678"), Phone("+525587654321"))
    assert card.notes == ("una\ndos",)
    assert card.source == "INE; IECM"


def test_one_phone_written_twice_is_one(read):
    assert len(read({"Nombre completo": "Ana", "Tel": "5512345678 / 55 1234 5678"}).phones) == 1


def test_tags_and_groups_for_every_row(read):
    row = {"Nombre completo": "Ana Soto", "Etiquetas": "líder, Chicago", "Grupo": "Red Voto Chilango"}
    card = read(row, tags=("COLEFOM 2025", "líder"), groups=("red voto chilango", "Otra red"))
    assert card.tags == ("líder", "Chicago", "COLEFOM 2025")
    assert card.groups == (GroupMembership("Red Voto Chilango"), GroupMembership("Otra red"))


def test_garbled_text_is_mended_when_asked(read):
    row = {"Nombre completo": "JosÃ© PeÃ±a"}
    assert read(row).given_names == "JosÃ©"
    assert (read(row, repair=True).given_names, read(row, repair=True).first_surname) == ("José", "Peña")


def test_text_is_kept_composed(read):
    assert read({"Nombre completo": "Jose\u0301 Pen\u0303a"}).full_name == "José Peña"


@pytest.mark.parametrize("kind", ["evento", "reunión", "gira", "convenio"])
def test_a_row_that_is_no_contact_is_rejected_as_such(read, kind):
    problem = Problem("clase", kind, f"No es un contacto: el renglón es de tipo «{kind}».")
    assert read({"clase": kind, "nombre": "Algo"}) == [problem]


def test_persons_and_organisations_by_their_class(read):
    assert read({"clase": "persona", "nombre": "Ana Soto", "siglas": "X"}).kind == "person"
    card = read({"clase": "organización", "nombre": "Casa Puebla"})
    assert card.organization_kind == "asociación"
    assert read({"clase": "organización", "nombre": "Club Puebla"}).organization_kind == "club"


def test_a_type_that_is_no_kind_is_a_subtype(read):
    card = read({"nombre": "Tribunal de Jalisco", "tipo": "Tribunal electoral local", "acrónimo": "TEJ"})
    assert (card.kind, card.subtype, card.main_category) == (
        "organization",
        "Tribunal electoral local",
        "electoral",
    )
    card = read({"nombre": "Embajada de México en Francia", "tipo": "Embajada"})
    assert (card.organization_kind, card.subtype, card.main_category) == ("consulado", "Embajada", "consular")
    card = read({"nombre": "IDEA", "tipo": "Organismo internacional", "siglas": "X"})
    assert card.main_category == "internacional"


def test_a_medium_by_its_category(read):
    assert read({"nombre": "El Norte", "categoría": "Medio de comunicación"}).organization_kind == "medio"


def test_names_decide_where_nothing_else_does(read):
    assert read({"nombre": "Universidad de Chile", "correo": "x@example.org"}).kind == "organization"
    assert read({"nombre": "Ana Soto", "correo": "x@example.org"}).kind == "person"


def test_an_organisations_name_may_stand_in_name_parts(read):
    card = read({"Tipo": "Club", "Nombre": "Club Oaxaca", "Apellidos": ""})
    assert card.official_name == "Club Oaxaca"


def test_paternal_and_maternal_surnames(read):
    card = read({"Nombre(s)": "Ana María", "Apellido paterno": "Soto", "Apellido materno": "Ruiz"})
    assert (card.given_names, card.first_surname, card.second_surname) == ("Ana María", "Soto", "Ruiz")
    card = read({"Nombre": "Lic. Ana", "Apellidos": "Soto", "Segundo apellido": "Ruiz"})
    assert (card.treatment, card.given_names, card.second_surname) == ("Lic.", "Ana", "Ruiz")
    card = read({"First Name": "Ana", "Last Name": "", "Suffix": "Jr."})
    assert card.first_surname == "Jr."


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("0190b6a0-1111-7abc-8def-000000000001", "0190b6a0-1111-7abc-8def-000000000001"),
        ("urn:uuid:0190B6A011117ABC8DEF000000000001", "0190b6a0-1111-7abc-8def-000000000001"),
        ("42", ""),
    ],
)
def test_only_a_uuid_identifies(read, text, uid):
    assert read({"Nombre completo": "Ana Soto", "UID": text}).uid == uid
