"""What somebody was typing into a new record: kept in the base until it is saved or thrown away, crash or not.

In the base and not beside the settings, because what is typed is personal data and an encrypted base must not leak.
Drafts are not journaled: they are nobody's work yet. One whose program still runs is left to it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.locks import Holder
from db.settings import Setting

_PREFIX = "draft:"
TITLE = "Borrador"
"""The title of the operation that keeps a draft; as it changes nothing journaled, it leaves no trace in the log."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``key`` is unique; ``form`` says which form it was typed into, ``values`` are the texts of its fields."""

    key: str
    form: str
    values: Mapping[str, str]


def keep(session: Session, draft: Draft, actor: str) -> None:
    """Keep a draft of ``actor``, in the place of an older one of the same key."""
    kept = {
        "form": draft.form,
        "values": dict(draft.values),
        "actor": actor,
        "holder": asdict(Holder.myself()),
    }
    session.merge(Setting(name=_PREFIX + draft.key, value=json.dumps(kept, ensure_ascii=False)))


def drop(session: Session, key: str) -> None:
    """Forget a draft: it was saved or thrown away. One that is not there is forgotten already."""
    session.execute(delete(Setting).where(Setting.name == _PREFIX + key))


def left_over(session: Session, actor: str) -> list[Draft]:
    """The drafts of ``actor`` whose program has ended without saving them, by key."""
    rows = session.execute(
        select(Setting.name, Setting.value).where(Setting.name.startswith(_PREFIX)).order_by(Setting.name)
    )
    found = []
    for name, value in rows:
        kept = json.loads(value)
        if kept["actor"] == actor and not Holder(**kept["holder"]).is_alive():
            found.append(Draft(name.removeprefix(_PREFIX), kept["form"], kept["values"]))
    return found
