"""What agreements are about (materia): what ships and what the office adds. One in use is retired, never deleted."""

import difflib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.errors import InvalidValue, NotFound
from crm.texts import _, mark
from crm.vocabularies import squash
from db.agreements import AgreementMatter
from db.folding import fold

ADD_TITLE = mark("Materia de convenios agregada")
RENAME_TITLE = mark("Materia de convenios con otro nombre")
RETIRE_TITLE = mark("Materia de convenios retirada")
RETURN_TITLE = mark("Materia de convenios de vuelta")


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter; ``code`` names it for good, ``label`` as the office calls it now."""

    id: int
    code: str
    label: str
    retired: bool = False


def matters(session: Session, *, retired: bool = False) -> list[Matter]:
    """The matters offered, in their order; with ``retired`` those not offered any more too."""
    rows = select(AgreementMatter).order_by(AgreementMatter.position, AgreementMatter.id)
    if not retired:
        rows = rows.where(AgreementMatter.retired.is_(False))
    return [Matter(row.id, row.code, row.label, row.retired) for row in session.execute(rows).scalars()]


def find(session: Session, text: str) -> Matter:
    """The matter of that name, accents and case aside. Raises InvalidValue that names the nearest."""
    known = {squash(matter.label): matter for matter in matters(session, retired=True)}
    if found := known.get(squash(text)):
        return found
    near = difflib.get_close_matches(squash(text), known, n=1, cutoff=0.6)
    if near:
        sentence = _("No hay ninguna materia «{text}»; ¿quiso decir «{near}»?").format(
            text=text, near=known[near[0]].label
        )
    else:
        sentence = _("No hay ninguna materia «{text}»; elija una de la lista o agréguela.").format(text=text)
    raise InvalidValue(sentence, "matter", text)


def add(session: Session, label: str) -> int:
    """Add a matter and return its id. Raises InvalidValue for an empty name or one there is already."""
    name = _named(session, label, own=0)
    last = session.execute(select(func.max(AgreementMatter.position))).scalar()
    row = AgreementMatter(
        code=_free_code(session, fold(name)), label=name, position=(last or 0) + 1, retired=False
    )
    session.add(row)
    session.flush()
    return row.id


def rename(session: Session, matter: int, label: str) -> None:
    """Call a matter by another name, in past agreements too. Raises InvalidValue, NotFound."""
    row = row_of(session, matter)
    row.label = _named(session, label, own=matter)


def retire(session: Session, matter: int, *, retired: bool = True) -> None:
    """Offer a matter no more, or again; its agreements keep it. Raises NotFound."""
    row_of(session, matter).retired = retired


def row_of(session: Session, matter: int) -> AgreementMatter:
    """The row of a matter. Raises NotFound."""
    found = session.get(AgreementMatter, matter)
    if found is None:
        raise NotFound(_("Esa materia ya no está en la base; elija otra."))
    return found


def _named(session: Session, label: str, own: int) -> str:
    name = " ".join(label.split())
    if not fold(name):
        raise InvalidValue(_("Escriba el nombre de la materia: está vacío."), "label", label)
    for other in matters(session, retired=True):
        if other.id != own and squash(other.label) == squash(name):
            raise InvalidValue(
                _("Ya hay una materia «{name}»; elíjala de la lista.").format(name=other.label),
                "label",
                label,
            )
    return name


def _free_code(session: Session, wanted: str) -> str:
    """The folded name, or with a number: a matter renamed since may still have that code."""
    taken = set(session.execute(select(AgreementMatter.code)).scalars())
    numbered = (f"{wanted} {n}" for n in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)
