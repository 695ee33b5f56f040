"""A disk that fills up: a sentence, the base whole, the older backups untouched, nothing half made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("full_disk.py")
ROOT = Path(__file__).parents[2]
RAW_KEY = "x'" + "5a" * 32 + "'"

# A file system of three megabytes that is gone with the process that sees it.
ON_A_SMALL_DISK = 'mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" -P "$3" "$1" "$4"'
UNSHARED = ("unshare", "--map-root-user", "--mount", "sh", "-c")


@pytest.mark.parametrize("key", [None, RAW_KEY], ids=["plain", "encrypted"])
def test_full_disk(tmp_path, key):
    done = subprocess.run(
        [*UNSHARED, ON_A_SMALL_DISK, "sh", str(tmp_path), sys.executable, str(PROGRAM), key or ""],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["said"]["write"].startswith("BaseProblem: El disco está lleno; libere espacio")
    assert told["said"]["again"] == told["said"]["write"]
    assert told["said"]["backup"].startswith("FileProblem: El disco de «")
    assert told["said"]["create"].startswith("BaseProblem: El disco de «")
    assert told["kept"] == told["written"] > 0
    assert told["problems"] == []
    assert told["same"]
    assert {"base.vinculo", told["backup"]} <= set(told["left"])
    assert not [name for name in told["left"] if "parcial" in name or "otra" in name]
    assert len([name for name in told["left"] if name.startswith("respaldos/")]) == 1
