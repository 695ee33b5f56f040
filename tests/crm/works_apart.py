"""What the tests have done in another process, which loads this module to find it."""

import os

from crm import operations
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import Blocked
from crm.importing.run_apart import write_parts


def add(base, parts, progress):
    """Make a person of each given name."""
    with base.write("Añadir") as session:
        progress(0, len(parts))
        return CardWriter(session).add([Card(kind="person", given_names=name) for name in parts])


def add_and_vanish(base, parts, progress):
    """Make them, and be gone before it can be said."""
    add(base, parts, progress)
    os._exit(9)


def vanish(_base, _parts, _progress):
    """Be gone."""
    os._exit(9)


def add_and_wait(base, parts, progress):
    """Make them, and go on until it is stopped."""
    with base.write("Añadir") as session:
        CardWriter(session).add([Card(kind="person", given_names=name) for name in parts])
        while True:
            progress(1, len(parts))


def refuse(_base, _parts, _progress):
    """What cannot be done."""
    raise Blocked("no se puede", (3, 4), 4, "en palabras")


def be_mistaken(_base, _parts, _progress):
    """A mistake of ours."""
    raise ValueError("a bug")


def who_and_when(base, _parts, _progress):
    """Whom and which moment the base is open for."""
    return base.actor, base.clock.now(), os.getpriority(os.PRIO_PROCESS, 0)


def write_and_vanish(base, parts, progress):
    """Write an import, and be gone before it can be said."""
    write_parts(base, parts, progress)
    os._exit(9)


def undo_and_vanish(base, _parts, _progress):
    """Undo the last operation, and be gone before it can be said."""
    operations.undo(base)
    os._exit(9)
