"""Who is called what: finding organisations, groups and tags by the name somebody wrote.

Names are compared folded (no accents, case or punctuation). Siglas find an organisation only where one alone
bears them: they are not unique (DOMAIN, "A name is not a key").
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.contacts import Organization, OrganizationName
from db.folding import fold_fields, folded_once
from db.labels import ContactGroup, Tag
from db.records import Record


def name_key(name: str) -> str:
    """The form in which two names are compared; a name of signs alone ("★") is compared as it is."""
    return folded_once(name) or name


class Directory:
    """The live names in a base, read when first asked for, and those added since."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._preferred: dict[str, int] = {}
        self._preferred_groups: dict[str, int] = {}
        self._added: list[tuple[int, str, str]] = []

    def organization(self, name: str) -> int | None:
        """The organisation of that official, other or former name, or the only one of those siglas."""
        key = name_key(name)
        if key in self._preferred:
            return self._preferred[key]
        if self._added:
            self._organizations.add(self._added)
            self._added = []
        return self._organizations.find(key)

    def group(self, name: str) -> int | None:
        """The group of that name."""
        key = name_key(name)
        return self._preferred_groups.get(key) or self._groups.get(key)

    def tag(self, label: str) -> int | None:
        """The tag of that label."""
        return self._tags.get(name_key(label))

    def prefer(self, organizations: Iterable[tuple[int, str]], groups: Iterable[tuple[int, str]]) -> None:
        """From here on let these names mean these, whichever others bear them and even if they are in the trash."""
        self._preferred = {name_key(name): row for row, name in organizations}
        self._preferred_groups = {name_key(name): row for row, name in groups}

    def add_organization(self, row: int, official_name: str, acronym: str = "") -> None:
        """Remember a new organisation; an older one of the same name keeps it."""
        self._added.append((row, official_name, acronym))

    def add_group(self, row: int, name: str) -> None:
        """Remember a new group."""
        self._groups.setdefault(name_key(name), row)

    def add_tag(self, row: int, label: str) -> None:
        """Remember a new tag."""
        self._tags.setdefault(name_key(label), row)

    @cached_property
    def _organizations(self) -> "_Organizations":
        known = _Organizations()
        official = select(Organization.id, Organization.official_name, Organization.acronym).join(
            Record, Record.id == Organization.id
        )
        further = select(OrganizationName.organization_id, OrganizationName.text).join(
            Record, Record.id == OrganizationName.organization_id
        )
        live = (Record.trashed_by.is_(None), Record.merged_into.is_(None))
        known.add(self._session.execute(official.where(*live).order_by(Organization.id)).all())
        known.add_further(self._session.execute(further.where(*live).order_by(OrganizationName.id)).all())
        return known

    @cached_property
    def _groups(self) -> dict[str, int]:
        live = select(ContactGroup.folded, ContactGroup.id).join(Record, Record.id == ContactGroup.id)
        rows = self._session.execute(live.where(Record.trashed_by.is_(None)).order_by(ContactGroup.id.desc()))
        return dict(rows.all())

    @cached_property
    def _tags(self) -> dict[str, int]:
        return dict(self._session.execute(select(Tag.folded, Tag.id)).all())


class _Organizations:
    """Organisations by name: official names before others, older ones before newer."""

    def __init__(self) -> None:
        self._official: dict[str, int] = {}
        self._further: dict[str, int] = {}
        self._acronyms: dict[str, int | None] = {}

    def find(self, key: str) -> int | None:
        for names in (self._official, self._further):
            if (found := names.get(key)) is not None:
                return found
        return self._acronyms.get(_acronym_key(key))

    def add(self, rows: Sequence[tuple[int, str, str]]) -> None:
        for (row, _name, acronym), key in zip(rows, _keys([row[1] for row in rows]), strict=True):
            self._official.setdefault(key, row)
            if acronym:
                siglas = _acronym_key(name_key(acronym))
                if self._acronyms.setdefault(siglas, row) != row:
                    self._acronyms[siglas] = None

    def add_further(self, rows: Sequence[tuple[int, str]]) -> None:
        for (row, _name), key in zip(rows, _keys([row[1] for row in rows]), strict=True):
            self._further.setdefault(key, row)


def _acronym_key(key: str) -> str:
    """Siglas are the same with points or without: "I.N.E." and "INE"."""
    return key.replace(" ", "")


def _keys(names: Sequence[str]) -> list[str]:
    """``name_key`` of many names at once, three times as fast."""
    return [folded.strip() or name for name, folded in zip(names, fold_fields(names), strict=True)]
