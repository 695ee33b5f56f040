"""The facets of the list: how many contacts of a query have each value of the fields that one narrows by.

A field's own filter does not narrow its counts, so that one sees what another value would give (SCREENS, "Facets").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import query_run
from crm.agreement_standing import CONTACT_STANDINGS, LABELS, NO_AGREEMENT
from crm.base_marks import is_demo
from crm.categories import SHORT_NAMES
from crm.contact_list import country_names
from crm.facet_names import names_of
from crm.facet_profiles import Code, Profiles
from crm.narrowing import covers
from crm.query import Filter, Query, Term
from crm.query_fields import FIELDS, code_of
from crm.texts import _, ngettext
from db.folding import fold, spanish_key

FACETS = ("categoria", "tipo", "pais", "consulado", "red", "etiqueta", "convenio")
"""The fields counted, in the order in which they are shown."""

_STEADY = ("categoria", "tipo", "convenio")
"""Fields of few values, which keep their places, most frequent in the whole base first, and show noughts."""

_AGREEMENTS = (*CONTACT_STANDINGS, NO_AGREEMENT)
"""These keep the places in which one thinks of them."""
_WITHOUT_AGREEMENT = Code("convenio", NO_AGREEMENT)

_NAMED = ("consulado", "red", "etiqueta")
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value: ``label`` to read, ``text`` as ``field:text`` takes it, ``chosen`` if the query asks for it.

    ``category`` is a code of ``crm.categories`` where a dot of its colour stands before the word.
    """

    label: str
    text: str
    count: int
    chosen: bool = False
    category: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one field that any contact has; ``note`` a sentence where the counts need one."""

    field: str
    title: str
    values: tuple[FacetValue, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Test:
    """What a filter asks of a combination of values."""

    field: str
    codes: frozenset[Code]
    or_empty: bool
    negated: bool

    def holds(self, codes: tuple[Code, ...]) -> bool:
        has = not self.codes.isdisjoint(codes) or (
            self.or_empty and not any(code.field == self.field for code in codes)
        )
        return has != self.negated


@dataclass(slots=True)
class _Tally:
    """Contacts by value; and those that have any category, of which ``in_type`` are of each type."""

    counts: Counter[Code]
    in_type: Counter[Code]


class Facets:
    """Counts the facets of one base; keeps what it has read of it. For one thread only."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._found: dict[str, Counter[int]] = {}
        self._names: dict[Code, str] = {}
        self._totals: Counter[Code] = Counter()
        self._demo = False

    def count(
        self,
        session: Session,
        query: Query,
        ids: Sequence[int] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[FacetGroup, ...]:
        """The facets of a query; ``ids`` are its contacts where they are known already.

        ``check`` is called now and then and may raise Cancelled. Raises QueryError for what the base cannot answer.
        """
        self._refresh(session, query, check)
        kept, filters = _parted(query)
        tests = [self._test(term) for term in filters]
        rest = Query(tuple(kept), query.today, query.subject)
        found = self._counted(session, rest, None if filters else ids, check)
        tally = self._tally(found, tests)
        chosen = {code for test in tests if not test.negated for code in test.codes}
        return tuple(self._group(field, tally, chosen) for field in FACETS)

    def _refresh(self, session: Session, query: Query, check: Callable[[], None]) -> None:
        if not self._profiles.refresh(session, query.today, check):
            return
        self._found.clear()
        everything = self._tally(self._profiles.totals(check), [])
        self._totals = everything.counts
        named = [code for code in self._totals if code.field in _NAMED]
        self._names = names_of(session, named)
        self._demo = is_demo(session)

    def _counted(
        self, session: Session, query: Query, ids: Sequence[int] | None, check: Callable[[], None]
    ) -> Counter[int]:
        """The combinations of what a query without facets finds; those of the last few queries are remembered, so that
        a click on a value after typing words asks nothing of the base.
        """
        if not query.terms and query.subject == "contactos":
            return self._profiles.totals(check)
        text = str(query)
        found = self._found.pop(text, None)
        if ids is not None:
            found = self._profiles.count(ids, check)
        elif found is None:
            found = self._profiles.count(query_run.ids(session, query), check)
        self._found[text] = found
        while len(self._found) > _REMEMBERED:
            del self._found[next(iter(self._found))]
        return found

    def _test(self, term: Filter) -> _Test:
        codes: set[Code] = set()
        for value in term.values:
            if value.is_empty and term.field == "convenio":
                codes.add(_WITHOUT_AGREEMENT)
            if value.is_empty:
                continue
            if term.field not in _NAMED:
                codes.add(Code(term.field, code_of(FIELDS[term.field], value.text)))
                continue
            names = {code: name for code, name in self._names.items() if code.field == term.field}
            folded = fold(value.text)
            equal = [code for code, name in names.items() if fold(name) == folded]
            codes.update(equal or [code for code, name in names.items() if covers(term.field, value, name)])
        or_empty = any(value.is_empty for value in term.values)
        return _Test(term.field, frozenset(codes), or_empty, term.negated)

    def _tally(self, found: Counter[int], tests: list[_Test]) -> _Tally:
        """Count by value: in each field, what meets the tests of all other fields."""
        counts: Counter[Code] = Counter()
        in_type: Counter[Code] = Counter()
        for number, contacts in found.items():
            codes = self._profiles.codes(number)
            failed = {"" if test.negated else test.field for test in tests if not test.holds(codes)}
            if len(failed) > 1 or "" in failed:
                continue
            counted = [code for code in codes if code.field in failed] if failed else codes
            for code in counted:
                counts[code] += contacts
            if any(code.field == "categoria" for code in counted):
                in_type[next((code for code in codes if code.field == "tipo"), Code("tipo", ""))] += contacts
        return _Tally(counts, in_type)

    def _group(self, field: str, tally: _Tally, chosen: set[Code]) -> FacetGroup:
        wanted = {code for code in tally.counts if code.field == field}
        wanted |= {code for code in chosen if code.field == field}
        if field in _STEADY:
            wanted |= {code for code in self._totals if code.field == field}
        if wanted == {_WITHOUT_AGREEMENT} and not chosen.intersection(wanted):
            wanted = set()  # there are no agreements to narrow by
        order = self._totals if field in _STEADY else tally.counts
        values = [
            (
                _AGREEMENTS.index(str(code.value)) if field == "convenio" else -order[code],
                spanish_key(label),
                FacetValue(label, text, tally.counts[code], code in chosen, dot),
            )
            for code in wanted
            for label, text, dot in self._worded(code)
        ]
        values.sort(key=lambda value: value[:2])
        note = self._note(tally) if field == "categoria" else ""
        return FacetGroup(field, _title(field), tuple(value[2] for value in values), note)

    def _worded(self, code: Code) -> Iterable[tuple[str, str, str]]:
        """Label, text in the query and category of a value; none if it has no name any more."""
        value = str(code.value)
        if code.field in _NAMED:
            if fold(self._names.get(code, "")):  # signs alone cannot be asked for
                yield _short_name(code.field, self._names[code]), self._names[code], ""
        elif code.field == "categoria":
            if value in SHORT_NAMES:
                yield SHORT_NAMES[value], _category_text(value), value
        elif code.field == "pais":
            name = country_names().get(value, value)
            yield name, name, ""
        elif code.field == "convenio":
            yield _(LABELS[value]) if value in LABELS else _("Ninguno"), value, ""
        else:
            yield _type_label(value), value, ""

    def _note(self, tally: _Tally) -> str:
        """Why the rows add up to more than there are, where they do (DOMAIN, "The office")."""
        total = sum(tally.in_type.values())
        rows = sum(number for code, number in tally.counts.items() if code.field == "categoria")
        if rows == total:
            return ""
        only = set(tally.in_type) == {Code("tipo", "institución")}
        nouns = (
            ngettext("{total:,} institución", "{total:,} instituciones", total)
            if only
            else ngettext("{total:,} organización", "{total:,} organizaciones", total)
        )
        several = (
            _("una está en dos categorías")
            if rows - total == 1
            else _("algunas están en más de una categoría")
        )
        where = _("en la base de demostración ") if self._demo else ""
        sentence = _("{cuantas}; las filas suman {filas:,}: {donde}{varias}.")
        return sentence.format(cuantas=nouns.format(total=total), filas=rows, donde=where, varias=several)


def _parted(query: Query) -> tuple[list[Term], list[Filter]]:
    """What a query asks besides facets, and its filters by facets."""
    kept: list[Term] = []
    filters: list[Filter] = []
    for term in query.terms:
        if isinstance(term, Filter) and term.field in FACETS:
            filters.append(term)
        else:
            kept.append(term)
    return kept, filters


def _title(field: str) -> str:
    return {
        "categoria": _("Categoría"),
        "tipo": _("Tipo"),
        "pais": _("País"),
        "consulado": _("Consulado"),
        "red": _("Red"),
        "etiqueta": _("Etiqueta"),
        "convenio": _("Convenio"),
    }[field]


def _short_name(field: str, name: str) -> str:
    """Consulates by their cities: in a narrow column their names would all be cut to the same beginning."""
    return name.partition(" de México en ")[2] or name if field == "consulado" else name


def _type_label(kind: str) -> str:
    labels = {
        "persona": _("Personas"),
        "institución": _("Instituciones"),
        "club": _("Clubes"),
        "federación": _("Federaciones"),
        "asociación": _("Asociaciones"),
        "consulado": _("Consulados"),
        "medio": _("Medios de comunicación"),
    }
    return labels.get(kind, kind.capitalize())


def _category_text(code: str) -> str:
    """A category as one word of the query, with its accent."""
    short = SHORT_NAMES[code].lower()
    return short if fold(short) == code else code
