"""What can be done from the keyboard anywhere in the window: one table of name, keys, icon and tooltip."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.places import places


class ActionSpec(NamedTuple):
    """An action: ``code`` is how the window connects it; ``keys`` in Qt's portable form, the first one shown; ``menu``
    the group of the program's menu in which it stands, if any.
    """

    code: str
    name: str
    keys: tuple[str, ...]
    icon: str = ""
    menu: str = ""


MENU = ("undo", "work", "learn", "base")
"""The groups of the program's menu, in their order."""


def specs() -> tuple[ActionSpec, ...]:
    """Every action of the window, places aside (they follow the rail's order)."""
    return (
        ActionSpec("search", _("Buscar"), ("Ctrl+F", "/"), "search"),
        ActionSpec("palette", _("Buscar en todo"), ("Ctrl+K",), "search"),
        ActionSpec("new", _("Nuevo en este lugar"), ("Ctrl+N",), "plus"),
        ActionSpec("new_person", _("Nueva persona"), (), "user-plus"),
        ActionSpec("new_activity", _("Nueva actividad"), ("Ctrl+Shift+A",), "calendar-days"),
        ActionSpec("new_agreement", _("Nuevo convenio"), (), "handshake"),
        ActionSpec("new_organization", _("Nueva institución"), ("Ctrl+Shift+N",), "building-2"),
        ActionSpec("save_list", _("Guardar la búsqueda como lista…"), ("Ctrl+Shift+S",), "bookmark-plus"),
        ActionSpec("copy_name", _("Copiar nombre"), ("Ctrl+Shift+C",), "copy"),
        ActionSpec("undo", _("Deshacer"), ("Ctrl+Z",), "undo-2", "undo"),
        ActionSpec("redo", _("Rehacer"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "undo"),
        ActionSpec("import", _("Importar…"), ("Ctrl+I",), "upload", "work"),
        ActionSpec("export", _("Exportar…"), ("Ctrl+E",), "download", "work"),
        ActionSpec("print", _("Imprimir…"), ("Ctrl+P",), "printer", "work"),
        ActionSpec("trash_bin", _("Papelera"), (), "trash-2", "work"),
        ActionSpec("settings", _("Ajustes, base y respaldos"), ("Ctrl+,",), "settings", "work"),
        ActionSpec("reload", _("Actualizar"), ("F5",), "rotate-cw", "base"),
        ActionSpec("new_base", _("Crear una base nueva…"), (), "file-plus", "base"),
        ActionSpec("open_base", _("Abrir otra base…"), ("Ctrl+O",), "folder-open", "base"),
        ActionSpec("demo_base", _("Ver la base de demostración"), (), "flask-conical", "base"),
        ActionSpec("manual", _("Manual"), ("F1",), "book-open", "learn"),
        ActionSpec("shortcuts", _("Teclas de este lugar"), ("?", "Shift+?"), "keyboard", "learn"),
        ActionSpec("about", _("Acerca de Vínculo"), (), "info", "learn"),
        ActionSpec("quit", _("Salir"), ("Ctrl+Q",), "x", "base"),
    )


def of_places() -> tuple[ActionSpec, ...]:
    """Going to each place of the rail; ``code`` is the place's."""
    return tuple(
        ActionSpec(place.code, _("Ir a {lugar}").format(lugar=place.title), (f"Ctrl+{number}",), place.icon)
        for number, place in enumerate(places(), start=1)
    )


def of_selection() -> tuple[ActionSpec, ...]:
    """What is done with the selected contacts; these keys work in the list only."""
    return (
        ActionSpec("tag", _("Etiquetar…"), ("Ctrl+T",), "tag"),
        ActionSpec("group", _("Agregar a grupo…"), ("Ctrl+G",), "users"),
        trash(),
        ActionSpec("export", _("Exportar…"), (), "download"),
    )


def trash() -> ActionSpec:
    """Putting the chosen records of any list in the trash."""
    return ActionSpec("trash", _("A la papelera"), ("Del",), "trash-2")


def make(spec: ActionSpec, icons: Icons, owner: QWidget) -> QAction:
    """The Qt action of a row of the table; its tooltip tells the keys."""
    action = QAction(spec.name, owner)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    if spec.icon:
        action.setIcon(icons.icon(spec.icon))
    if spec.keys:
        action.setToolTip(f"{spec.name.rstrip('…')} ({shown(spec.keys[0])})")
    owner.addAction(action)
    return action
