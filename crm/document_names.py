"""What a file given as a document may be called, and whether opening it would run it."""

import re
import unicodedata
from pathlib import PurePosixPath

MOST_LETTERS = 120
"""Letters of a name that are kept, its ending among them: with its folder it must fit every file system's limits."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names of devices on Windows (Microsoft, "Naming Files, Paths, and Namespaces")."""

_RUNS = re.compile(
    r"\.(app|appimage|bat|chm|cmd|com|cpl|deb|desktop|dll|exe|gadget|hta|inf|ins|iso|jar|js|jse|lnk|msc|msi|msp|mst|pif|ps1|"
    r"py|pyw|reg|rpm|run|scf|scr|sh|sys|url|vb|vbe|vbs|ws|wsc|wsf|wsh|xll|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppsm)"
)
"""Endings of programs, of what starts them and of documents that hold macros, on Windows, Linux and macOS."""

_RUNS_BY_CONTENT = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")


def safe_name(name: str) -> str:
    """The last part of a name without what no file system, or no reader, should be shown.

    Control and invisible characters (those that turn the direction of writing among them), separators and names of
    devices are taken out; the ending stays.

    >>> safe_name("../../etc/informe\\x00 final.pdf"), safe_name("..")
    ('informe final.pdf', 'documento')
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    plain = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", shown)).split()).strip(" .")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"documento {plain}".strip()
    return _shortened(plain)


def may_run(name: str, head: bytes) -> bool:
    """Whether opening a file of that name, whose content begins so, can run a program."""
    return bool(_RUNS.fullmatch(PurePosixPath(name.casefold()).suffix)) or head.startswith(_RUNS_BY_CONTENT)


def _shortened(name: str) -> str:
    if len(name) <= MOST_LETTERS:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:MOST_LETTERS].rstrip(" .")
    return f"{stem[: MOST_LETTERS - len(ending) - 1].rstrip(' .')}.{ending}"
