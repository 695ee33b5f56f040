"""The language of the search field, the facets, smart lists, exports and the command line: read and written.

A query is terms that must all hold: words (matched by prefix), ``"phrases"``, ``campo:valor`` filters, each with
``-`` before it for its contrary. ``parse`` makes the tree, ``str`` writes it back; ``crm.query_run`` answers it.
"""

import datetime
import re
from dataclasses import dataclass

from crm.errors import QueryError
from crm.query_dates import Days, read_days
from crm.query_fields import SUBJECTS, Field, Shape, check_value, field_named, subject_named
from crm.query_subjects import fields_of
from crm.texts import _
from db.folding import fold


@dataclass(frozen=True, slots=True)
class Word:
    """A word: each contact found has words that begin with it."""

    text: str
    negated: bool = False

    def __str__(self) -> str:
        return _sign(self.negated) + self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Whole words that follow one another in one field."""

    text: str
    negated: bool = False

    def __str__(self) -> str:
        return f'{_sign(self.negated)}"{self.text}"'


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter as typed; for dates this is a day, a month, a year, ``>2024``, ``2024-01..2024-06`` …"""

    text: str
    quoted: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it asks for contacts that lack the field."""
        return not self.quoted and fold(self.text) == "vacio"

    def __str__(self) -> str:
        return f'"{self.text}"' if self.quoted else self.text


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and the values it may have; ``field`` is a name of those that the query's subject has."""

    field: str
    values: tuple[Value, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{_sign(self.negated)}{self.field}:{','.join(map(str, self.values))}"


Term = Word | Phrase | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """A query of ``subject`` (``contactos``, ``consulados`` …); ``today`` is what its relative dates count from."""

    terms: tuple[Term, ...]
    today: datetime.date
    subject: str = "contactos"

    def __str__(self) -> str:
        head = () if self.subject == "contactos" else (f"que:{self.subject}",)
        return " ".join((*head, *map(str, self.terms)))

    def days(self, value: Value) -> Days:
        """The first and last day that a value of a date field stands for, counted from today."""
        return read_days(value.text, self.today)


def parse(text: str, today: datetime.date, subject: str = "contactos") -> Query:
    """Read a query, which speaks of ``subject`` unless it says otherwise.

    Raises QueryError, which names the nearest right field or value.
    """
    return _Parser(text, today, _Parser(text, today, subject).subject()).query()


def _sign(negated: bool) -> str:
    return "-" if negated else ""


_HEAD = re.compile(r"(-?)(?:([^\W\d_][\w-]*):)?")
_WORD = re.compile(r'[^\s"]+')
_VALUE = re.compile(r'[^\s",]+')
_SPACE = re.compile(r"\s*")


class _Parser:
    def __init__(self, text: str, today: datetime.date, subject: str = "contactos") -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._subject = subject
        self._fields = fields_of(subject)

    def subject(self) -> str:
        """What the query speaks of, wherever it says so: fields and their values depend on it."""
        self._skip(_SPACE)
        while self._at < len(self._text):
            head = self._head()
            if head[2]:
                values = self._values(head[2])
                if fold(head[2]) == "que":
                    self._subject = subject_named(values[0].text, self._at)
            elif self._next() == '"':
                self._quoted()
            else:
                self._skip(_WORD)
            self._skip(_SPACE)
        return self._subject

    def query(self) -> Query:
        terms = []
        self._skip(_SPACE)
        while self._at < len(self._text):
            term = self._term()
            if term is not None:
                terms.append(term)
            self._skip(_SPACE)
        return Query(tuple(terms), self._today, self._subject)

    def _term(self) -> Term | None:
        start = self._at
        head = self._head()
        negated = bool(head[1])
        if head[2]:
            return self._filter(head[2], negated, start)
        if self._next() == '"':
            phrase = self._quoted()
            return Phrase(phrase, negated) if fold(phrase) else None
        word = self._skip(_WORD)
        # Signs alone ("Norte - Sur") ask for nothing.
        return Word(word, negated) if fold(word) else None

    def _filter(self, name: str, negated: bool, start: int) -> Filter | None:
        after_name = self._at - 1
        if fold(name) == "que":
            self._values("que")
            return None
        try:
            field = field_named(name, self._fields)
        except QueryError as error:
            raise QueryError(str(error), start + negated, after_name) from None
        return Filter(field.name, self._values(field.name, field), negated)

    def _head(self) -> re.Match[str]:
        head = _HEAD.match(self._text, self._at)
        assert head is not None
        self._at = head.end()
        return head

    def _values(self, name: str, field: Field | None = None) -> tuple[Value, ...]:
        """The values that follow a name; those of a ``field`` are checked."""
        values = [self._value(name, field)]
        while self._next() == ",":
            self._at += 1
            values.append(self._value(name, field))
        return tuple(values)

    def _value(self, name: str, field: Field | None) -> Value:
        start = self._at
        value = Value(self._quoted(), quoted=True) if self._next() == '"' else Value(self._skip(_VALUE))
        if not value.text.strip():
            raise QueryError(
                _("Falta el valor de «{field}»; escríbalo después de los dos puntos.").format(field=name),
                start,
                self._at,
            )
        if field is not None and not value.is_empty:
            self._check(field, value, start)
        return value

    def _check(self, field: Field, value: Value, start: int) -> None:
        try:
            if field.shape is Shape.DATE:
                read_days(value.text, self._today)
            else:
                check_value(field, value.text)
        except QueryError as error:
            raise QueryError(str(error), start, self._at) from None

    def _quoted(self) -> str:
        start = self._at
        end = self._text.find('"', start + 1)
        if end < 0:
            raise QueryError(
                _("Falta cerrar las comillas; escriba otra comilla al final de la frase."),
                start,
                len(self._text),
            )
        self._at = end + 1
        return self._text[start + 1 : end]

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]


__all__ = ["SUBJECTS", "Filter", "Phrase", "Query", "Term", "Value", "Word", "parse"]
