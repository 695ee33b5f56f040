"""Which contacts a record shows something of: when one of them changes, the record is read anew."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm.contact_record import ContactRecord


def mentioned(record: "ContactRecord") -> frozenset[int]:
    """The ids of the record's own contact and of every one that it refers to."""
    return frozenset((record.id, *_references(record)))


def _references(part: Any) -> Iterator[int]:
    from dataclasses import fields, is_dataclass

    from crm.contact_record import Reference

    if isinstance(part, Reference):
        yield part.id
    elif isinstance(part, tuple):
        for item in part:
            yield from _references(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _references(getattr(part, field.name))
