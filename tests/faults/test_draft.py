"""The program killed in the middle of typing a new record: what was typed is offered at the next start."""

import getpass
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm import drafts
from crm.base import create_base, open_base

ROOT = Path(__file__).parents[2]
TYPIST = Path(__file__).with_name("typist.py")
KEY = "una clave de prueba"


@pytest.mark.parametrize("key", [None, KEY])
def test_what_the_form_says_is_kept_outlives_the_program(tmp_path, monkeypatch, key):
    path = tmp_path / "base.vinculo"
    create_base(path, key)
    if key:
        monkeypatch.setenv("VINCULO_CLAVE", key)
    settings = tmp_path / "escritorio.ini"
    command = [sys.executable, str(TYPIST), str(path), str(settings)]
    died = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert died.returncode == -signal.SIGKILL
    with open_base(path, key, actor=getpass.getuser()) as base, base.read() as session:
        (left,) = drafts.left_over(session, base.actor)
    assert (left.form, left.values["name"]) == ("person", "Rosa Prueba R")
    if key:
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
        assert b"Rosa" not in kept
