"""A row of a table into a card, or the reasons why not."""

from collections.abc import Sequence
from typing import Any

from crm.cards import Card
from crm.errors import InvalidValue
from crm.importing import affiliations, details, names, values
from crm.importing.cells import Cells, Problem, RowOptions, says_no_more
from crm.importing.columns import Columns
from crm.importing.fields import NAMING
from crm.importing.lists import words
from crm.organization_kinds import kind_by_name
from crm.texts import _
from crm.vocabularies import squash

_NAME_PARTS = tuple(sorted(NAMING - {"nombre"}))
_OF_PERSONS = ("conocido_como", "lugar_origen", "idiomas", "liderazgo", "tratamiento")
_OF_ORGANIZATIONS = ("siglas", "subtipo", "categoria", "otras_categorias", "depende_de")
_PLAIN_KINDS = words(
    "persona|person|institución|institution|organización|organization|organisation|club|federación|asociación|"
    "consulado|medio|contacto|empresa|company|medio de comunicación|medio/plataforma|dependencia|otra organización"
)
"""Kinds that say nothing more than the kind; others ("Embajada") are kept as the subtype too."""
_MOST_WORDS = 7
"""Words that a person's name has at most, with treatment and particles."""
_UNSPECIFIC = words("organización|organization|organisation")


class RowReader:
    """Turns the rows of one table into cards. Everything that depends on the columns is settled once."""

    def __init__(self, columns: Columns, options: RowOptions | None = None) -> None:
        self._row = Cells(columns, options or RowOptions())
        self._has_categories = columns.has("categoria", "otras_categorias")
        self._has_treatment = columns.has("tratamiento")
        self._has_name_parts = columns.has(*_NAME_PARTS)
        self._has_names = columns.has(*NAMING)
        persons = self._has_name_parts or columns.has("cargo", "organizacion", "liderazgo", "tratamiento")
        self._organizations = columns.has("siglas", "categoria", "subtipo", "depende_de") and not persons

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The headings of columns of which, in some row so far, a text was not kept."""
        return self._row.passed_over

    @property
    def doubts(self) -> Sequence[Problem]:
        """What is not sure about the row read last."""
        return self._row.doubts

    def read(self, cells: Sequence[str], as_kind: str = "") -> Card | list[Problem]:
        """The card that the row describes, or every reason why it cannot be one.

        ``as_kind`` is the kind of contact that it is whatever it says.
        """
        self._row.load(cells)
        kind, organization_kind, subtype = self._kind()
        if as_kind and as_kind != kind:
            self._row.problems.clear()
            kind, organization_kind, subtype = as_kind, "", ""
        if self._row.problems:
            return self._row.problems
        if not as_kind:
            self._doubt_kind(kind)
        card = self._person() if kind == "person" else self._organization(organization_kind, subtype)
        return self._row.problems or card

    def _kind(self) -> tuple[str, str, str]:
        """Kind of contact, kind of organisation (empty: not told) and a subtype that stood in the kind's column."""
        stated = self._row.text("tipo")
        if not stated:
            return self._kind_by_columns(), "", ""
        try:
            found = values.contact_kind(stated)
        except InvalidValue as error:
            self._row.reject(self._row.column("tipo"), stated, error)
            return "person", "", ""
        if found is None:
            return self._kind_by_columns(), "", stated
        subtype = "" if self._row.has("subtipo") or values.squashed(stated) in _PLAIN_KINDS else stated
        return found[0], found[1], subtype

    def _kind_by_columns(self) -> str:
        if any(self._row.text(field) for field in _NAME_PARTS):
            return "person"
        name = self._row.text("nombre")
        if not name:
            named_apart = self._has_name_parts or not self._has_names
            return "organization" if named_apart and self._first_organization() else "person"
        if self._organizations or values.looks_like_organization(name):
            return "organization"
        return "person"

    def _doubt_kind(self, kind: str) -> None:
        """A name alone told what the row is: it may be wrong."""
        row, name = self._row, self._row.text("nombre")
        if row.text("tipo") or not name or any(row.text(field) for field in _NAME_PARTS):
            return
        if kind == "person" and _is_no_usual_name(name):
            reason = _("No es seguro que «{name}» sea una persona.").format(name=name)
        elif kind == "organization" and any("cargo" in parts for _slot, parts in row.filled("post")):
            reason = _("No es seguro que «{name}» sea una institución: tiene un cargo.").format(name=name)
        else:
            return
        row.doubt(row.column("nombre"), name, reason)

    def _person(self) -> Card:
        row = self._row
        row.pass_over(*_OF_ORGANIZATIONS)
        treatment, given, first, second = self._person_name()
        if not (given or first or second):
            row.reject(self._name_column(), "", _("Falta el nombre de la persona."))
        country = self._country()
        return Card(
            kind="person",
            given_names=given,
            first_surname=first,
            second_surname=second,
            treatment=treatment,
            known_as=row.text("conocido_como"),
            origin=row.text("lugar_origen"),
            languages=row.each("idiomas", values.language),
            leadership=row.text("liderazgo"),
            posts=affiliations.posts_of(row),
            **self._shared(country, person=True),
        )

    def _organization(self, kind: str, subtype: str) -> Card:
        row = self._row
        row.pass_over(*_OF_PERSONS)
        name = row.text("nombre") or self._joined_name_parts() or self._first_organization()
        if not name:
            row.reject(self._name_column(), "", _("Falta el nombre de la institución."))
        country = self._country()
        if not kind:
            kind = kind_by_name(name, self._otherwise())
        subtype = row.text("subtipo") or subtype
        main, further = self._categories(kind, subtype, name)
        return Card(
            kind="organization",
            official_name=name,
            acronym=row.text("siglas"),
            other_names=affiliations.other_names_of(row),
            organization_kind="medio" if main == "medio" and not row.text("tipo") else kind,
            subtype=subtype,
            main_category=main,
            further_categories=further,
            parent=row.text("depende_de"),
            country=country,
            relations=affiliations.relations_of(row),
            **self._shared(country, person=False),
        )

    def _shared(self, country: str, *, person: bool) -> dict[str, Any]:
        row = self._row
        addresses = details.addresses_of(row, country, person=person)
        return {
            "uid": as_uid(row.text("uid")),
            "phones": details.phones_of(row, details.phone_country(row, addresses, country)),
            "emails": details.emails_of(row),
            "addresses": addresses,
            "links": details.links_of(row),
            "notes": affiliations.notes_of(row),
            "tags": affiliations.tags_of(row),
            "groups": affiliations.groups_of(row),
            "consulate": row.text("consulado"),
            "source": row.text("fuente", "; "),
            "verified_on": row.date("verificado"),
        }

    def _person_name(self) -> tuple[str, str, str, str]:
        row = self._row
        given = " ".join(filter(None, (row.text("nombres"), row.text("segundo_nombre"))))
        first, second = row.text("primer_apellido"), row.text("segundo_apellido")
        if both := row.text("apellidos"):
            first, second = (f"{both} {first}", second) if first or second else names.split_surnames(both)
        treatment = row.text("tratamiento")
        if not (given or first or second):
            found, given, first, second = names.split_name(row.text("nombre"))
            treatment = treatment or found
        else:
            if not says_no_more(row.text("nombre"), f"{treatment} {given} {first} {second}"):
                row.pass_over("nombre")
            if given and not self._has_treatment:
                treatment, given = names.split_treatment(given)
        if suffix := row.text("sufijo"):
            first, second = (first, f"{second} {suffix}") if second else (f"{first} {suffix}".strip(), "")
        return treatment, given, first, second

    def _joined_name_parts(self) -> str:
        parts = (self._row.text(field) for field in ("nombres", "segundo_nombre", "apellidos"))
        return " ".join(filter(None, parts))

    def _first_organization(self) -> str:
        cells = (parts.get("organizacion", "") for _slot, parts in self._row.filled("post"))
        return next((name for name in cells if name), "")

    def _otherwise(self) -> str:
        return "asociación" if values.squashed(self._row.text("tipo")) in _UNSPECIFIC else "institución"

    def _categories(self, kind: str, subtype: str, name: str) -> tuple[str, tuple[str, ...]]:
        if not self._has_categories:
            return _category_by_kind(kind, f"{subtype} {name}"), ()
        main = self._row.each("categoria", values.category)
        further = self._row.each("otras_categorias", values.category)
        return (main or ("",))[0], tuple(
            dict.fromkeys(code for code in main[1:] + further if code not in main[:1])
        )

    def _country(self) -> str:
        for field in ("iso", "pais"):
            if text := self._row.text(field):
                return self._row.attempt(values.country, self._row.column(field), text)
        return ""

    def _name_column(self) -> str:
        own = self._row.column("nombre", "nombres", "apellidos", "primer_apellido")
        if own:
            return own
        return self._row.group_column("post", "organizacion")


def _is_no_usual_name(name: str) -> bool:
    """Whether a name is hardly a person's: one word that nobody is called, many words, or figures in it."""
    found = name.split()
    if len(found) == 1:
        return not names.is_name_of_person(name)
    return len(found) > _MOST_WORDS or any(char.isdigit() for char in name)


def as_uid(text: str) -> str:
    """A UUID in its usual form; empty for anything else, which identifies nothing here."""
    digits = text.strip().lower().removeprefix("urn:uuid:").replace("-", "")
    if len(digits) != 32 or any(char not in "0123456789abcdef" for char in digits):
        return ""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _category_by_kind(kind: str, description: str) -> str:
    """The category that kind, subtype and name tell where a file has no column for it."""
    if kind in ("consulado", "medio"):
        return {"consulado": "consular", "medio": "medio"}[kind]
    described = squash(description)
    if described.startswith("organismointernacional"):
        return "internacional"
    return "electoral" if "electoral" in described else ""
