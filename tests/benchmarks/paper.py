"""Pages on paper, beside reportlab alone: what it takes to set a page out, and a directory of a thousand rows.

    python -m tests.benchmarks.paper [--filas 1000]

The floor of a page is a bare canvas of reportlab that draws the same lines of text where they ended up. That of the
directory is reportlab's own LongTable, a hundred plain rows at a time with given heights, in the same letters.
"""

import argparse
import datetime
from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from crm.activity_kinds import Kind
from crm.activity_record import ActivityRecord, TakingPart
from crm.activity_values import Participant, When
from crm.contact_values import Kept, Reference
from crm.printing.agreement_sheet import agreement_sheet
from crm.printing.attendance_sheet import attendance_sheet
from crm.printing.imprint import Imprint
from crm.printing.lettering import advances
from crm.printing.marks import Document
from crm.printing.matter_directory import USUAL, matter_directory
from crm.printing.minutes_page import minutes_page
from crm.printing.name_cards import name_cards
from crm.printing.pdf import pdf
from crm.printing.session_report import session_report
from tests.benchmarks.harness import HEADING, Report
from tests.crm.printing.fichas import EVERYDAY, nasty

IMPRINT = Imprint("base de demostración", datetime.date(2025, 10, 6))
ROUNDS = 15
CHUNK = 100
PAGES = {
    "lista de asistencia": attendance_sheet,
    "minuta": minutes_page,
    "informe de sesión": session_report,
    "personificadores": name_cards,
}


def measure(report: Report, rows: int) -> None:
    """Add the figures of paper."""
    record = meeting()
    for name, page in PAGES.items():
        document = page(record, IMPRINT)
        pages = len(document.pages)
        report.compare(
            f"PDF: {name}, {pages} páginas",
            lambda page=page: pdf(page(record, IMPRINT)),  # type: ignore[misc]
            lambda document=document: bare(document),  # type: ignore[misc]
            budget=2.5,
            rounds=ROUNDS,
        )
    fichas = [nasty(seed) for seed in range(ROUNDS)]
    for name, summaries in (("de todos los días", [EVERYDAY]), ("de los textos peores", fichas)):
        documents = [agreement_sheet(summary, IMPRINT) for summary in summaries]
        report.compare(
            f"PDF: ficha de convenio, {name}, {len(summaries)}",
            lambda summaries=summaries: [pdf(agreement_sheet(one, IMPRINT)) for one in summaries],  # type: ignore[misc]
            lambda documents=documents: [bare(one) for one in documents],  # type: ignore[misc]
            budget=2.5,
            rounds=ROUNDS,
        )
    table = directory_rows(rows)
    keys = USUAL["actividades"]
    report.compare(
        f"PDF: directorio de {rows:,} renglones",
        lambda: pdf(matter_directory("actividades", keys, table, "fecha:2025", IMPRINT)),
        lambda: long_table(table),
        budget=2.5,
        rounds=5,
    )


def bare(document: Document) -> bytes:
    """The same lines of text on a bare canvas."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=document.size, pageCompression=1)
    for page in document.pages:
        for text in page.texts:
            canvas.setFont(text.letters.font, text.letters.size)
            canvas.drawString(text.x, document.size[1] - text.y, text.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def long_table(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows by reportlab's own tables."""
    out = BytesIO()
    advances("Inter-Regular")
    style = [("FONT", (0, 0), (-1, -1), "Inter-Regular", 9), ("LINEABOVE", (0, 0), (-1, -1), 0.5, "gray")]
    widths = (60, 60, 200, 80, 150, 60, 60)
    chunks = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    tables = [
        LongTable(chunk, colWidths=widths, rowHeights=[17] * len(chunk), style=style) for chunk in chunks
    ]
    SimpleDocTemplate(out, pagesize=landscape(letter)).build(tables)
    return out.getvalue()


def directory_rows(n: int) -> list[list[str]]:
    """Rows of activities whose names are as long as they are."""
    return [
        [
            f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "reunión",
            f"Mesa de diálogo {number} con organizaciones de personas originarias de la Ciudad de México",
            "Los Ángeles",
            "Federación de Clubes de Prueba; Consulado General de Prueba",
            str(number % 300),
            "realizada",
        ]
        for number in range(n)
    ]


def meeting() -> ActivityRecord:
    """A meeting of thirty."""
    people = tuple(
        TakingPart(
            f"Persona {n} de la Peña Ñúñez",
            "",
            "Participa",
            "asistió",
            Kept(
                n,
                Participant(
                    Reference(n, f"Persona {n}"), Reference(n + 99, "Federación de Prueba"), post="Integrante"
                ),
            ),
        )
        for n in range(1, 31)
    )
    said = "\n".join(
        f"Persona {n}: Propuso empezar en enero y traducir antes los materiales." for n in range(1, 9)
    )
    return ActivityRecord(
        id=1,
        uid="",
        title="Mesa de diálogo con organizaciones de personas originarias de la Ciudad de México",
        kind=Kind(1, "reunion", "reunión", "encuentro", False),
        state="realizada",
        when=When("2025-10-03", "10:00", end_time="11:30"),
        when_words="",
        place_line="Sala 3",
        language="",
        attendance_line="30 personas",
        reach_line="",
        own={
            "city": "",
            "link": "",
            "modality": "presencial",
            "agenda": "1. Bienvenida\n2. Asuntos",
            "minutes": said,
        },
        participants=people,
        counts=(),
        breakdown=(),
        notes=(),
        links=(),
        follow_ups=(),
        tour=None,
        stop="",
        in_series=False,
        repeats="",
        documents=0,
        trashed=False,
        version=1,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filas", type=int, default=1000)
    print(HEADING)
    measure(Report(0), parser.parse_args().filas)
