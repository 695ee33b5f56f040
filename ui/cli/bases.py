"""The commands for whoever looks after the base: make it, copy it, put it back, verify it."""

from pathlib import Path
from typing import Any

import click

from crm.texts import _, ngettext
from ui.cli.context import Number, Session, common
from ui.cli.spanish import command


@command("crear", _("Hace una base nueva, con catálogos y sin contactos."))
@click.option("--red-consular", "consular", is_flag=True, help=_("Agrega la red consular mexicana."))
@common
def create(session: Session, consular: bool) -> None:
    """Make a new base."""
    from crm import reference_data
    from crm.consular_network import add_consular_network

    version = reference_data.create(session.path, session.key, session.clock)
    added = 0
    if consular:
        with session.open() as base:
            added = add_consular_network(base)
    session.answer(
        {"base": str(session.path), "version": version},
        _("Base nueva en {path}, con {n} representaciones consulares.").format(path=session.path, n=added)
        if added
        else _("Base nueva y vacía en {path}.").format(path=session.path),
    )


@command("demo", _("Hace una base de demostración: instituciones reales y datos inventados."))
@click.option(
    "--contactos", "contacts", type=Number(), metavar="N", help=_("Cuántos contactos en total, para medir.")
)
@click.option(
    "--semilla", "seed", type=Number(), default=1, show_default=True, metavar="S", help=_("Semilla del azar.")
)
@common
def demo(session: Session, contacts: int | None, seed: int) -> None:
    """Make a base of demonstration."""
    from crm.demo.building import build_demo

    counts = build_demo(
        session.path,
        key=session.key,
        seed=seed,
        contacts=contacts,
        clock=session.clock,
        progress=session.progress,
    )
    session.answer(
        {
            "instituciones": counts.institutions,
            "personas": counts.persons,
            "consulados": counts.consulates,
            "actividades": counts.activities,
            "convenios": counts.agreements,
            "seguimientos": counts.follow_ups,
        },
        _("Base de demostración en {path}: {n:,} contactos.").format(path=session.path, n=counts.contacts),
    )


@command("respaldar", _("Copia la base a un archivo nuevo y comprueba la copia."))
@click.argument("target", metavar="DESTINO", type=click.Path(path_type=Path))
@common
def back_up(session: Session, target: Path) -> None:
    """Back the base up."""
    from crm.backups import back_up_to

    made = back_up_to(session.path, target, session.key, progress=session.progress)
    session.answer(*_copied(made, _("Respaldo comprobado en {path}: {n:,} registros.")))


@command("restaurar", _("Pone un respaldo en el lugar de la base; la base que estaba se guarda aparte."))
@click.argument("backup", metavar="RESPALDO", type=click.Path(path_type=Path))
@common
def restore(session: Session, backup: Path) -> None:
    """Put a backup in the base's place."""
    from crm.backups import restore_from

    restored = restore_from(backup, session.path, session.key, clock=session.clock, progress=session.progress)
    session.answer(*_copied(restored.backup, _("Base restaurada en {path}: {n:,} registros.")))
    if restored.replaced is not None:
        session.tell(_("La base que estaba quedó guardada en {path}.").format(path=restored.replaced))


@command("verificar", _("Comprueba la integridad, las referencias, el índice y la bitácora."))
@click.option(
    "--reparar", "repair", is_flag=True, help=_("Rehace lo que se puede derivar: el índice, las versiones.")
)
@common
def verify(session: Session, repair: bool) -> None:
    """Verify the base; exit code 1 when something is wrong."""
    from crm.verification import verify_base

    problems = verify_base(session.path, session.key, repair=repair, progress=session.progress)
    lines = [problem.sentence for problem in problems]
    session.answer(
        {
            "correcto": not problems,
            "problemas": [
                {"tipo": problem.kind, "que": problem.sentence, "detalle": problem.detail}
                for problem in problems
            ],
        },
        "\n".join(lines) if lines else _("La base está correcta."),
    )
    if problems:
        session.tell(
            ngettext("Se encontró {n} problema.", "Se encontraron {n} problemas.", len(problems)).format(
                n=len(problems)
            )
        )
        raise SystemExit(1)


def _copied(made: Any, text: str) -> tuple[dict[str, object], str]:
    answer = {"archivo": str(made.path), "registros": made.content.records, "sha256": made.sha256}
    return answer, text.format(path=made.path, n=made.content.records)
