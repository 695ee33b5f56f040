"""A tour in words: its days."""

from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.texts import _


def days_in_words(start: str, end: str) -> str:
    """From one partial date to another: "13 a 15 oct 2024", "30 sep 2024 a 2 oct 2024"; "" where nothing is known."""
    first, last = PartialDate.parse(start or "s/f"), PartialDate.parse(end or "s/f")
    if not start or first.is_unknown:
        return short_date(last) if end and not last.is_unknown else ""
    if not end or last.is_unknown or first == last:
        return short_date(first)
    same_month = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if same_month and first.day and last.day else short_date(first)
    return _("{start} a {end}").format(start=begin, end=short_date(last))
