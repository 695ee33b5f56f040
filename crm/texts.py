"""Texts for the user: Spanish at the source, translatable with gettext in every room."""

from db.texts import _, ngettext


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet (titles of operations, kept as templates)."""
    return text


__all__ = ["_", "mark", "ngettext"]
