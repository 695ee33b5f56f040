"""Import, undo and export of many contacts, beside the plainest programs that do the same.

    python -m tests.benchmarks.import_export [--contactos 100000] [--informe artefacts/import_export.json]

The floor of the import reads the CSV, validates every phone and e-mail with the libraries, drops repeated rows, and
inserts contacts, their parts, a journal row for each row and a full-text index with the raw driver. That of the
export to XLSX is the writer alone, given the rows ready. A CSV is written sooner than SQLite has found what goes
into it, and a slow writer of cards would make a good figure: these two stand beside the plainest programs that write
the same file of the same base (``plain_exports``), and beside their writers without a budget.
"""

import argparse
import csv
import filecmp
import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import phonenumbers
from email_validator import validate_email
from sqlalchemy import text
from sqlcipher3 import dbapi2

from crm import countries, operations
from crm.base import Base, create_base, open_base
from crm.card_reader import cards
from crm.demo import USUAL_CONTACTS, demo_cards
from crm.exporting.columns import Layout, groups_of, lay_out, parse_columns
from crm.exporting.rows import fullest, table_rows
from crm.exporting.run import export
from crm.files.delimited import write_delimited
from crm.files.spreadsheet import write_xlsx
from crm.files.vcard_writing import write_vcards
from crm.importing.run import apply, plan
from tests.benchmarks.harness import Figure, Report, seconds
from tests.benchmarks.plain_exports import plain_csv, plain_vcards
from tests.crm.flat_cards import flat

COLUMNS = "tipo,nombre,organizacion,cargo,telefono,correo,ciudad,estado,pais_direccion,etiquetas,nota"
COUNTS = {"post": 1, "phone": 1, "email": 1, "address": 1, "note": 1}
SCHEMA = """
CREATE TABLE record (id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT UNIQUE, kind TEXT, version INTEGER);
CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT, folded TEXT);
CREATE TABLE organization (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE phone (id INTEGER PRIMARY KEY, record_id INTEGER, e164 TEXT);
CREATE TABLE email (id INTEGER PRIMARY KEY, record_id INTEGER, address TEXT);
CREATE TABLE address (id INTEGER PRIMARY KEY, record_id INTEGER, country TEXT, state TEXT, city TEXT);
CREATE TABLE post (id INTEGER PRIMARY KEY, record_id INTEGER, organization_id INTEGER, title TEXT);
CREATE TABLE note (id INTEGER PRIMARY KEY, record_id INTEGER, text TEXT);
CREATE TABLE change (operation INTEGER, table_name TEXT, row INTEGER, record INTEGER, action TEXT, seal BLOB);
CREATE INDEX ix_phone ON phone (record_id); CREATE INDEX ix_phone_e164 ON phone (e164);
CREATE INDEX ix_email ON email (record_id); CREATE INDEX ix_email_address ON email (address);
CREATE INDEX ix_address ON address (record_id); CREATE INDEX ix_post ON post (record_id);
CREATE INDEX ix_note ON note (record_id); CREATE INDEX ix_change ON change (record);
CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2');
"""


def measure(report: Report, folder: Path, contacts: int) -> None:
    """Add the figures of import, undo and export to the report."""
    source = folder / "origen.csv"
    rows = write_source(source, contacts)
    floor = seconds(lambda: plain_import(source, folder / "suelo.db"))
    create_base(folder / "base.vinculo")
    with open_base(folder / "base.vinculo", actor="banco") as base:
        reading = seconds(lambda: plan(base, source))
        done = []
        importing = seconds(lambda: done.append(apply(base, plan(base, source))))
        result = done[0]
        assert result.read == rows
        assert result.rejected == 0
        report.add(Figure(f"leer, validar y comparar {rows:,} filas (ensayo)", reading))
        report.add(Figure(f"importar {rows:,} filas", importing, floor, budget=1.3))
        again = seconds(lambda: apply(base, plan(base, source)))
        report.add(Figure("importarlas otra vez: todas repetidas", again))
        undoing = seconds(lambda: operations.undo(base))
        report.add(Figure("deshacer esa importación", undoing, importing, budget=1.0))
        report.add(Figure("rehacerla", seconds(lambda: operations.redo(base))))
        measure_export(report, base, folder)


def measure_export(report: Report, base: Base, folder: Path) -> None:
    """Compare the export of every column with its writer alone and with the plainest program."""
    with base.read() as session:
        chosen = "SELECT id FROM record WHERE kind IN ('person', 'organization') ORDER BY id"
        ids = list(session.scalars(text(chosen)))
        layout = lay_out(None, fullest(session, groups_of(None), ids))
    measure_plainest(report, base, folder, ids, layout.headings)
    measure_writers(report, base, folder, ids, layout)


def measure_plainest(
    report: Report, base: Base, folder: Path, ids: Sequence[int], headings: Sequence[str]
) -> None:
    """Compare with programs that write the same file of the same base."""
    for name, ending, plain in (
        (f"exportar {len(ids):,} contactos a CSV", "csv", partial(plain_csv, headings=headings)),
        ("exportarlos a vCard", "vcf", plain_vcards),
    ):
        ours, floor = folder / f"a.{ending}", folder / f"suelo.{ending}"
        report.compare(name, partial(export, base, ids, ours), partial(plain, base.path, floor), budget=1.5)
        assert filecmp.cmp(ours, floor, shallow=False), ours


def measure_writers(report: Report, base: Base, folder: Path, ids: Sequence[int], layout: Layout) -> None:
    """Compare with the writers alone."""
    with base.read() as session:
        ready = list(table_rows(session, ids, layout))
        whole = [card for _record, card in cards(session, ids)]
    names = countries.names()
    for name, ending, writer, budget in (
        (
            f"exportar {len(ids):,} contactos a XLSX",
            "xlsx",
            partial(write_xlsx, headings=layout.headings, rows=ready),
            1.5,
        ),
        (
            "exportarlos a CSV, junto a solo escribirlo",
            "csv",
            partial(write_delimited, headings=layout.headings, rows=ready),
            None,
        ),
        (
            "exportarlos a vCard, junto a solo escribirlo",
            "vcf",
            partial(write_vcards, cards=whole, country_name=names.__getitem__),
            None,
        ),
    ):
        report.compare(
            name,
            partial(export, base, ids, folder / f"a.{ending}"),
            partial(writer, folder / f"suelo.{ending}"),
            budget=budget,
        )


def write_source(path: Path, contacts: int) -> int:
    """Write a list as somebody would send it: phones spaced, one of each thing a row. Returns the rows written."""
    layout = lay_out(parse_columns(COLUMNS), COUNTS)
    phone = layout.headings.index("Teléfono 1")
    written = 0

    def rows() -> Iterator[list[str]]:
        nonlocal written
        for card in demo_cards(1, date(2025, 10, 6), max(contacts, USUAL_CONTACTS)):
            if written == contacts:
                return
            row = flat(layout, card)
            row[phone] = spaced(row[phone])
            written += 1
            yield row

    write_delimited(path, layout.headings, rows())
    return written


def spaced(e164: str) -> str:
    """A number as people write it."""
    return f"{e164[:-10]} {e164[-10:-7]} {e164[-7:-4]} {e164[-4:]}" if len(e164) > 11 else e164


def plain_import(source: Path, base: Path) -> None:
    """The same work, without rules, rooms or undo."""
    connection = dbapi2.connect(str(base), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(SCHEMA)
    connection.execute("BEGIN IMMEDIATE")
    tables = {
        name: []
        for name in ("record", "contact", "organization", "phone", "email", "address", "post", "note")
    }
    organizations: dict[str, int] = {}
    seen = set()
    words = []
    with source.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            name = row["Nombre completo"]
            e164 = valid_phone(row["Teléfono 1"])
            address = valid_email(row["Correo 1"])
            key = (name, e164, address)
            if key in seen:
                continue
            seen.add(key)
            tables["record"].append((number, os.urandom(16).hex(), row["Tipo"], 1))
            tables["contact"].append((number, name, folded(name)))
            if e164:
                tables["phone"].append((len(tables["phone"]) + 1, number, e164))
            if address:
                tables["email"].append((len(tables["email"]) + 1, number, address))
            place = (row["País de la dirección 1"], row["Estado 1"], row["Ciudad 1"])
            if any(place):
                tables["address"].append((len(tables["address"]) + 1, number, *place))
            if host := row["Organización 1"]:
                organization = organizations.setdefault(host, len(organizations) + 1)
                tables["post"].append((len(tables["post"]) + 1, number, organization, row["Cargo 1"]))
            if row["Nota 1"]:
                tables["note"].append((len(tables["note"]) + 1, number, row["Nota 1"]))
            words.append((number, " ".join(map(folded, row.values()))))
    tables["organization"] = [(number, name) for name, number in organizations.items()]
    for table, found in tables.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
            connection.executemany("INSERT INTO change VALUES (1, ?, ?, ?, 'I', ?)", journal(table, found))
    connection.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", words)
    connection.execute("COMMIT")
    connection.close()


def journal(table: str, rows: list[tuple]) -> Iterator[tuple]:
    """A change for each row, with a salted digest of it."""
    for row in rows:
        salt = os.urandom(16)
        yield (
            table,
            row[0],
            row[1] if len(row) > 2 else row[0],
            salt + hashlib.sha256(salt + repr(row).encode()).digest(),
        )


def valid_phone(written: str) -> str:
    """E.164 by the library."""
    if not written:
        return ""
    number = phonenumbers.parse(written, "MX")
    assert phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def valid_email(written: str) -> str:
    """The normal form by the library."""
    return validate_email(written, check_deliverability=False).normalized if written else ""


def folded(written: str) -> str:
    """Without accents or case."""
    decomposed = unicodedata.normalize("NFKD", written.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def main() -> None:
    """Measure and print; write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contactos", type=int, default=100_000)
    parser.add_argument("--informe", type=Path, default=Path("artefacts/import_export.json"))
    arguments = parser.parse_args()
    report = Report(arguments.contactos)
    with tempfile.TemporaryDirectory() as folder:
        measure(report, Path(folder), arguments.contactos)
    report.write(arguments.informe)


if __name__ == "__main__":
    main()
