"""Every table of the base, by importing this module."""

from db import (
    activities,
    areas,
    contacts,
    documents,
    follow_ups,
    labels,
    links,
    non_working_days,
    operations,
    plans,
    posts,
    records,
    relations,
    requests,
    search,
    settings,
    tours,
)
from db.model import Model

__all__ = [
    "Model",
    "activities",
    "areas",
    "contacts",
    "documents",
    "follow_ups",
    "labels",
    "links",
    "non_working_days",
    "operations",
    "plans",
    "posts",
    "records",
    "relations",
    "requests",
    "search",
    "settings",
    "tours",
]
