"""What was done, and taking it back: the journal as the user meets it (bitácora, deshacer, rehacer)."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from crm.base import Base
from crm.clock import HOME_ZONE
from crm.date_words import near_date
from crm.errors import Blocked, NotFound, UserError
from crm.progress import Progress
from crm.texts import _, counted, mark, ngettext
from db import journal, undo as inverse
from db.blockers import blockers

UNDO_TITLE = mark("Deshacer la operación {operation}")
REDO_TITLE = mark("Rehacer la operación {operation}")

_TOLD = 5
"""Operations in the way that a refusal tells of."""
_NAMED = 1000
"""Records that the news of an operation names; beyond, everything is looked at anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation in the log: ``at`` UTC in ISO 8601, ``title`` in words, ``changes`` rows changed."""

    operation: int
    at: str
    actor: str
    title: str
    kind: str
    changes: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Inverted:
    """``target`` is the edit that was undone or done again, ``operation`` the one that did it."""

    target: int
    operation: int
    title: str


@dataclass(frozen=True, slots=True)
class News:
    """What an operation changed: ``touched`` are the records, None for more than can be named; ``last`` the newest
    operation of the base.
    """

    touched: frozenset[int] | None
    last: int


def running(session: Session) -> int:
    """The number of the operation that is being done in a session of ``base.write``."""
    return journal.current(session)


def newest(session: Session) -> int:
    """The number of the newest operation of the base, 0 if there is none."""
    return session.connection().exec_driver_sql("SELECT max(id) FROM operation").scalar() or 0


def done_at(session: Session, moment: datetime.datetime, actor: str, *, after: int) -> int | None:
    """The operation, later than the one with the number ``after``, that somebody did at a moment, if it was kept."""
    found = session.connection().exec_driver_sql(
        "SELECT id FROM operation WHERE id > ? AND actor = ? AND at = ?",
        (after, actor, journal.at_text(moment)),
    )
    return found.scalar()


def news(session: Session, operation: int) -> News | None:
    """What an operation changed; None if it changed nothing, and so left no trace."""
    connection = session.connection()
    if not connection.exec_driver_sql("SELECT 1 FROM operation WHERE id = ?", (operation,)).first():
        return None
    rows = connection.exec_driver_sql(_RECORDS_TOUCHED, (operation, _NAMED + 1))
    touched = frozenset(rows.scalars())
    return News(touched if len(touched) <= _NAMED else None, newest(session))


def title_of(session: Session, operation: int) -> str:
    """The title of an operation in words. Raises NotFound."""
    row = (
        session.connection()
        .exec_driver_sql("SELECT title, params FROM operation WHERE id = ?", (operation,))
        .first()
    )
    if row is None:
        raise NotFound(_("No hay ninguna operación {n}.").format(n=operation))
    return title_in_words(row[0], json.loads(row[1]))


def title_in_words(template: str, params: dict[str, Any]) -> str:
    """The title of an operation for the user; titles are templates so that they hold no names.

    A template that its params do not fill is shown as it is: one bad title must not hide the whole log.
    """
    try:
        text = counted(template, params["n"]) if "|" in template else _(template)
        return text.format(**params)
    except (LookupError, ValueError):
        return template


def undo(base: Base, operation: int | None = None, progress: Progress | None = None) -> Inverted:
    """Undo the actor's last edit that is not undone, or a given one.

    Raises UserError when there is nothing to undo, NotFound for an unknown operation, Blocked when later work
    stands in the way, Cancelled from ``progress``, which is told the rows changed back.
    """
    with base.read() as session:
        target = _target_to_undo(session, base.actor, operation)
    params = {"operation": target}
    with base.operation(journal.UNDO, UNDO_TITLE, params, inverts=target, progress=progress) as session:
        _refuse_if_undone(session, target)
        return _invert(session, target, target, base.clock.today, undone=True)


def redo(base: Base, progress: Progress | None = None) -> Inverted:
    """Do again what the actor undid last.

    Raises UserError when there is nothing, Blocked when work is in the way, Cancelled from ``progress``.
    """
    with base.read() as session:
        last = inverse.last_undone(session.connection(), base.actor)
    if last is None:
        raise UserError(_("No hay nada que rehacer: en esta base no hay operaciones suyas deshechas."))
    target, undoing = last
    params = {"operation": target}
    with base.operation(journal.REDO, REDO_TITLE, params, inverts=undoing, progress=progress) as session:
        if _undone_by(session, target) != undoing:
            raise UserError(_("Lo que se iba a rehacer cambió mientras tanto; vuelva a intentarlo."))
        return _invert(session, undoing, target, base.clock.today, undone=False)


def to_undo(session: Session, actor: str) -> int | None:
    """The edit that ``undo`` takes back when none is given."""
    return inverse.last_undoable(session.connection(), actor)


def to_redo(session: Session, actor: str) -> int | None:
    """The undoing that ``redo`` takes back."""
    last = inverse.last_undone(session.connection(), actor)
    return None if last is None else last[1]


def changes(session: Session, operation: int, most: int) -> int:
    """How many rows an operation changed, counted up to ``most``."""
    found = session.connection().exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM change WHERE operation_id = ? LIMIT ?)", (operation, most)
    )
    return int(found.scalar_one())


def inverted_by(session: Session, operation: int) -> Inverted:
    """What an operation undid or did again."""
    found = session.connection().exec_driver_sql("SELECT params FROM operation WHERE id = ?", (operation,))
    target = int(json.loads(found.scalar_one())["operation"])
    return Inverted(target, operation, title_of(session, target))


def log(session: Session, record: int | None = None, limit: int | None = None) -> list[Entry]:
    """The journal, newest first; only what touched ``record`` if given, at most ``limit`` operations."""
    chosen = (
        "WHERE o.id IN (SELECT operation_id FROM change WHERE record_id = :record)"
        if record is not None
        else ""
    )
    rows = session.connection().exec_driver_sql(
        "SELECT o.id, o.at, o.actor, o.title, o.params, o.kind, "
        "(SELECT count(*) FROM change AS c WHERE c.operation_id = o.id), o.undone_by IS NOT NULL "
        f"FROM operation AS o {chosen} ORDER BY o.id DESC LIMIT :limit",
        {"record": record, "limit": -1 if limit is None else limit},
    )
    return [
        Entry(
            row[0], row[1], row[2], title_in_words(row[3], json.loads(row[4])), row[5], row[6], bool(row[7])
        )
        for row in rows
    ]


def _target_to_undo(session: Session, actor: str, operation: int | None) -> int:
    if operation is None:
        target = inverse.last_undoable(session.connection(), actor)
        if target is None:
            raise UserError(_("No hay nada que deshacer: en esta base no hay cambios suyos sin deshacer."))
        return target
    found = (
        session.connection().exec_driver_sql("SELECT kind FROM operation WHERE id = ?", (operation,)).first()
    )
    if found is None:
        raise NotFound(_("No hay ninguna operación {n}; véalas con «vinculo bitacora».").format(n=operation))
    if found[0] != journal.EDIT:
        raise UserError(
            _("La operación {n} no es un cambio que se pueda deshacer; elija la operación original.").format(
                n=operation
            )
        )
    _refuse_if_undone(session, operation)
    return operation


def _refuse_if_undone(session: Session, operation: int) -> None:
    if _undone_by(session, operation) is not None:
        raise UserError(
            _("La operación {n} ya está deshecha; para volver a hacerla use «vinculo rehacer».").format(
                n=operation
            )
        )


def _undone_by(session: Session, operation: int) -> int | None:
    value = (
        session.connection()
        .exec_driver_sql("SELECT undone_by FROM operation WHERE id = ?", (operation,))
        .scalar()
    )
    return None if value is None else int(value)


def _invert(session: Session, operation: int, target: int, today: datetime.date, *, undone: bool) -> Inverted:
    connection = session.connection()
    in_the_way = blockers(connection, operation)
    if in_the_way:
        missing = [number for number in in_the_way if _undone_by(session, number) is not None]
        later = [number for number in in_the_way if number not in missing]
        ways = (_numbered, partial(_in_words, today=today))
        refusal, in_words = (_refusal(session, target, later, missing, way, undone=undone) for way in ways)
        raise Blocked(refusal, in_the_way, max(later, default=None), in_words)
    number = journal.current(session)
    inverse.invert(connection, operation, number, journal.steps(session))
    inverse.mark_undone(connection, target, number if undone else None)
    return Inverted(target, number, title_of(session, target))


def _refusal(
    session: Session,
    target: int,
    later: list[int],
    missing: list[int],
    told_of: Callable[[Session, int], str],
    *,
    undone: bool,
) -> str:
    """Why an operation cannot be inverted: ``later`` ones are in the way, or ``missing`` ones, undone since."""
    if later:
        reason = ngettext(
            "después se trabajó sobre lo mismo en {others}; deshágalo antes.",
            "después se trabajó sobre lo mismo en {others}; deshágalos antes, del último al primero.",
            len(later),
        )
    else:
        reason = ngettext(
            "se apoya en {others}, que está deshecho; rehágalo antes.",
            "se apoya en {others}, que están deshechos; rehágalos antes.",
            len(missing),
        )
    refusal = _("No se puede deshacer {what}") if undone else _("No se puede rehacer {what}")
    told = [told_of(session, number) for number in (later or missing)]
    listed = ", ".join([*told[:_TOLD], *(["…"] if len(told) > _TOLD else [])])
    return f"{refusal.format(what=told_of(session, target))}: {reason.format(others=listed)}"


def _numbered(session: Session, operation: int) -> str:
    """An operation by what was done, and by its number, which the log shows."""
    return _("«{title}» (operación {n})").format(n=operation, title=title_of(session, operation))


def _in_words(session: Session, operation: int, *, today: datetime.date) -> str:
    """An operation by what was done, who did it and when."""
    at, actor = session.connection().exec_driver_sql(_WHEN_AND_WHO, (operation,)).one()
    moment = datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE)
    return _("«{title}» ({actor}, {day}, {hour})").format(
        title=title_of(session, operation),
        actor=actor,
        day=near_date(moment.date(), today),
        hour=f"{moment:%H:%M}",
    )


_WHEN_AND_WHO = "SELECT at, actor FROM operation WHERE id = ?"


# Who is shown at one end of a tie shows the other end. What was made has no image: its row is there.
_RECORDS_TOUCHED = """
    SELECT record_id FROM change WHERE operation_id = ?1
    UNION SELECT coalesce(l.to_id, json_extract(c.before, '$.to_id'), c.record_id)
        FROM change AS c LEFT JOIN record_link AS l ON l.id = c.row_id
        WHERE c.operation_id = ?1 AND c.table_name = 'record_link'
    LIMIT ?2"""
