"""What can be done from the keyboard anywhere in the window: one table of name, keys, icon and tooltip."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.texts import _
from ui.desktop.icons import Icons


class ActionSpec(NamedTuple):
    """An action: ``code`` is how the window connects it; ``keys`` in Qt's portable form, the first one shown."""

    code: str
    name: str
    keys: tuple[str, ...]
    icon: str = ""


def specs() -> tuple[ActionSpec, ...]:
    """Every action of the window, places aside (they follow the rail's order)."""
    return (
        ActionSpec("search", _("Buscar"), ("Ctrl+F", "/"), "search"),
        ActionSpec("palette", _("Buscar en todo"), ("Ctrl+K",), "search"),
        ActionSpec("new_person", _("Nueva persona"), ("Ctrl+N",), "user-plus"),
        ActionSpec("new_organization", _("Nueva institución"), ("Ctrl+Shift+N",), "building-2"),
        ActionSpec("copy_name", _("Copiar nombre"), ("Ctrl+Shift+C",), "copy"),
        ActionSpec("undo", _("Deshacer"), ("Ctrl+Z",), "undo-2"),
        ActionSpec("redo", _("Rehacer"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
        ActionSpec("import", _("Importar contactos…"), ("Ctrl+I",), "upload"),
        ActionSpec("export", _("Exportar contactos…"), ("Ctrl+E",), "download"),
        ActionSpec("trash_bin", _("Papelera"), (), "trash-2"),
        ActionSpec("settings", _("Ajustes, base y respaldos"), ("Ctrl+,",), "settings"),
        ActionSpec("reload", _("Actualizar"), ("F5",), "rotate-cw"),
        ActionSpec("open_base", _("Abrir otra base…"), ("Ctrl+O",), "folder-open"),
        ActionSpec("manual", _("Manual"), ("F1",), "book-open"),
        ActionSpec("shortcuts", _("Teclas de este lugar"), ("?", "Shift+?"), "keyboard"),
        ActionSpec("about", _("Acerca de Vínculo"), (), "info"),
        ActionSpec("quit", _("Salir"), ("Ctrl+Q",), "x"),
    )


def of_selection() -> tuple[ActionSpec, ...]:
    """What is done with the selected contacts; these keys work in the list only."""
    return (
        ActionSpec("tag", _("Etiquetar…"), ("Ctrl+T",), "tag"),
        ActionSpec("group", _("Agregar a grupo…"), ("Ctrl+G",), "users"),
        ActionSpec("trash", _("A la papelera"), ("Del",), "trash-2"),
        ActionSpec("export", _("Exportar…"), (), "download"),
    )


def make(spec: ActionSpec, icons: Icons, owner: QWidget) -> QAction:
    """The Qt action of a row of the table; its tooltip tells the keys."""
    action = QAction(spec.name, owner)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    if spec.icon:
        action.setIcon(icons.icon(spec.icon))
    if spec.keys:
        shown = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{spec.name.rstrip('…')} ({shown})")
    owner.addAction(action)
    return action
