"""Writing the query that a click on a value asks for: narrowed to it, or wide again."""

import re

from crm.query import Filter, Query, Term, Value
from crm.query_fields import FIELDS, Shape
from db.folding import fold, has_words

_PLAIN = re.compile(r"[^\W_](?:[\w.-]*\w)?")


def toggled(query: Query, field: str, text: str) -> Query:
    """The query with one value more of a field (with others of it: any of them), or without it if it was there.

    ``text`` is a value as ``field:text`` takes it.
    """
    terms: list[Term] = []
    done = False
    for term in query.terms:
        if done or not isinstance(term, Filter) or term.field != field or term.negated:
            terms.append(term)
            continue
        done = True
        left = tuple(value for value in term.values if not covers(field, value, text))
        values = left if len(left) < len(term.values) else (*term.values, written(text))
        if values:
            terms.append(Filter(field, values))
    if not done:
        terms.append(Filter(field, (written(text),)))
    return Query(tuple(terms), query.today, query.subject)


def covers(field: str, value: Value, text: str) -> bool:
    """Whether a value of a filter stands for the one called ``text``: itself, or words of its name.

    That words of a name do only where no name is equal is left to whoever knows all names.
    """
    if value.is_empty:
        return False
    if FIELDS[field].shape is Shape.CHOICE:
        return FIELDS[field].find(value.text) == FIELDS[field].find(text)
    return fold(value.text) == fold(text) or has_words(text, fold(value.text).split())


def written(text: str) -> Value:
    """A value with the quotes that it needs; a quote inside cannot be written and becomes a space."""
    plain = _PLAIN.fullmatch(text) is not None and fold(text) != "vacio"
    return Value(text) if plain else Value(text.replace('"', " "), quoted=True)
