"""Contacts for the pictures: real institutions of public documents, and plainly invented persons, phones, e-mails."""

from array import array
from collections.abc import Sequence

from crm.contact_history import Detail, HistoryEntry
from crm.contact_list import ContactRow
from crm.contact_record import Appointment, ContactRecord, Field, Reference, Related, Value
from crm.earlier_values import Earlier
from crm.errors import NotFound, QueryError
from crm.list_columns import View
from crm.texts import ngettext
from crm.timeline import Timeline
from ui.desktop import capture_around
from ui.desktop.contacts.matches import fold
from ui.desktop.contacts.selection_popup import Choice
from ui.desktop.contacts.surroundings import Surroundings

_INSTITUTIONS = (
    ("Centro de Estudios Mexicanos UNAM Tucson", "Tucson, Estados Unidos"),
    ("Universidad de Kennesaw", "Centro de estudios · Atlanta, Estados Unidos"),
    ("Centro de Estudios Migratorios (CEM)", "Universidad de Santiago de Chile"),
    ("UNAM Chicago", "Chicago, Estados Unidos"),
    ("Escuela de Estudios Transfronterizos", "Arizona State University"),
    ("Centro de Estudios México-Estados Unidos", "University of California, San Diego"),
    ("Escuela primaria David G. Berlanga", "Ciudad de México"),
    ("Escuela primaria República de Brasil", "Ciudad de México"),
    ("Facultad de Derecho", "Universidad Nacional Autónoma de México"),
    ("Departamento de Estudios Chicanos", "University of New Mexico"),
    ("Depto. de Estudios Mexicoamericanos", "University of Arizona"),
    ("Programa de Estudios Mexicoamericanos", "University of Texas at San Antonio"),
    ("Depto. de Estudios Chicanos y Latinos", "California State University, Los Angeles"),
    ("Universidad de Santiago de Chile", "Santiago, Chile"),
    ("Universidad Nacional Autónoma de México", "Ciudad de México"),
    ("The University of Arizona", "Tucson, Estados Unidos"),
)
_LONG = (
    "Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México Residentes en el Área"
    " Metropolitana de Los Ángeles, California, y Condados Circunvecinos (de demostración)"
)
_NOTE = "Prefiere que se le escriba por las mañanas, hora de Santiago."
_LONG_NOTE = "Una nota larga. " * 20
SHOWN = 3
LONG_NAMED = 1000


def _row(number: int, name: str, second_line: str) -> ContactRow:
    return ContactRow(number, "organization", "institución", "academica", name, second_line)


ROWS = tuple(
    [_row(number, *institution) for number, institution in enumerate(_INSTITUTIONS, start=1)]
    + [_row(17 + n, f"Escuela de demostración {n + 1}", "Ciudad de México") for n in range(165)]
)
LONG_ROWS = tuple(
    _row(LONG_NAMED + n, f"{_LONG}, sección {n + 1}", f"{_LONG} · Los Ángeles, Estados Unidos")
    for n in range(30)
)

RECORD = ContactRecord(
    id=SHOWN,
    uid="0199b7c4-0000-7000-8000-000000000003",
    kind="organization",
    kind_name="Institución",
    category="academica",
    further_categories=(),
    title="Centro de Estudios Migratorios",
    place="Santiago, Chile",
    fields=(Field("Siglas", "CEM"),),
    parent=Reference(14, "Universidad de Santiago de Chile"),
    phones=(Value("+56 2 5555 0134", "+56255550134", "tel:+56255550134", "trabajo"),),
    emails=(Value("cem@example.org", "cem@example.org", "mailto:cem@example.org"),),
    addresses=(Value("Estación Central, Santiago, Chile", "Estación Central, Santiago, Chile"),),
    links=(Value("example.org/cem", "https://example.org/cem", "https://example.org/cem"),),
    consulate=Reference(90, "Embajada de México en Chile, sección consular"),
    tags=("Ruta Chilanga", "Migración"),
    groups=(Field("Red de Observación", "desde 2023"),),
    people=(
        Appointment(
            Reference(91, "Dra. Valentina Rojas Ibáñez"), "Directora desde marzo de 2024", former=False
        ),
        Appointment(Reference(92, "Mtro. Tomás Aravena Soto"), "Enlace desde agosto de 2023", former=False),
        Appointment(Reference(93, "Dr. Emilio Carrasco Peña"), "Director hasta marzo de 2024", former=True),
    ),
    relations=(
        Related("Depende de", Reference(14, "Universidad de Santiago de Chile"), ""),
        Related("Aliada de", Reference(4, "UNAM Chicago"), "desde 2024"),
    ),
    notes=(Value(_NOTE, _NOTE),),
    provenance=(
        Field("Fuente", "Informe final de la Estrategia 2022-2024"),
        Field("Verificado", "12 ago 2025"),
    ),
)
LONG_RECORD = ContactRecord(
    id=LONG_NAMED,
    uid="0199b7c4-0000-7000-8000-000000001000",
    kind="organization",
    kind_name="Federación",
    category="migrante",
    further_categories=("osc",),
    title=_LONG,
    place="San Juan Capistrano-Rancho Santa Margarita, Estados Unidos",
    fields=(
        Field("Siglas", "FCAPOCMRAMLACCC"),
        Field("Otros nombres", f"Antes, {_LONG} y Anexas"),
    ),
    parent=Reference(14, _LONG),
    phones=tuple(
        Value(f"+1 213 555 01{n:02d} ext. 12345", f"+121355501{n:02d}", f"tel:+121355501{n:02d}", "trabajo")
        for n in range(4)
    ),
    emails=(
        Value(
            "direccion.general.de.vinculacion.con.organizaciones.hermanas@federacion-de-demostracion.example.org",
            "direccion@example.org",
            "mailto:direccion@example.org",
        ),
    ),
    tags=tuple(f"Etiqueta de demostración {n}" for n in range(1, 9)),
    people=(
        Appointment(
            Reference(91, "Lcda. María de los Ángeles Guadalupe Fernández de la Reguera y Ruiz de Chávez"),
            "Presidenta del Consejo Directivo y responsable de la Comisión de Enlace desde enero de 2019",
            former=False,
        ),
    ),
    notes=(Value(_LONG_NOTE, _LONG_NOTE),),
)
CELLS = {
    "tipo": "Institución",
    "institucion": "Universidad Nacional Autónoma de México",
    "ciudad": "Ciudad de México",
    "pais": "México",
    "correo": "contacto@example.org",
    "telefono": "55 5555 0134",
    "ultimo": "12 ago 2025",
    "creado": "3 nov 2023",
    "cambiado": "hace 3 días",
}
HISTORY = (
    HistoryEntry(
        9,
        "hoy",
        "10:04",
        "jrobles",
        "Editar contacto",
        (
            Detail(
                "Teléfono: +56 2 5555 0100 → +56 2 5555 0134",
                Earlier(9, "phone", 1, "e164"),
                "+56 2 5555 0100",
            ),
            Detail("Se quitó una etiqueta: Movilidad", Earlier(9, "record_tag", 4), "Movilidad"),
            Detail("Se agregó una etiqueta."),
        ),
    ),
    HistoryEntry(5, "12 ago 2025", "17:31", "rvela", "Agregar persona", (Detail("Se agregó un cargo."),)),
    HistoryEntry(2, "3 nov 2023", "09:12", "jrobles", "Importar 181 contactos"),
)


class SampleSource:
    """A source of these contacts, for pictures and tests: a word of the query must begin a word of the name."""

    def __init__(self, rows: Sequence[ContactRow] = ROWS) -> None:
        self._rows = {row.id: row for row in rows}
        self._order = array("q", (row.id for row in rows))

    def words(self, query: str) -> tuple[str, ...]:
        """Every word of the query that is not a filter: these are all of one category."""
        return tuple(word for word in fold(query).split() if not word.startswith(("categoria:", "tipo:")))

    def ids(self, query: str, _view: View) -> array:
        """The ids, in the order of the rows given."""
        words = self.words(query)
        return array("q", (row.id for row in self._rows.values() if self._matches(row, words)))

    @staticmethod
    def _matches(row: ContactRow, words: tuple[str, ...]) -> bool:
        parts = fold(f"{row.name} {row.second_line}").replace("(", " ").split()
        return all(any(part.startswith(word) for part in parts) for word in words)

    def first_rows(self, query: str, limit: int, view: View) -> list[ContactRow]:
        """The first of them."""
        return self.rows(self.ids(query, view)[:limit], view)

    def rows(self, ids: Sequence[int], view: View) -> list[ContactRow]:
        """Rows by id."""
        return [
            self._rows[contact]._replace(cells=tuple(CELLS.get(code, "") for code in view.columns))
            for contact in ids
            if contact in self._rows
        ]

    def noun(self, _query: str, total: int) -> str:
        """These are all institutions."""
        return ngettext("institución", "instituciones", total)

    def record(self, contact: int) -> ContactRecord:
        """The record of the one with long names, else the same for all."""
        if contact not in self._rows:
            raise NotFound("Ese contacto ya no está en la base.")
        return LONG_RECORD if contact >= LONG_NAMED else RECORD

    def history(self, _contact: int, _limit: int) -> tuple[HistoryEntry, ...]:
        """The same for all."""
        return HISTORY

    def around(self, contact: int) -> Surroundings:
        """A busy timeline and what is owed to all of them; longer for the one with long names."""
        return capture_around.LONG if contact >= LONG_NAMED else capture_around.USUAL._replace(record=contact)

    def timeline(self, contact: int, text: str) -> Timeline:
        """What of it has the words."""
        whole = self.around(contact).timeline
        found = [entry for entry in whole.entries if fold(text) in fold(f"{entry.title} {entry.detail}")]
        totals = {kind: sum(entry.kind == kind for entry in found) for kind in whole.totals}
        return Timeline(tuple(found), totals)

    def tags(self) -> tuple[Choice, ...]:
        """Some of both kinds, and a long one."""
        return (Choice("Migración", 12), Choice("Ruta Chilanga", 37), Choice(_LONG, 1_204))

    def groups(self) -> tuple[Choice, ...]:
        """One."""
        return (Choice("Red de Observación", 23),)


class StrictSource(SampleSource):
    """Refuses a kind that does not exist, as the base does."""

    SENTENCE = (
        "«organismo» no es un valor de «tipo»; los valores son persona, institución, club, federación, asociación,"
        " consulado, medio."
    )

    def first_rows(self, query: str, limit: int, view: View) -> list[ContactRow]:
        """The first of them. Raises QueryError."""
        place = query.find("organismo")
        if place >= 0:
            raise QueryError(self.SENTENCE, place, place + len("organismo"))
        return super().first_rows(query, limit, view)
