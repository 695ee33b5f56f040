"""What a screen reader meets and can do; run by the system's Python, which alone has pyatspi.

Reads requests as JSON lines and answers each with one, until its input ends: ``{"answer": …}``, or
``{"problem": "…"}`` when what is asked for is not there. A control is named by its role and the beginning of its
name; of several alike the first that shows is meant.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi
from gi.repository import GLib

MOST_CHILDREN = 150
"""Of a list of a thousand rows nobody hears more than what shows; the bridge tells of all."""
EVENTS = ("object:announcement", "object:state-changed:focused")
KEYS = {"Down": 0xFF54, "Escape": 0xFF1B}
"""As X numbers them."""


class Reader:
    """The programs on the bus, and what was heard of them."""

    def __init__(self) -> None:
        self._heard: list[dict[str, str]] = []
        self._menu: Any = None
        for event in EVENTS:
            pyatspi.Registry.registerEventListener(self._hear, event)

    def _hear(self, event: Any) -> None:
        try:
            name, role = event.source.name, event.source.getRoleName()
            if role.endswith("menu item"):
                # An open menu is no child of the program: it is met where the focus goes.
                self._menu = event.source.parent
        except GLib.Error:
            return  # gone before it could be asked
        if event.type.name == "object:announcement":
            self._heard.append({"kind": "said", "role": role, "text": event.any_data})
        elif event.detail1:
            self._heard.append({"kind": "focused", "role": role, "text": name})

    def listen(self) -> None:
        """Let what was told arrive; with it comes what makes the library forget how controls were before."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass

    def heard(self) -> list[dict[str, str]]:
        """What was told since it was asked last, in order."""
        heard, self._heard = self._heard, []
        return heard

    def tree(self) -> list[dict[str, Any]]:
        """Everything that shows, in reading order."""
        return [described(node, depth) for node, depth in self._showing()]

    def _showing(self) -> Iterator[tuple[Any, int]]:
        for program in pyatspi.Registry.getDesktop(0):
            program.clearCache()
            for window in program:
                yield from walk(window, 0)
        try:
            yield from walk(self._menu, 0)
        except GLib.Error:
            self._menu = None

    def _find(self, role: str, name: str) -> Any:
        for node, _depth in self._showing():
            if node.getRoleName() == role and node.name.startswith(name):
                return node
        raise LookupError(f"no {role} «{name}»")

    def do(self, role: str, name: str, action: str) -> None:
        """Do one of the actions that a control offers."""
        actions = self._find(role, name).queryAction()
        offered = [actions.getName(number) for number in range(actions.nActions)]
        if action not in offered:
            raise LookupError(f"{role} «{name}» offers {offered}")
        actions.doAction(offered.index(action))

    def write(self, role: str, name: str, text: str) -> None:
        """Go to a field and put a text in it."""
        node = self._find(role, name)
        node.queryComponent().grabFocus()
        node.queryEditableText().setTextContents(text)

    def read(self, role: str, name: str) -> str:
        """The text in a field."""
        text = self._find(role, name).queryText()
        return str(text.getText(0, text.characterCount))

    def focus(self, role: str, name: str) -> None:
        """Put the focus on a control."""
        self._find(role, name).queryComponent().grabFocus()

    def select(self, role: str, name: str) -> None:
        """Select one of what a list, a table or a row of tabs holds."""
        node = self._find(role, name)
        node.parent.querySelection().selectChild(node.getIndexInParent())

    def key(self, name: str) -> None:
        """Press a key, as a screen reader does for somebody who cannot."""
        pyatspi.Registry.generateKeyboardEvent(KEYS[name], None, pyatspi.KEY_SYM)


def walk(node: Any, depth: int) -> Iterator[tuple[Any, int]]:
    """A control and what it holds, as far as it shows."""
    if node is None or not node.getState().contains(pyatspi.STATE_SHOWING):
        return
    yield node, depth
    for number in range(min(node.childCount, MOST_CHILDREN)):
        yield from walk(node.getChildAtIndex(number), depth + 1)


def described(node: Any, depth: int) -> dict[str, Any]:
    """A control as it is told of."""
    try:
        actions = node.queryAction()
        offered = [actions.getName(number) for number in range(actions.nActions)]
    except NotImplementedError:
        offered = []
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": sorted(pyatspi.stateToString(state) for state in node.getState().getStates()),
        "actions": offered,
        "depth": depth,
    }


def main() -> None:
    """Answer until nobody asks any more."""
    reader = Reader()
    known: dict[str, Callable[..., Any]] = {
        "tree": reader.tree,
        "heard": reader.heard,
        "do": reader.do,
        "write": reader.write,
        "read": reader.read,
        "focus": reader.focus,
        "select": reader.select,
        "key": reader.key,
    }
    for line in sys.stdin:
        request = json.loads(line)
        reader.listen()
        try:
            answer = {"answer": known[request.pop("ask")](**request)}
        except (LookupError, NotImplementedError, GLib.Error) as problem:
            answer = {"problem": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
