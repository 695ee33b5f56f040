"""Hostile names become names that every system can hold, and what runs a program is known."""

import pytest
from hypothesis import given, strategies as st

from crm.document_names import MOST_LETTERS, may_run, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Minuta de la mesa.pdf", "Minuta de la mesa.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("..", "documento"),
        ("", "documento"),
        ("con", "documento con"),
        ("LPT1.txt", "documento LPT1.txt"),
        ("a\x00b\n\tc.pdf", "abc.pdf"),
        ("factura\u202efdp.exe", "facturafdp.exe"),
        ("¿quién?: <uno>|dos*.txt", "¿quién uno dos .txt"),
        (".oculto", "oculto"),
        ("ficha. ", "ficha"),
        ("x" * 300 + ".pdf", "x" * (MOST_LETTERS - 4) + ".pdf"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= MOST_LETTERS
    assert safe not in (".", "..")
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe.isprintable()
    assert safe == safe.strip(" .")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "head", "runs"),
    [
        ("minuta.pdf", b"%PDF-1.7", False),
        ("foto.JPG", b"\xff\xd8", False),
        ("acta.docx", b"PK", False),
        ("programa.exe", b"MZ", True),
        ("programa.EXE", b"", True),
        ("minuta.pdf", b"MZ\x90", True),
        ("guion", b"#!/bin/sh", True),
        ("guion", b"\x7fELF", True),
        ("hoja.xlsm", b"PK", True),
        ("enlace.lnk", b"L", True),
    ],
)
def test_what_runs(name: str, head: bytes, runs: bool) -> None:
    assert may_run(name, head) is runs
