"""Kinds of relation between organisations, each with a name for either side."""

from dataclasses import dataclass

from crm.texts import mark


@dataclass(frozen=True, slots=True)
class RelationKind:
    """``forward`` is said of the one the relation starts from, ``backward`` of the other."""

    code: str
    forward: str
    backward: str


KINDS = {
    kind.code: kind
    for kind in (
        RelationKind("member_of", mark("Es integrante de"), mark("Tiene como integrante a")),
        RelationKind("depends_on", mark("Depende de"), mark("Tiene a su cargo a")),
        RelationKind("allied_with", mark("Colabora con"), mark("Colabora con")),
    )
}
