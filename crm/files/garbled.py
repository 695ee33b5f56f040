"""Text saved once in the wrong encoding ("PeÃ±a" for "Peña"): telling it, and putting it right.

It is UTF-8 that some program read as code page 1252. Only the pairs that Spanish text never holds are touched, so
that "CAFÉ™" or a French quotation stays as it is.
"""

import re

_CP1252_HIGH = "".join(
    bytes([code]).decode("cp1252") if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(code)
    for code in range(0x80, 0xC0)
)
_TO_BYTE = {char: 0x80 + position for position, char in enumerate(_CP1252_HIGH)}
_TO_BYTE |= {chr(code): code for code in range(0x80, 0x100)}
_TAIL = f"[{re.escape(_CP1252_HIGH)}\x80-\xbf]"
_SURE = f"[ÂÃ]{_TAIL}|[âï]{_TAIL}{{2}}|ð{_TAIL}{{3}}"
# Å, Æ and Ë begin a pair only beside another one: “ garbled twice is "Ã¢â‚¬Å“".
_GARBLED = re.compile(f"(?:{_SURE})(?:{_SURE}|[ÅÆË]{_TAIL})*")
_MAX_TIMES = 3


def looks_garbled(text: str) -> bool:
    """Whether ``repair`` would change the text."""
    return repair(text) != text


def repair(text: str) -> str:
    """The text as it was first written; text garbled up to three times over is put right, sound text is kept."""
    for _ in range(_MAX_TIMES):
        repaired = _GARBLED.sub(_reread, text)
        if repaired == text:
            break
        text = repaired
    return text


def _reread(match: re.Match[str]) -> str:
    raw = bytes(_TO_BYTE[char] for char in match.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
