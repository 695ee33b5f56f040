"""Posts, relations, groups, other names, notes and tags of a row."""

from crm.cards import GroupMembership, OtherName, Post, RelationTo
from crm.importing import lists, values
from crm.importing.cells import Cells
from crm.texts import _
from crm.vocabularies import squash

_GOOGLE_OWN = lists.words("myContacts|starred|friends|family|coworkers")
"""Labels that Google gives to everything."""


def posts_of(row: Cells) -> tuple[Post, ...]:
    """The row's posts; one without an organisation is a problem of the row."""
    found = []
    for slot, cells in row.filled("post"):
        organization, area = cells.get("organizacion", ""), cells.get("area", "")
        title = ", ".join(filter(None, (cells.get("cargo", ""), area)))
        part = values.choice(cells.get("parte", ""), values.PARTS)
        if not organization:
            if title:
                reason = _("Hay un cargo, «{title}», pero no de qué organización.").format(title=title)
                row.reject(row.part_column(slot, "organizacion", "cargo", "area"), title, reason)
            continue
        start, end = row.part_date(slot, cells, "cargo_desde"), row.part_date(slot, cells, "cargo_hasta")
        found.append(Post(organization, title, part, start, end))
    return tuple(found)


def relations_of(row: Cells) -> tuple[RelationTo, ...]:
    """The row's relations to other organisations."""
    found = []
    for slot, cells in row.filled("relation"):
        other = cells.get("relacion_con", "")
        if not other:
            continue
        written = cells.get("relacion", "")
        kind = values.choice(written, values.RELATIONS)
        if not kind:
            reason = _("No se reconoce la relación «{text}».").format(text=written)
            row.reject(row.part_column(slot, "relacion", "relacion_con"), written, reason)
        start, end = (
            row.part_date(slot, cells, "relacion_desde"),
            row.part_date(slot, cells, "relacion_hasta"),
        )
        found.append(RelationTo(kind, other, start, end))
    return tuple(found)


def other_names_of(row: Cells) -> tuple[OtherName, ...]:
    """The row's further and former names."""
    found = []
    for slot, cells in row.filled("name"):
        if text := cells.get("otro_nombre", ""):
            kind = values.choice(cells.get("tipo_nombre", ""), values.NAME_KINDS) or "otro"
            found.append(OtherName(text, kind, row.part_date(slot, cells, "nombre_hasta")))
    return tuple(found)


def groups_of(row: Cells) -> tuple[GroupMembership, ...]:
    """The groups of the row, and those that every row is given."""
    found = []
    for slot, cells in row.filled("group"):
        if text := cells.get("grupo", ""):
            joined, left = row.part_date(slot, cells, "grupo_alta"), row.part_date(slot, cells, "grupo_baja")
            found.append(GroupMembership(text, joined, left))
    known = {squash(membership.group) for membership in found}
    found += [GroupMembership(group) for group in row.options.groups if squash(group) not in known]
    return tuple(found)


def notes_of(row: Cells) -> tuple[str, ...]:
    """The row's notes."""
    return tuple(cells["nota"] for _slot, cells in row.filled("note"))


def tags_of(row: Cells) -> tuple[str, ...]:
    """The row's tags, and those that every row is given."""
    found = [label for cell in row.texts("etiquetas") for label in lists.split(cell)]
    kept = [label for label in found if not (label[:1] == "*" and squash(label) in _GOOGLE_OWN)]
    return tuple(dict.fromkeys([*kept, *row.options.tags]))
