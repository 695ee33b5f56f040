"""What a query can speak of, and the fields it then has."""

from collections.abc import Mapping

from crm.matter_fields import MATTER_FIELDS
from crm.query_fields import FIELDS, Field


def fields_of(subject: str) -> Mapping[str, Field]:
    """The fields by name of a subject of ``crm.query_fields.SUBJECTS``."""
    return MATTER_FIELDS.get(subject, FIELDS)
