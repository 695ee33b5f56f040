"""What the window remembers between one day and the next: each setting declared once, with its type."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from crm import weeks
from ui.desktop.theme import Choice

RECENT_KEPT = 8
THEMES: tuple[Choice, ...] = ("sistema", "claro", "oscuro")
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""Percent of the usual size."""
WEEK_STARTS = {"domingo": weeks.SUNDAY, "lunes": weeks.MONDAY, "sábado": weeks.SATURDAY}
"""The days a week may begin on; the first is the usual one in Mexico."""


class Settings:
    """Settings of this user on this machine, in an INI file; a value that cannot be read counts as not set."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """Which theme: the system's, light or dark."""
        value = self._file.value("apariencia/tema", "sistema")
        return next((theme for theme in THEMES if theme == value), "sistema")

    @theme.setter
    def theme(self, value: Choice) -> None:
        self._file.setValue("apariencia/tema", value)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size, as Qt saves it; empty at first."""
        return self._bytes("ventana/geometria")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("ventana/geometria", value)

    @property
    def maximised(self) -> bool:
        """Whether the window filled the screen. Qt forgets it with a geometry from another size of text."""
        return self._text("ventana/maximizada") == "sí"

    @maximised.setter
    def maximised(self, value: bool) -> None:
        self._file.setValue("ventana/maximizada", "sí" if value else "no")

    @property
    def contacts_splitter(self) -> QByteArray:
        """Where list and record meet, as Qt saves it; empty at first."""
        return self._bytes("contactos/division")

    @contacts_splitter.setter
    def contacts_splitter(self, value: QByteArray) -> None:
        self._file.setValue("contactos/division", value)

    def splitter_of(self, place: str) -> QByteArray:
        """Where list and record meet in another place, as Qt saves it; empty at first."""
        return self._bytes(f"{place}/division")

    def remember_splitter(self, place: str, value: QByteArray) -> None:
        """Where list and record meet in a place now."""
        self._file.setValue(f"{place}/division", value)

    @property
    def contacts_facets(self) -> bool:
        """Whether the facets stand beside the list; they do at first."""
        return self._text("contactos/filtros") != "no"

    @contacts_facets.setter
    def contacts_facets(self, value: bool) -> None:
        self._file.setValue("contactos/filtros", "sí" if value else "no")

    @property
    def contacts_columns(self) -> list[str]:
        """The columns of the list beside the name, each with its width: ``ciudad:136``."""
        return self._text("contactos/columnas").split()

    @contacts_columns.setter
    def contacts_columns(self, value: list[str]) -> None:
        self._file.setValue("contactos/columnas", " ".join(value))

    @property
    def contacts_order(self) -> str:
        """What the list is sorted by, as ``crm.query_run.ids`` takes it, or empty."""
        return self._text("contactos/orden")

    @contacts_order.setter
    def contacts_order(self, value: str) -> None:
        self._file.setValue("contactos/orden", value)

    @property
    def place(self) -> str:
        """The code of the last place, or empty."""
        return self._text("ventana/lugar")

    @place.setter
    def place(self, value: str) -> None:
        self._file.setValue("ventana/lugar", value)

    @property
    def base(self) -> str:
        """The path of the last base opened, or empty."""
        return self._text("base/ruta")

    @base.setter
    def base(self, value: str) -> None:
        self._file.setValue("base/ruta", value)

    @property
    def text_size(self) -> int:
        """How large text is, in percent; it is in force from the next start (``ui.desktop.text_size``)."""
        value = self._text("apariencia/texto")
        return next((size for size in TEXT_SIZES if str(size) == value), TEXT_SIZES[0])

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._file.setValue("apariencia/texto", str(value))

    @property
    def week_start(self) -> str:
        """The day that weeks begin on, one of WEEK_STARTS."""
        value = self._text("calendario/semana")
        return value if value in WEEK_STARTS else next(iter(WEEK_STARTS))

    @week_start.setter
    def week_start(self, value: str) -> None:
        self._file.setValue("calendario/semana", value)

    @property
    def week_begins(self) -> int:
        """The day that weeks begin on, as ``crm.weeks`` numbers it."""
        return WEEK_STARTS[self.week_start]

    @property
    def calendar_left_out(self) -> tuple[str, ...]:
        """What the calendar does not show, as ``crm.agenda`` names it; nothing at first."""
        return tuple(filter(None, self._text("calendario/ocultos").split("|")))

    @calendar_left_out.setter
    def calendar_left_out(self, value: tuple[str, ...]) -> None:
        self._file.setValue("calendario/ocultos", "|".join(value))

    @property
    def reminders(self) -> bool:
        """Whether the desktop tells of reminders; it does at first."""
        return self._text("avisos/recordatorios") != "no"

    @reminders.setter
    def reminders(self, value: bool) -> None:
        self._file.setValue("avisos/recordatorios", "sí" if value else "no")

    @property
    def backups_folder(self) -> str:
        """The folder of the automatic backups, or empty for the one beside each base."""
        return self._text("respaldos/carpeta")

    @backups_folder.setter
    def backups_folder(self, value: str) -> None:
        self._file.setValue("respaldos/carpeta", value)

    def export_columns(self, subject: str) -> tuple[str, ...]:
        """The columns of the last export of a subject, in their order; empty at first."""
        return tuple(filter(None, self._text(f"exportar/columnas-{subject}").split("|")))

    def remember_export_columns(self, subject: str, value: tuple[str, ...]) -> None:
        """The columns of the exports of a subject from now on."""
        self._file.setValue(f"exportar/columnas-{subject}", "|".join(value))

    def export_format(self, subject: str) -> str:
        """How the last file ended to which a subject was exported, or empty."""
        return self._text(f"exportar/formato-{subject}")

    def remember_export_format(self, subject: str, ending: str) -> None:
        """How the files of the exports of a subject end from now on."""
        self._file.setValue(f"exportar/formato-{subject}", ending)

    @property
    def export_folder(self) -> str:
        """The folder of the last export, or empty."""
        return self._text("exportar/carpeta")

    @export_folder.setter
    def export_folder(self, value: str) -> None:
        self._file.setValue("exportar/carpeta", value)

    def recent_contacts(self, base: str) -> list[int]:
        """Ids of the contacts opened lately in a base, the last one first; never their names."""
        return [int(word) for word in self._text(_recent_key(base)).split() if word.isdecimal()]

    def remember_contact(self, base: str, contact: int) -> None:
        """A contact of a base has been opened."""
        others = [other for other in self.recent_contacts(base) if other != contact]
        ids = [contact, *others][:RECENT_KEPT]
        self._file.setValue(_recent_key(base), " ".join(map(str, ids)))

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _text(self, key: str) -> str:
        value = self._file.value(key)
        return value if isinstance(value, str) else ""


def _recent_key(base: str) -> str:
    """Paths hold signs that INI keys do not, and are nobody's business there."""
    from hashlib import sha256

    return f"recientes/{sha256(base.encode()).hexdigest()[:16]}"
