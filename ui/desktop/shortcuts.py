"""The keys of where one is, over the window: made from the table of actions, and of what lists and fields answer to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import actions, fonts
from ui.desktop.key_names import shown
from ui.desktop.labels import Prose, label
from ui.desktop.places import Place, places
from ui.desktop.theme import Theme

_COLUMN = 344
_MOST_COLUMNS = 3
_MARGIN = 32
_HEAD_ROWS = 2
"""What the name of a group and the room above it take, in rows."""
_TOGETHER = 3
"""Rows that stand under a name at least."""


class Shortcut(NamedTuple):
    """What is done, and the keys that do it, as they are shown."""

    name: str
    keys: tuple[str, ...]


class Group(NamedTuple):
    """Keys that hold in the same place."""

    name: str
    shortcuts: tuple[Shortcut, ...]


def groups(place: str) -> tuple[Group, ...]:
    """The keys that hold in a place of the window (or ``administracion/importar`` …), those of the place first."""
    here = _here().get(place)
    return tuple(
        group
        for group in (
            Group(_("Aquí"), here) if here else None,
            Group(_("En todo el programa"), _everywhere()),
            Group(_("Ir a un lugar"), _to_places(places())),
        )
        if group is not None
    )


def _everywhere() -> tuple[Shortcut, ...]:
    return _of_actions(actions.specs())


def _of_actions(specs: Sequence[actions.ActionSpec]) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(spec.name.rstrip("…"), tuple(shown(keys) for keys in _told(spec.keys)))
        for spec in specs
        if spec.keys
    )


def _told(keys: Sequence[str]) -> list[str]:
    """Without those that are the same key again, as another keyboard sends it (``?`` with Shift)."""
    return [
        one for one in keys if one.removeprefix("Shift+") == one or one.removeprefix("Shift+") not in keys
    ]


def _to_places(all_places: Sequence[Place]) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(place.title, (shown(f"Ctrl+{number}"),)) for number, place in enumerate(all_places, start=1)
    )


def _here() -> Mapping[str, tuple[Shortcut, ...]]:
    """What lists and fields answer to by themselves, which no action stands for."""
    back = Shortcut(_("Volver a Administración"), ("Esc",))
    paste = Shortcut(_("En Documentos, pegar archivos"), (shown("Ctrl+V"),))
    return {
        "mi-dia": (
            Shortcut(_("Hecho"), (_("Espacio"),)),
            Shortcut(_("Hecho y siguiente"), ("S",)),
            Shortcut(_("Posponer a otro día"), ("P",)),
            Shortcut(_("Abrir aquello de lo que trata"), (_("Intro"),)),
            Shortcut(_("Abrir el seguimiento"), (shown("Ctrl+Return"),)),
            Shortcut(_("Siguiente y anterior"), ("↓", "↑")),
            Shortcut(_("De una columna a otra"), ("←", "→")),
            Shortcut(_("Primero de la columna"), (_("Inicio"),)),
            Shortcut(_("Último de la columna"), (_("Fin"),)),
        ),
        "actividades": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Posponer a otro día"), ("P",)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            *_of_actions((actions.trash(),)),
            paste,
            Shortcut(_("Guardar la actividad nueva"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            Shortcut(_("En el calendario, otro día u otra cosa"), ("←", "→", "↑", "↓")),
            Shortcut(_("En el calendario, abrir lo que hay ese día, o agregar"), (_("Intro"),)),
            Shortcut(_("En el calendario, agregar ese día"), (shown("Ctrl+Return"),)),
            Shortcut(
                _("En el calendario, pasar lo que hay a otro día o a otra hora"),
                ("Alt+←", "Alt+→", "Alt+↑", "Alt+↓"),
            ),
            Shortcut(_("En la semana, que termine antes o después"), (_("Mayús+Alt+↑"), _("Mayús+Alt+↓"))),
            Shortcut(_("Mes o semana anterior y siguiente"), (shown("PgUp"), shown("PgDown"))),
            Shortcut(_("Ir a hoy"), ("T",)),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "convenios": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Marcar hecho el siguiente paso"), (shown("Ctrl+D"),)),
            Shortcut(_("De una etapa a otra"), ("←", "→")),
            Shortcut(_("Corregir una etapa, o pasar a ella"), (_("Intro"),)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            *_of_actions((actions.trash(),)),
            paste,
            Shortcut(_("Guardar el convenio nuevo, o el paso"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            Shortcut(_("En el tablero, otra tarjeta u otra columna"), ("←", "→", "↑", "↓")),
            Shortcut(_("En el tablero, pasar a otra etapa"), ("Alt+←", "Alt+→")),
            Shortcut(_("En las vigencias, acercar, alejar y ver todo"), ("+", "−", "0")),
            Shortcut(_("En las vigencias, otros años y hoy"), ("←", "→", "T")),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "gestiones": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            *_of_actions((actions.trash(),)),
            paste,
            Shortcut(_("Guardar la gestión nueva, o el paso"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "giras": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            *_of_actions((actions.trash(),)),
            paste,
            Shortcut(_("Guardar la gira nueva"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "seguimientos": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Hecho"), (_("Espacio"),)),
            Shortcut(_("Hecho y siguiente"), ("S",)),
            Shortcut(_("Posponer a otro día"), ("P",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            *_of_actions((actions.trash(),)),
            paste,
            Shortcut(_("Guardar el seguimiento nuevo"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "contactos": (
            Shortcut(_("De la búsqueda a la lista"), ("↓",)),
            Shortcut(_("Abrir la ficha"), (_("Intro"),)),
            Shortcut(_("Primer contacto"), (_("Inicio"),)),
            Shortcut(_("Último contacto"), (_("Fin"),)),
            Shortcut(_("Cambiar el dato"), ("F2",)),
            Shortcut(_("Marcar hecho el siguiente paso"), (shown("Ctrl+D"),)),
            Shortcut(_("En la actividad, quitar la liga con el contacto"), (_("Supr"),)),
            Shortcut(_("Guardar el contacto nuevo"), (shown("Ctrl+S"), shown("Ctrl+Return"))),
            *_of_actions(actions.of_selection()),
            Shortcut(_("Cambiar el nombre de una lista inteligente"), ("F2",)),
            Shortcut(_("Quitar una lista inteligente"), (_("Supr"),)),
            Shortcut(_("En el historial, volver a un valor"), (_("Intro"),)),
            Shortcut(_("Volver a la lista, y de ella a la búsqueda"), ("Esc",)),
        ),
        "imprimir": (
            Shortcut(_("Guardar PDF"), (shown("Ctrl+S"),)),
            Shortcut(_("Imprimir"), (shown("Ctrl+P"),)),
            Shortcut(_("Volver adonde estaba"), ("Esc",)),
        ),
        "administracion/importar": (
            Shortcut(_("Corregir la celda"), ("F2",)),
            Shortcut(_("Terminar de corregir"), (_("Intro"),)),
            Shortcut(_("Dejar la celda como estaba"), ("Esc",)),
            Shortcut(_("Tomar un arreglo de la fila"), ("Alt+1", "Alt+2")),
            Shortcut(_("Menú de la fila"), (_("Menú"), shown("Shift+F10"))),
            Shortcut(_("Importar los que se pueden"), (shown("Ctrl+Return"),)),
            back,
        ),
        "administracion/exportar": (
            Shortcut(_("Marcar la columna"), (_("Espacio"),)),
            Shortcut(_("Subir o bajar la columna"), ("Alt+↑", "Alt+↓")),
            Shortcut(_("Exportar"), (shown("Ctrl+Return"),)),
            back,
        ),
        "administracion/papelera": (Shortcut(_("Restaurar los elegidos"), (_("Intro"),)), back),
        "administracion/ajustes": (back,),
        "administracion/acerca": (back,),
        "manual": (
            Shortcut(_("Siguiente enlace"), (_("Tab"),)),
            Shortcut(_("Seguir el enlace"), (_("Intro"),)),
            Shortcut(_("Volver adonde estaba"), ("Esc",)),
        ),
    }


class ShortcutsOverlay(QFrame):
    """Covers the window; any key that ends it (Esc, ?, Intro) or a click beside it gives the focus back."""

    closed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._before: QWidget | None = None
        self.setAccessibleName(_("Teclas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panel = QFrame(self)
        self._panel.setObjectName("popup")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(24, 20, 8, 20)
        column.setSpacing(12)
        column.addWidget(Prose(_("Teclas"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        window.installEventFilter(self)
        self.hide()

    def open(self, place: str) -> None:
        """Show the keys of a place."""
        self._before = self._window.focusWidget()
        found = groups(place)
        self._scroll.setWidget(self._body(found))
        self.setAccessibleDescription(_aloud(found))
        self._fit()
        self.show()
        self.raise_()
        self.setFocus()

    def close_overlay(self) -> None:
        """Back to where one was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def _body(self, found: tuple[Group, ...]) -> QWidget:
        body = QWidget()
        body.setObjectName("pane")
        beside = QHBoxLayout(body)
        beside.setContentsMargins(0, 0, 16, 0)
        beside.setSpacing(32)
        for groups_of_column in share(found, self._columns):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups_of_column:
                column.addLayout(_table(group))
            column.addStretch()
            beside.addLayout(column, 1)
        return body

    @property
    def _columns(self) -> int:
        return max(1, min(_MOST_COLUMNS, (self._window.width() - 2 * _MARGIN) // _COLUMN))

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(_COLUMN * self._columns, self.width() - 2 * _MARGIN)
        body = self._scroll.widget()
        wanted = (body.sizeHint().height() if body is not None else 0) + 92
        height = min(wanted, self.height() - 2 * _MARGIN)
        left = (self.width() - width) // 2
        self._panel.setGeometry(QRect(left, max(_MARGIN, (self.height() - height) // 3), width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, ? or Enter close it; arrows scroll."""
        bar = self._scroll.verticalScrollBar()
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            bar.setValue(bar.value() + 3 * fonts.BODY_LINE)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() - 3 * fonts.BODY_LINE)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == "?":
            self.close_overlay()

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802 - as Qt calls it
        """There is nothing else to go to while it is open."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The veil over the window."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(self._theme.tokens.scrim))


def share(found: Sequence[Group], count: int) -> list[list[Group]]:
    """The groups over ``count`` columns about as long as each other; a group may go on in the next one."""
    most = -(-sum(len(group.shortcuts) + _HEAD_ROWS for group in found) // count) + 1
    columns: list[list[Group]] = [[]]
    free = most
    for group in found:
        rest = group.shortcuts
        while rest:
            last = len(columns) == count
            if not last and free < _HEAD_ROWS + min(_TOGETHER, len(rest)):
                columns.append([])
                free = most
                continue
            taken = rest if last else rest[: free - _HEAD_ROWS]
            columns[-1].append(Group(group.name, taken))
            free -= len(taken) + _HEAD_ROWS
            rest = rest[len(taken) :]
    return columns


def _table(group: Group) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(label(group.name, semibold=True))
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(12)
    for row, shortcut in enumerate(group.shortcuts):
        grid.addWidget(Prose(shortcut.name), row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(4)
        keys.addStretch()
        for text in shortcut.keys:
            key = label(text, look="key")
            key.setFont(fonts.font(fonts.SMALL_PIXELS))
            keys.addWidget(key)
        grid.addLayout(keys, row, 1)
    column.addLayout(grid)
    return column


def _aloud(found: tuple[Group, ...]) -> str:
    lines = [
        f"{group.name}. " + "; ".join(f"{one.name}: {_(' o ').join(one.keys)}" for one in group.shortcuts)
        for group in found
    ]
    return ". ".join(lines)
