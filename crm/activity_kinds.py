"""Kinds of activity: those that ship and those the office adds. A kind in use is retired, never deleted."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.errors import InvalidValue, NotFound
from crm.texts import _, mark
from crm.vocabularies import squash
from db.activities import ActivityKind
from db.folding import fold

ADD_TITLE = mark("Tipo de actividad agregado")
RENAME_TITLE = mark("Tipo de actividad con otro nombre")
RETIRE_TITLE = mark("Tipo de actividad retirado")
RETURN_TITLE = mark("Tipo de actividad de vuelta")

MEETING, PRODUCT = "encuentro", "producto"
FAMILIES = (MEETING, PRODUCT)
"""What has people attending, and what has reach."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind; ``code`` names it for good, ``label`` as the office calls it now."""

    id: int
    code: str
    label: str
    family: str
    retired: bool = False

    @property
    def name(self) -> str:
        """The label as it begins a line: "Reunión"."""
        return self.label[:1].upper() + self.label[1:]


def kinds(session: Session, *, retired: bool = False) -> list[Kind]:
    """The kinds offered, in their order; with ``retired`` those not offered any more too."""
    rows = select(ActivityKind).order_by(ActivityKind.position, ActivityKind.id)
    if not retired:
        rows = rows.where(ActivityKind.retired.is_(False))
    return [_kind(row) for row in session.execute(rows).scalars()]


def find(session: Session, text: str) -> Kind:
    """The kind of that name, accents and case aside. Raises InvalidValue that names the nearest."""
    import difflib

    known = {squash(kind.label): kind for kind in kinds(session, retired=True)}
    if found := known.get(squash(text)):
        return found
    # "Aviso" is nearer to "aviso de sesión" than to "envío", however much longer it is.
    begun = f"{fold(text)} "
    beginning = [name for name, kind in known.items() if fold(kind.label).startswith(begun)]
    near = beginning or difflib.get_close_matches(squash(text), known, n=1, cutoff=0.6)
    if near:
        sentence = _("No hay ningún tipo de actividad «{text}»; ¿quiso decir «{near}»?").format(
            text=text, near=known[near[0]].label
        )
    else:
        sentence = _("No hay ningún tipo de actividad «{text}»; elija uno de la lista o agréguelo.").format(
            text=text
        )
    raise InvalidValue(sentence, "kind", text)


def add(session: Session, label: str, family: str = MEETING) -> int:
    """Add a kind and return its id. Raises InvalidValue for an empty name or one there is already."""
    if family not in FAMILIES:
        raise InvalidValue(
            _("«{text}» no es una familia de actividades; elija encuentro o producto.").format(text=family),
            "family",
            family,
        )
    name = _named(session, label, own=0)
    last = session.execute(select(func.max(ActivityKind.position))).scalar()
    row = ActivityKind(
        code=_free_code(session, fold(name)),
        label=name,
        family=family,
        position=0 if last is None else last + 1,
        retired=False,
    )
    session.add(row)
    session.flush()
    return row.id


def rename(session: Session, kind: int, label: str) -> None:
    """Call a kind by another name, in past activities too. Raises InvalidValue, NotFound."""
    row = row_of(session, kind)
    row.label = _named(session, label, own=kind)


def retire(session: Session, kind: int, *, retired: bool = True) -> None:
    """Offer a kind no more, or again; its activities keep it. Raises NotFound."""
    row_of(session, kind).retired = retired


def row_of(session: Session, kind: int) -> ActivityKind:
    """The row of a kind. Raises NotFound."""
    found = session.get(ActivityKind, kind)
    if found is None:
        raise NotFound(_("Ese tipo de actividad ya no está en la base; elija otro."))
    return found


def _kind(row: ActivityKind) -> Kind:
    return Kind(row.id, row.code, row.label, row.family, row.retired)


def _named(session: Session, label: str, own: int) -> str:
    name = " ".join(label.split())
    if not fold(name):
        raise InvalidValue(_("Escriba el nombre del tipo de actividad: está vacío."), "label", label)
    for other in kinds(session, retired=True):
        if other.id != own and squash(other.label) == squash(name):
            raise InvalidValue(
                _("Ya hay un tipo de actividad «{name}»; elíjalo de la lista.").format(name=other.label),
                "label",
                label,
            )
    return name


def _free_code(session: Session, wanted: str) -> str:
    """The folded name, or with a number: a kind renamed since may still have that code."""
    taken = set(session.execute(select(ActivityKind.code)).scalars())
    numbered = (f"{wanted} {n}" for n in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)
