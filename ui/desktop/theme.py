"""The theme in force: follows the system's, unless a setting fixes it; fills the palette and the style sheet."""

from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import FOLDER
from ui.desktop import fonts
from ui.desktop.tokens import DARK, LIGHT, Tokens

STYLE = "Fusion"
"""What the style sheet is written for."""
_STYLED = "styled"
TAB_GAP = 12
"""Pixels between a tab and the next, which are the end of the first."""

Choice = Literal["sistema", "claro", "oscuro"]

_SHEET = Template("""
#rail { background: $bg; border-right: 1px solid $line; }
#top { background: $bg; border-bottom: 1px solid $line; }
#facetsPane { background: $bg; border-right: 1px solid $line; }
#facets { background: transparent; border: 0; }
#pane, #sheet { background: $surface; }
#nextStep { background: $sel; border-radius: 6px; }
QToolTip { background: $surface; color: $text; border: 1px solid $field; padding: 4px 8px; }
QMenu { background: $surface; color: $text; border: 1px solid $field; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $sel; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QLabel[look="muted"], QLabel[look="small"] { color: $muted; }
QLabel[look="link"] { color: $accent; }
QLabel[look="quiet-link"] { color: $muted; }
#link:focus { background: $sel; border-radius: 4px; }
QLabel[look="danger"] { color: $danger; }
QLabel[look="warn"] { color: $warn; }
QLabel[look="key"] { background: $hover; color: $muted; border-radius: 4px; padding: 0 5px; }
QLabel[look="chip"] { background: $hover; border-radius: 4px; padding: 0 8px; }

QPushButton { color: $text; background: $surface; border: 1px solid $field; border-radius: 6px;
    min-height: 30px; padding: 0 12px; outline: 0; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sel; }
QPushButton:focus { border: 2px solid $accent; min-height: 28px; padding: 0 11px; }
QPushButton[look="primary"] { color: $on_fill; background: $fill; border-color: $fill; font-weight: 600; }
QPushButton[look="primary"]:focus { border: 1px solid $fill; min-height: 30px; padding: 0 12px; }
QPushButton[look="outline"] { border-color: $accent; }
QPushButton[look="link"] { color: $accent; background: transparent; border: 0; border-radius: 4px;
    min-height: 20px; padding: 0; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 0; text-decoration: underline; background: $sel; }

QToolButton[look="key"] { background: $hover; color: $muted; border: 0; border-radius: 4px; padding: 0 5px; }
QToolButton[look="key"]:hover { color: $text; }
QToolButton[look="bare"] { background: transparent; border: 1px solid transparent; border-radius: 6px;
    color: $muted; padding: 0 7px; min-height: 30px; }
QToolButton[look="bare"]:hover { background: $hover; color: $text; }
QToolButton[look="bare"]:pressed { background: $sel; }
QToolButton[look="bare"]:focus { border: 2px solid $accent; padding: 0 6px; min-height: 28px; }
QToolButton[look="doing"] { background: transparent; border: 1px solid $field; border-radius: 6px;
    color: $text; padding: 0 7px; min-height: 30px; }
QToolButton[look="doing"]:hover { background: $hover; }
QToolButton[look="doing"]:pressed { background: $sel; }
QToolButton[look="doing"]:focus { border: 2px solid $accent; padding: 0 6px; min-height: 28px; }
QToolButton[look="bare"]::menu-indicator { image: none; width: 0; }
QToolButton[look="back"] { background: transparent; border: 0; border-radius: 4px; color: $muted; padding: 0; }
QToolButton[look="back"]:hover { color: $text; }
QToolButton[look="back"]:focus { color: $text; background: $sel; }
QToolButton[look="icon"] { background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 0; }
QToolButton[look="icon"]:hover { background: $hover; }
QToolButton[look="icon"]:focus { border: 2px solid $accent; }

QLineEdit[look="field"], QTextEdit[look="field"], QComboBox { background: $surface; color: $text;
    border: 1px solid $field; border-radius: 6px; padding: 0 9px; placeholder-text-color: $muted;
    selection-background-color: $sel; selection-color: $text; }
QComboBox[look="muted"] { color: $muted; }
QTextEdit[look="field"] { padding: 3px 7px; }
QLineEdit[look="field"]:focus, QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 0 8px; }
QTextEdit[look="field"]:focus { border: 2px solid $accent; padding: 2px 6px; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"],
    QLineEdit[wrong="true"]:focus, QTextEdit[wrong="true"]:focus { border-color: $danger; }
QLineEdit[look="inside"] { background: transparent; color: $text; border: 0; padding: 0;
    placeholder-text-color: $muted; selection-background-color: $sel; selection-color: $text; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $field; outline: 0;
    padding: 4px; selection-background-color: $sel; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
#footer { background: $surface; border-top: 1px solid $line; }
#tint { background: $tint; border-radius: 6px; }
QPushButton[look="segment"] { border-color: transparent; background: transparent; color: $muted; }
QPushButton[look="segment"]:hover { background: $hover; color: $text; }
QPushButton[look="segment"]:checked { background: $sel; color: $text; font-weight: 600; }
QPushButton[look="segment"]:focus { border: 2px solid $accent; }
#chip { background: $hover; border-radius: 4px; }
#palette { background: $surface; border: 1px solid $field; border-radius: 10px; }
#paletteHead { background: transparent; border: 2px solid $accent; border-radius: 6px; }
#paletteList { background: transparent; border: 0; outline: 0; padding: 0 8px 8px 8px; }
#paletteFoot { background: transparent; border: 0; border-top: 1px solid $line; }
#popup { background: $surface; border: 1px solid $field; border-radius: 8px; }
#popup QListView { background: transparent; border: 0; outline: 0; }

QPlainTextEdit#query { background: transparent; border: 0; color: $text; placeholder-text-color: $muted; }

#contacts QScrollBar:vertical { margin-top: 28px; }
QTableView { background: $surface; border: 0; selection-background-color: $sel; selection-color: $text; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; font-size: 11px; border: 0;
    border-bottom: 1px solid $line; padding: 0 16px; height: 27px; }

QTabBar { background: transparent; }
QTabBar::tab { color: $muted; background: transparent; border: 0; border-bottom: 2px solid transparent;
    padding: 7px 0 7px 0; margin-right: ${tab_gap}px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected:focus { color: $accent; }

QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $thumb; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $thumb; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
    { background: transparent; border: 0; width: 0; height: 0; }

#undo { background: $inv; border-radius: 8px; }
#undo QLabel { color: $inv_text; background: transparent; }
#undo QToolButton { color: $inv_action; background: transparent; border: 2px solid transparent;
    border-radius: 6px; padding: 0 4px; min-height: 26px; }
#undo QToolButton:hover { text-decoration: underline; }
#undo QToolButton:focus { border-color: $inv_action; }

QSplitter::handle { background: $line; }
QToolButton:disabled { color: $thumb; }
QPushButton:disabled { color: $muted; border-color: $line; background: $surface; }
QPushButton[look="primary"]:disabled { color: $muted; background: $track; border-color: $track; }
QPushButton[look="link"]:disabled, QPushButton[look="segment"]:disabled
    { background: transparent; border-color: transparent; }
QLineEdit[look="field"]:disabled, QTextEdit[look="field"]:disabled, QComboBox:disabled
    { background: $bg; color: $muted; border-color: $line; }
QCheckBox, QRadioButton { color: $text; spacing: 8px; padding: 2px 4px 2px 2px; border-radius: 4px; outline: 0; }
QCheckBox:focus, QRadioButton:focus { background: $sel; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 14px; height: 14px;
    border: 1px solid $field; border-radius: 3px; background: $surface; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $fill; border-color: $fill;
    image: url("$check"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid $fill; background: $on_fill; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled, QListView::indicator:disabled
    { border-color: $line; background: $bg; }
QCheckBox::indicator:checked:disabled, QListView::indicator:checked:disabled
    { background: $field; border-color: $field; }
QRadioButton::indicator:checked:disabled { border-color: $field; background: $bg; }
QSplitter#gap::handle { background: transparent; }
QHeaderView#importing::section, QHeaderView#week::section { padding: 0 8px; }
#segments { background: $hover; border-radius: 8px; }
#segments QPushButton[look="segment"] { min-height: 26px; }
#segments QPushButton[look="segment"]:checked { background: $surface; border: 1px solid $line; }
#segments QPushButton[look="segment"]:focus { border: 2px solid $accent; padding: 0 11px; min-height: 24px; }
QListWidget#columns { background: $surface; border: 1px solid $field; border-radius: 6px; padding: 3px; outline: 0; }
QListWidget#columns:focus { border: 2px solid $accent; padding: 2px; }
QListWidget#columns::item { padding: 0 4px; border-radius: 4px; color: $text; }
QListWidget#columns::item:selected { background: $sel; }
QListWidget#contents { background: $surface; border: 2px solid transparent; border-radius: 6px; outline: 0; }
QListWidget#contents:focus { border-color: $accent; }
QListWidget#contents::item { padding: 0 8px; border-radius: 6px; color: $text; }
QListWidget#contents::item:hover { background: $hover; }
QListWidget#contents::item:selected { background: $sel; font-weight: 600; }
QTextBrowser#manual { background: $surface; color: $text; border: 0; }
QProgressBar { background: $track; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def sheet(tokens: Tokens) -> str:
    """The style sheet of the whole program in one theme."""
    names = [name for name in Tokens._fields if name != "categories"]
    check = str(FOLDER / "theme" / "check.svg").replace("\\", "/")
    return _SHEET.substitute({name: getattr(tokens, name) for name in names}, check=check, tab_gap=TAB_GAP)


def palette(tokens: Tokens) -> QPalette:
    """The palette of one theme, for what the style sheet does not draw and for Qt's own dialogs."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.surface,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.danger,
        QPalette.ColorRole.Highlight: tokens.sel,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.field,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return result


def make_application(name: str) -> QApplication:
    """The application, in its style from the first.

    To set the style of one that is there already is to be given it, and with it Python classes of its eleven
    enumerations, 10 ms before the window is drawn.
    """
    application = QApplication([name, "-style", STYLE])
    application.setProperty(_STYLED, True)
    return application


class Theme(QObject):
    """The tokens in force; ``changed`` tells every delegate and icon to draw again."""

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: Choice = "sistema", *, dressed: bool = True
    ) -> None:
        """The palette is in force at once, the style sheet too unless ``dressed`` is False: then with ``dress``."""
        super().__init__(application)
        self._dressed = dressed
        self._application = application
        self._choice: Choice = choice
        self._tokens = self._resolve()
        if not application.property(_STYLED):
            application.setStyle(STYLE)
        application.setFont(fonts.font())
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def choice(self) -> Choice:
        """What the setting says: the system's theme, or always the same."""
        return self._choice

    def dress(self) -> None:
        """Put the style sheet in force. A window that is made before looks the same and is there sooner: with a sheet,
        each widget that is put into another is looked up in it again.
        """
        self._dressed = True
        self._apply()

    def choose(self, choice: Choice) -> None:
        """Follow the system from now on, or keep to one theme."""
        self._choice = choice
        self._follow()

    def _resolve(self) -> Tokens:
        if self._choice == "sistema":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "oscuro" else LIGHT

    @Slot()
    def _follow(self) -> None:
        tokens = self._resolve()
        if tokens is not self._tokens:
            self._tokens = tokens
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._application.setPalette(palette(self._tokens))
        if self._dressed:
            self._application.setStyleSheet(sheet(self._tokens))
