"""The register's report: Informe sobre la suscripción y seguimiento de convenios interinstitucionales."""

from collections.abc import Iterable, Mapping, Sequence

from crm.agreement_report import AgreementReport, SeriesLine
from crm.agreement_stages import LABELS
from crm.agreement_values import SCOPES
from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.printing import words
from crm.printing.imprint import Imprint
from crm.printing.ink import STRONG
from crm.printing.marks import Document
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, ngettext

_FIGURE = 74.0
_MOST_NUMBERS = 24
"""Missing numbers that are listed; of more their count tells enough."""


def agreement_report(found: AgreementReport, imprint: Imprint) -> Document:
    """The report, to be signed off."""
    paper = Paper(imprint, _("Informe de convenios"), words.date(imprint.cut))
    paper.title(
        _("Informe sobre la suscripción y seguimiento de convenios interinstitucionales"),
        _("{ours} en el registro al {day}. {others}")
        .format(
            ours=ngettext("{n:,} convenio", "{n:,} convenios", found.total).format(n=found.total),
            day=words.date(found.day),
            others=_others_line(len(found.of_others)),
        )
        .strip(),
    )
    stages = {_(LABELS[stage]): n for stage, n in found.by_stage.items()}
    _counted(paper, _("Por etapa"), _("Etapa"), stages, found.total)
    scopes = {_opening(_(scope)) if scope else _("Sin alcance"): n for scope, n in found.by_scope.items()}
    _counted(paper, _("Por alcance"), _("Alcance"), scopes, found.total)
    matters = {_opening(matter) or _("Sin materia"): n for matter, n in found.by_matter.items()}
    _counted(paper, _("Por materia"), _("Materia"), matters, found.total)
    _signed(paper, found)
    _series(paper, found)
    _follow_up(paper, found)
    _of_others(paper, found)
    paper.sign_off()
    return paper.finish()


def _others_line(n: int) -> str:
    if not n:
        return ""
    return ngettext(
        "Aparte, {n:,} convenio de terceros, que no se cuenta.",
        "Aparte, {n:,} convenios de terceros, que no se cuentan.",
        n,
    ).format(n=n)


def _counted(paper: Paper, heading: str, column: str, counts: Mapping[str, int], stated: int) -> None:
    """A table of counts, and their sum beside the total of the register where these are not the same."""
    paper.heading(heading)
    rows: list[Sequence[str | Cell]] = [(name, f"{n:,}", _share(n, stated)) for name, n in counts.items()]
    summed = sum(counts.values())
    rows.append((Cell(_("Total"), STRONG), Cell(f"{summed:,}", STRONG), Cell(_share(summed, stated), STRONG)))
    paper.table(
        (
            Column(column),
            Column(_("Convenios"), points=_FIGURE, right=True),
            Column(_("Porcentaje"), points=_FIGURE, right=True),
        ),
        rows,
    )
    _caution(paper, _against(stated, summed))


def _signed(paper: Paper, found: AgreementReport) -> None:
    paper.heading(_("Suscritos por año"))
    scopes = [scope for scope in (*SCOPES, "") if any(line.by_scope.get(scope) for line in found.signed)]
    rows: list[Sequence[str | Cell]] = [
        (
            str(line.year or _("Sin fecha (s/f)")),
            *(f"{line.by_scope.get(scope, 0):,}" for scope in scopes),
            f"{line.total:,}",
        )
        for line in found.signed
    ]
    sums = [sum(line.by_scope.get(scope, 0) for line in found.signed) for scope in scopes]
    total = sum(line.total for line in found.signed)
    rows.append(tuple(Cell(text, STRONG) for text in (_("Total"), *(f"{n:,}" for n in (*sums, total)))))
    names = (_opening(_(scope)) if scope else _("Sin alcance") for scope in scopes)
    paper.table(
        (
            Column(_("Año de la firma")),
            *(Column(name, points=_FIGURE + 8, right=True) for name in names),
            Column(_("Total"), points=_FIGURE, right=True),
        ),
        rows,
    )
    unsigned = ngettext(
        "{n:,} convenio del registro no tiene firma.",
        "{n:,} convenios del registro no tienen firma.",
        found.unsigned,
    ).format(n=found.unsigned)
    _caution(paper, unsigned if found.unsigned else "")


def _series(paper: Paper, found: AgreementReport) -> None:
    """The folios: the last number given is what a year says it has; its agreements are what there is."""
    paper.heading(_("Folios por año"))
    if found.series:
        paper.table(
            (
                Column(_("Año"), points=50),
                Column(_("Último folio"), points=_FIGURE, right=True),
                Column(_("Registrados"), points=_FIGURE, right=True),
                Column(_("Números que faltan")),
            ),
            [(str(line.year), f"{line.last:,}", f"{line.borne:,}", _missing(line)) for line in found.series],
        )
    paper.note(_folio_notes(found))


def _folio_notes(found: AgreementReport) -> str:
    told = []
    if found.series:
        stated, borne = sum(line.last for line in found.series), sum(line.borne for line in found.series)
        told.append(
            _(
                "Los últimos folios de cada año suman {stated:,} y los convenios registrados con folio, {borne:,}."
            ).format(stated=stated, borne=borne)
        )
    if found.folios.twice:
        listed = "; ".join(
            f"{one.folio} ({len(one.agreements)})" for one in found.folios.twice[:_MOST_NUMBERS]
        )
        told.append(_("Folios repetidos: {folios}.").format(folios=listed))
    if found.folios.without:
        told.append(
            ngettext(
                "{n:,} convenio no tiene folio.", "{n:,} convenios no tienen folio.", found.folios.without
            ).format(n=found.folios.without)
        )
    return " ".join(told) or _("Ningún convenio tiene folio con número y año.")


def _missing(line: SeriesLine) -> str:
    if not line.missing:
        return "–"
    shown = _ranges(line.missing)
    if len(shown) <= _MOST_NUMBERS:
        return ", ".join(shown)
    return ngettext("{n:,} número", "{n:,} números", len(line.missing)).format(n=len(line.missing))


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Numbers in a row as one: 3, 5 a 9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [
        str(first) if first == last else _("{first} a {last}").format(first=first, last=last)
        for first, last in spans
    ]


def _follow_up(paper: Paper, found: AgreementReport) -> None:
    paper.heading(_("Seguimiento"))
    done = found.progress
    if done.obligations:
        paper.prose(
            _("Obligaciones: {met:,} cumplidas de {all:,}; avance de {percent:.0f} %.").format(
                met=done.met, all=done.obligations, percent=done.percent or 0
            )
        )
    else:
        paper.prose(_("Todavía no hay obligaciones registradas."))
    if not found.lapsing:
        paper.prose(_("Ningún convenio está por vencer."))
        return
    paper.heading(_("Por vencer"), level=2)
    paper.table(
        (
            Column(_("Convenio"), 2),
            Column(_("Partes"), 1.4),
            Column(_("Vence"), points=92),
            Column(_("Días"), points=44, right=True),
        ),
        [
            (one.title, ", ".join(one.parties), _short(str(one.last_day)), f"{one.days_left:,}")
            for one in found.lapsing
        ],
    )


def _of_others(paper: Paper, found: AgreementReport) -> None:
    if not found.of_others:
        return
    paper.heading(_("De terceros (no se cuentan)"))
    paper.table(
        (Column(_("Convenio"), 2), Column(_("Partes"), 1.6), Column(_("Firmado"), points=92)),
        [(one.title, ", ".join(one.parties), _short(one.signed_on)) for one in found.of_others],
    )


def _against(stated: int, summed: int) -> str:
    """What is to be said where a total that is stated is not the sum of its parts."""
    if stated == summed:
        return ""
    return _("El total que se declara es {stated:,} y la suma de sus partes, {summed:,}.").format(
        stated=stated, summed=summed
    )


def _caution(paper: Paper, text: str) -> None:
    if text:
        paper.note(text)


def _share(n: int, total: int) -> str:
    return f"{100 * n / total:.1f} %" if total else "–"


def _short(day: str) -> str:
    return short_date(PartialDate.parse(day)) if day else "–"


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
