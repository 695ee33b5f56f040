"""What kind of organisation a name alone tells of."""

import re

_BY_NAME = (
    ("club", re.compile(r"\bclub\b", re.IGNORECASE)),
    ("federación", re.compile(r"\A(?:con)?federaci[oó]n\b", re.IGNORECASE)),
    (
        "consulado",
        re.compile(r"\A(?:consulado|embajada|secci[oó]n consular|agencia consular)\b", re.IGNORECASE),
    ),
)


def kind_by_name(name: str, otherwise: str = "institución") -> str:
    """The kind that an organisation's name tells ("Club Oaxaca"), or else ``otherwise``.

    >>> kind_by_name("Club Oaxaca")
    'club'
    """
    return next((kind for kind, pattern in _BY_NAME if pattern.search(name)), otherwise)
