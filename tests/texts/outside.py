"""Texts for the user that no catalogue holds: literals in the sources that look like them and nobody marked.

Four signs, each of which is enough:

- a literal goes straight to where the user reads it (``setText``, ``QPushButton``, ``help=``, a UserError …);
- it reads like a sentence, or like a name of several words with a capital;
- it is a word with a capital, handed to a function;
- it has letters that English lacks.

What is not for the user is known by where it stands: SQL, style sheets, types, docstrings, patterns, messages of
errors in the program itself, what goes to the log.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARKS = {"_", "mark", "ngettext", "mark_plural"}
SINKS = {
    "addAction",
    "addItem",
    "addMenu",
    "addTab",
    "label",
    "set_text",
    "setAccessibleDescription",
    "setAccessibleName",
    "setLabelText",
    "setPlaceholderText",
    "setStatusTip",
    "setTabText",
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
    "showMessage",
    "Prose",
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
    "BadParameter",
    "ClickException",
    "UsageError",
    "echo",
    "fail",
    "secho",
    "BaseProblem",
    "Blocked",
    "Cancelled",
    "FileProblem",
    "InvalidValue",
    "NotFound",
    "UserError",
}
"""Calls whose first argument the user reads."""
READ_KEYWORDS = {"help", "placeholder", "prompt", "required", "tooltip", "whatsThis"}
NOT_FOR_THE_USER = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "AssertionError",
    "KeyError",
    "LookupError",
    "TypeVar",
}
LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}
PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "findall", "finditer", "split"}

_LETTER = r"[^\W\d_]"
_WORDS = re.compile(rf"{_LETTER}{{2,}},? {_LETTER}{{1,}}")
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}")
_TITLE = re.compile(rf"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+,? {_LETTER}")
_SPANISH = re.compile("[áéíóúñüÁÉÍÓÚÑÜ«»¿¡]")
_ENDS = re.compile(r"[.…:?!»)]\s*$")
_LITTLE = re.compile(
    rf"{_LETTER}+ (?:de|del|la|el|los|las|en|con|por|para|sin|un|una|que|se|al|y|o|no|a)\b|"
    rf"\b(?:de|del|la|el|los|las|en|con|por|para|sin|un|una|que|se|al|hay|no) {_LETTER}{{2}}"
)
"""The little words of Spanish among others."""
_OTHER_LANGUAGE = re.compile(r"\{ |<>|\|")
"""Style sheets, conditions, choices of words that are read, not written."""
_KEY = re.compile(r"\b(?:Alt|Ctrl|Shift)\+")
_SQL = re.compile(
    r"\b(?:SELECT|FROM|WHERE|JOIN|INSERT|UPDATE|DELETE|PRAGMA|ORDER BY|GROUP BY|CREATE|DROP|BEGIN|WITH|AND NOT|IS NOT"
    r"|CASE WHEN|IS NULL|= \?|<> \?|AS c?)\b|= wanted"
)


class Found(NamedTuple):
    """A text outside the catalogues: the file below the root, its line, the text."""

    file: str
    line: int
    text: str


def texts_outside(file: Path, root: Path) -> Iterator[Found]:
    """The texts of one source that look like the user's and are not marked."""
    walker = _Walker()
    walker.visit(ast.parse(file.read_text("utf-8")))
    for line, text in walker.found:
        yield Found(file.relative_to(root).as_posix(), line, text)


class _Walker(ast.NodeVisitor):
    """Goes through a source with what is known of where it is: ``_read`` in what the user reads."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self._read = False

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name in MARKS:
            return
        if name in NOT_FOR_THE_USER or name in PATTERNS or (name in LOGGING and _of_a_log(node.func)):
            return
        self.visit(node.func)
        for place, argument in enumerate(node.args):
            is_name = isinstance(argument, ast.Constant) and _NAME.fullmatch(str(argument.value)) is not None
            self._visit_as(argument, read=is_name or (name in SINKS and place == 0))
        for keyword in node.keywords:
            if keyword.arg != "metavar":  # a word of the command line, which is a contract
                self._visit_as(keyword.value, read=keyword.arg in READ_KEYWORDS)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults, *node.body):
            if part is not None:
                self.visit(part)

    def visit_Compare(self, node: ast.Compare) -> None:
        for part in (node.left, *node.comparators):
            self._visit_as(part, read=False)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._visit_as(node.slice, read=False)
        self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        self._look(node.lineno, "".join(map(str, parts)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self._visit_as(part.value, read=False)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._look(node.lineno, node.value)

    def _visit_as(self, node: ast.AST, *, read: bool) -> None:
        before, self._read = self._read, read
        self.visit(node)
        self._read = before

    def _look(self, line: int, text: str) -> None:
        looks = _goes_to_the_user(text) if self._read else _looks_like_a_text(text)
        if looks:
            self.found.append((line, text))


def _goes_to_the_user(text: str) -> bool:
    return re.search(rf"{_LETTER}{{2,}}", _KEY.sub("", text)) is not None


def _looks_like_a_text(text: str) -> bool:
    if _SQL.search(text) or _OTHER_LANGUAGE.search(text):
        return False
    if _SPANISH.search(text) and re.search(_LETTER, text):
        return True
    return _WORDS.search(text) is not None and any(
        sign is not None for sign in (_ENDS.search(text), _TITLE.match(text), _LITTLE.search(text))
    )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _of_a_log(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and "log" in ast.unparse(function.value).lower()
