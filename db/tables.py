"""Every table of the base, by importing this module."""

from db import contacts, labels, operations, posts, records, relations, search, settings
from db.model import Model

__all__ = ["Model", "contacts", "labels", "operations", "posts", "records", "relations", "search", "settings"]
