"""Text that a spreadsheet program would run as a formula when it opens a CSV, and how it is held back.

Rule (ARCHITECTURE, "Spreadsheets out"): such text gets an apostrophe in front, which reading takes off again; a
plus followed only by digits and spaces, a phone, stays, and so does a plain negative number, a longitude. Text that
already has apostrophes before a formula gets one more, so that ``restore(neutralize(text)) == text`` for any text.
"""

import re

_PHONE = r"\+[0-9 ]+\Z"
_NUMBER = r"-[0-9]+(?:\.[0-9]+)?\Z"
_FORMULA = re.compile(rf"'*(?!{_PHONE}|{_NUMBER})(?:\s|[\x00-\x1f\ufeff])*[=+\-@\t\r\n＝＋－＠]")


def begins_like_formula(text: str) -> bool:
    """Whether the text, with any apostrophes before it taken off, could be run by a spreadsheet program."""
    return _FORMULA.match(text) is not None


def neutralize(text: str) -> str:
    """The text as it may stand in a CSV."""
    return f"'{text}" if begins_like_formula(text) else text


def restore(text: str) -> str:
    """The text that ``neutralize`` was given."""
    return text[1:] if text.startswith("'") and begins_like_formula(text[1:]) else text
