"""What is said of a file: how large it is, when it was added, what it is drawn as."""

import datetime

from crm.clock import HOME_ZONE
from crm.date_words import short_date
from crm.partial_dates import PartialDate

_UNITS = ("B", "KB", "MB")
_SHEETS = ("spreadsheet", "ms-excel", "csv", "tab-separated")
_WRITTEN = ("pdf", "msword", "wordprocessing", "opendocument.text", "rtf")
_FILMED = ("video", "audio")


def size_in_words(size: int) -> str:
    """A size in bytes as people read it: "340 KB"."""
    amount = float(size)
    for unit in _UNITS[:-1]:
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} {_UNITS[-1]}"


def moment_in_words(at: str) -> str:
    """A moment in UTC, ISO 8601, as it was in Mexico City: "4 oct 2025, 10:00"."""
    moment = datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE)
    day = short_date(PartialDate(moment.year, moment.month, moment.day))
    return f"{day}, {moment:%H:%M}"


def icon_of(media_type: str) -> str:
    """The drawing of resources/icons for a media type."""
    family = media_type.partition("/")[0]
    if family == "image":
        return "image"
    if family in _FILMED:
        return "film"
    if any(word in media_type for word in _SHEETS):
        return "file-spreadsheet"
    return "file-text" if family == "text" or any(word in media_type for word in _WRITTEN) else "file"
