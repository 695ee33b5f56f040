"""What this program is, which version, and what it is made of: names, licences, and what each asks to be said."""

from importlib import metadata
from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.labels import Prose, label
from ui.desktop.program_icon import Sign
from ui.desktop.theme import Theme

DISTRIBUTION = "vinculo"
_WIDTH = 640
_SIGN = 56

DATA = (
    (
        "GeoNames",
        _("coordenadas de las ciudades de los consulados (www.geonames.org)"),
        "CC BY 4.0",
        _("Se tomó el centro de cada ciudad y se unió al catálogo de consulados."),
    ),
    ("Natural Earth", _("contornos de los países, 1:110 millones"), _("Dominio público"), ""),
    ("Inter", _("el tipo de letra"), "SIL OFL 1.1", ""),
    ("Lucide", _("los dibujos"), "ISC", ""),
)
"""What ships with the program and is not code: name, what it gives, licence, what was changed."""

LIBRARIES = (
    ("Qt / PySide6", "PySide6-Essentials", "LGPL 3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("SQLCipher / sqlcipher3", "sqlcipher3", "BSD / zlib"),
    ("Alembic", "alembic", "MIT"),
    ("Babel", "babel", "BSD"),
    ("Click", "click", "BSD"),
    ("dnspython", "dnspython", "ISC"),
    ("email-validator", "email-validator", "Unlicense"),
    ("icalendar", "icalendar", "BSD"),
    ("phonenumbers", "phonenumbers", "Apache 2.0"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("platformdirs", "platformdirs", "MIT"),
    ("portalocker", "portalocker", "BSD"),
    ("psutil", "psutil", "BSD"),
    ("PDFium / pypdfium2", "pypdfium2", "BSD / Apache 2.0"),
    ("python-calamine", "python-calamine", "MIT"),
    ("python-dateutil", "python-dateutil", "BSD"),
    ("reportlab", "reportlab", "BSD"),
    ("rustpy-xlsxwriter", "rustpy-xlsxwriter", "MIT"),
    ("tzdata", "tzdata", "Apache 2.0"),
    ("uuid-utils", "uuid-utils", "BSD"),
)
"""Name, distribution and licence of each library that the program needs (see pyproject.toml)."""

_LICENCE_FILES = (("fonts", "OFL.txt"), ("icons", "LICENSE.txt"))


class AboutPage(QWidget):
    """Version, licences and attributions; the texts of the licences at the end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout()
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(8)
        column.addLayout(_heading())
        column.addWidget(
            Prose(
                _(
                    "El directorio de una oficina de enlace: personas, instituciones y lo que se hace con ellas."
                ),
                look="muted",
            )
        )
        column.addWidget(Prose(_("Programa libre, con licencia MIT.")))
        column.addSpacing(16)
        column.addWidget(label(_("Datos, letra y dibujos"), semibold=True))
        for name, what, licence, changed in DATA:
            text = f"{name}: {what}. {licence}."
            column.addWidget(Prose(f"{text} {changed}" if changed else text))
        column.addSpacing(16)
        column.addWidget(label(_("Bibliotecas"), semibold=True))
        for name, distribution, licence in LIBRARIES:
            column.addWidget(Prose(f"{name} {version_of(distribution)} · {licence}"))
        column.addWidget(
            Prose(
                _(
                    "Qt se usa sin cambios, como biblioteca aparte, según la LGPL 3.0: puede sustituirla por otra"
                    " versión suya en la carpeta del programa. Su código fuente está en code.qt.io."
                ),
                look="muted",
            )
        )
        column.addSpacing(16)
        self.show_texts = QPushButton(_("Ver el texto de las licencias"))
        self.show_texts.clicked.connect(self._show_licences)
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setFont(fonts.font())
        self.texts.setMinimumHeight(280)
        self.texts.setAccessibleName(_("Texto de las licencias"))
        self.texts.setTabChangesFocus(True)
        self.texts.hide()
        column.addWidget(self.show_texts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.texts)
        column.addStretch()
        middle = QWidget()
        middle.setObjectName("sheet")
        middle.setLayout(column)
        middle.setMaximumWidth(_WIDTH + 64)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes it, and is scrolled to
        scroll.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFocusProxy(self.show_texts)

    def _show_licences(self) -> None:
        folder = files("resources")
        texts = [(folder / where / name).read_text("utf-8") for where, name in _LICENCE_FILES]
        self.texts.setPlainText("\n\n".join(texts))
        self.texts.show()
        self.show_texts.hide()
        self.texts.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))


def _heading() -> QHBoxLayout:
    """The sign, the name and the version."""
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Prose("Vínculo", pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True))
    words.addWidget(Prose(_("Versión {version}").format(version=version_of(DISTRIBUTION))))
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 8)
    row.setSpacing(16)
    row.addWidget(Sign(_SIGN))
    row.addLayout(words, 1)
    return row


def version_of(distribution: str) -> str:
    """The version of an installed distribution; empty if it cannot be told (run from a copy of the code)."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
