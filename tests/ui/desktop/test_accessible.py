"""Every control of every screen that is drawn, as a screen reader meets it: it has a name, a role and its state.

Qt answers here what it tells the system; tests/e2e/test_screen_reader.py asks the system.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.desktop.capture_studio import Studio
from ui.desktop.captures import SCENES, Scene

Role = QAccessible.Role
PRESSED = {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.Link}
CHECKED = {Role.CheckBox, Role.RadioButton}
HOLDING = {Role.List, Role.Table, Role.Tree, Role.PageTabList}
"""What has the focus for what it holds: a list, its lines."""
CONTROLS = {
    *PRESSED,
    *CHECKED,
    *HOLDING,
    Role.EditableText,
    Role.ComboBox,
    Role.SpinBox,
    Role.Slider,
    Role.ProgressBar,
    Role.PageTab,
    Role.ListItem,
    Role.TreeItem,
    Role.Cell,
    Role.ColumnHeader,
    Role.MenuItem,
    Role.Dialog,
}
READ = {Role.StaticText, Role.Border, Role.Grouping, Role.Dialog}
"""What may take the focus to be read or scrolled."""
BY_OTHER_KEYS = ("Buscar en todo", "Quitar ", "Editar ", "Mover ")
"""Buttons for the mouse that Tab passes over: each does what a key does where the focus is, or Ctrl+K."""
MOST_CHILDREN = 200


class Met(NamedTuple):
    """A control: where it stands, and what was met before it on the way down."""

    node: QAccessibleInterface
    role: QAccessible.Role
    name: str

    @property
    def widget(self) -> QWidget | None:
        found = self.node.object()
        return found if isinstance(found, QWidget) else None


def walk(node: QAccessibleInterface) -> Iterator[Met]:
    """Everything that shows."""
    if node is None or not node.isValid() or node.state().invisible:
        return
    yield Met(node, node.role(), node.text(QAccessible.Text.Name))
    for number in range(min(node.childCount(), MOST_CHILDREN)):
        yield from walk(node.child(number))


def reached_by_tab(met: Met) -> bool:
    """Whether Tab stops there."""
    widget = met.widget
    return (
        widget is not None
        and widget.isEnabled()
        and widget.focusProxy() is None
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )


def faults(met: Met) -> Iterator[str]:
    """What is wrong with how a control is told of."""
    state = met.node.state()
    if met.role in CONTROLS and not met.name.strip():
        yield "no name"
    if met.role == Role.ComboBox and not met.node.text(QAccessible.Text.Description):
        yield "does not say what is chosen there, only which"
    if reached_by_tab(met) and met.role not in CONTROLS | READ:
        yield "takes the focus in no role"
    if reached_by_tab(met) and met.role in READ and not met.name.strip():
        yield "takes the focus without a name"
    if met.role == Role.EditableText and not (state.editable and state.focusable):
        yield "not told to be editable"
    if met.role in CHECKED and not state.checkable:
        yield "not told to be checkable"
    if met.role in PRESSED | CHECKED and met.node.actionInterface() is None:
        yield "cannot be pressed"
    if met.role in PRESSED and not can_be_reached(met):
        yield "cannot be reached with the keyboard"
    if met.role == Role.PageTabList and chosen(met.node) != 1:
        yield "not one part is chosen"


def can_be_reached(met: Met) -> bool:
    """Whether a button takes the focus, or is one of those that need not."""
    widget = met.widget
    if not isinstance(widget, QAbstractButton) or not widget.isEnabled() or reached_by_tab(met):
        return True
    # A value that holds a link, or is being edited, has its keys where that is.
    return (
        widget.focusProxy() is not None
        or met.name.startswith(BY_OTHER_KEYS)
        or arrows_lead_to(widget, Qt.Key.Key_Right)
        or arrows_lead_to(widget, Qt.Key.Key_Left)
    )


def arrows_lead_to(wanted: QAbstractButton, key: Qt.Key) -> bool:
    """Whether one comes to a button with an arrow from the one beside it at which Tab stops."""
    beside = [one for one in wanted.parentWidget().children() if isinstance(one, type(wanted))]
    stops = [one for one in beside if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not stops:
        return False
    before = wanted.window().focusWidget()
    stops[0].setFocus()
    for _step in beside:
        QTest.keyClick(wanted.window().focusWidget(), key)
        if wanted.window().focusWidget() is wanted:
            break
    led = wanted.window().focusWidget() is wanted
    if before is not None:
        before.setFocus()
    return led


def chosen(tabs: QAccessibleInterface) -> int:
    """How many of a row of tabs are chosen."""
    children = (tabs.child(number) for number in range(tabs.childCount()))
    return sum(bool(child.state().selected) for child in children if child.role() == Role.PageTab)


@pytest.fixture
def studio(qapp, theme, tmp_path) -> Iterator[Studio]:
    """The window that nobody sees, brought from state to state; the program's colours come back after it."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    studio = Studio(qapp, tmp_path)
    yield studio
    studio.close()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def told(studio: Studio, scene: Scene) -> list[str]:
    """What is wrong in a scene, each fault with the control it is about."""
    size = scene.sizes[0]
    studio.window.resize(size.width, size.height)
    scene.set_up(studio)
    studio.settle()
    return [
        f"{met.role.name} «{met.name}» ({type(met.node.object()).__name__}): {fault}"
        for met in walk(QAccessible.queryAccessibleInterface(studio.window))
        for fault in faults(met)
    ]


def test_every_control_of_every_screen_has_a_name_a_role_and_its_state(studio):
    wrong = {scene.name: found for scene in SCENES if (found := told(studio, scene))}
    assert wrong == {}
