"""Texts for the user: Spanish at the source, translatable with gettext in every room."""

from db.texts import _, ngettext


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet (titles of operations, kept as templates)."""
    return text


def mark_plural(one: str, many: str) -> str:
    """Mark a title that counts its ``n``: both forms are kept in the template, chosen when it is read."""
    return f"{one}|{many}"


def counted(template: str, n: int) -> str:
    """The form of a template of ``mark_plural`` that goes with ``n``, translated."""
    one, many = template.split("|")
    return ngettext(one, many, n)


__all__ = ["_", "counted", "mark", "mark_plural", "ngettext"]
