"""The fields that a query can filter by, and what values they take."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from crm import countries, languages
from crm.agreement_standing import CONTACT_STANDINGS, NO_AGREEMENT
from crm.cards import ORGANIZATION_KINDS
from crm.categories import CATEGORIES, SHORT_NAMES
from crm.errors import QueryError
from crm.texts import _
from db.folding import fold


class Shape(Enum):
    """What the values of a field are."""

    CHOICE = auto()
    """One of a closed list."""
    WORDS = auto()
    """Words of a text, matched like those of the search; in quotes a phrase."""
    PLACE = auto()
    """Words of a place's name; in quotes the whole name."""
    NAMED = auto()
    """A tag, group or consulate that the base holds, by its name or words of it."""
    PHONE = auto()
    """Digits with which a phone begins or ends."""
    DATE = auto()
    """A day or days."""
    OPERATION = auto()
    """The number of an operation of the journal; with ``+`` before it, only what that one made."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the language, what its values are, and for a closed list what finds them."""

    name: str
    shape: Shape
    find: Callable[[str], str | None] = lambda _text: None
    """The code of a value as typed, for ``CHOICE``."""
    suggest: Callable[[str], str | None] = lambda _text: None
    """The right value nearest to a wrong one."""
    values: tuple[str, ...] = ()
    """The values of a short list, to be named where none is near."""


SUBJECTS = (
    "contactos",
    "consulados",
    "actividades",
    "convenios",
    "seguimientos",
    "gestiones",
    "giras",
)


def listed(values: dict[str, str]) -> tuple[Callable[[str], str | None], Callable[[str], str | None]]:
    """``find`` and ``suggest`` of a closed list: how it may be written, and the code each way stands for."""
    codes = {fold(written): code for written, code in values.items()}
    written_as = {fold(written): written for written in reversed(values)}

    def suggest(text: str) -> str | None:
        near = _nearest(fold(text), codes)
        return written_as[near] if near else None

    return (lambda text: codes.get(fold(text))), suggest


_KINDS = {kind: kind for kind in ("persona", *ORGANIZATION_KINDS)} | {
    "personas": "persona",
    "instituciones": "institución",
    "clubes": "club",
    "federaciones": "federación",
    "asociaciones": "asociación",
    "consulados": "consulado",
    "medios": "medio",
}
_CATEGORIES = (
    {code: code for code in CATEGORIES}
    | {name: code for code, name in CATEGORIES.items()}
    | {name: code for code, name in SHORT_NAMES.items()}
)
_YES_NO = {"sí": "sí", "no": "no"}
_AGREEMENTS = {name: name for name in (*CONTACT_STANDINGS, NO_AGREEMENT)}
_FOLLOW_UPS = {name: name for name in ("abierto", "vencido")}

COUNTRY = Field("pais", Shape.CHOICE, countries.find, countries.suggest)
TAG = Field("etiqueta", Shape.NAMED)
SINCE = (
    Field("creado", Shape.DATE),
    Field("cambiado", Shape.DATE),
    Field("operacion", Shape.OPERATION),
)
"""What every record has: when it was made and when it was changed, and what operations did so."""

FIELDS = {
    field.name: field
    for field in (
        Field("tipo", Shape.CHOICE, *listed(_KINDS), values=("persona", *ORGANIZATION_KINDS)),
        Field("categoria", Shape.CHOICE, *listed(_CATEGORIES), values=tuple(CATEGORIES)),
        COUNTRY,
        Field("estado", Shape.PLACE),
        Field("ciudad", Shape.PLACE),
        Field("consulado", Shape.NAMED),
        Field("red", Shape.NAMED),
        TAG,
        Field("cargo", Shape.WORDS),
        Field("institucion", Shape.WORDS),
        Field("siglas", Shape.WORDS),
        Field("origen", Shape.WORDS),
        Field("idioma", Shape.CHOICE, languages.find, languages.suggest),
        Field("liderazgo", Shape.CHOICE, *listed(_YES_NO), values=tuple(_YES_NO)),
        Field("correo", Shape.WORDS),
        Field("telefono", Shape.PHONE),
        *SINCE,
        Field("convenio", Shape.CHOICE, *listed(_AGREEMENTS), values=tuple(_AGREEMENTS)),
        Field("seguimiento", Shape.CHOICE, *listed(_FOLLOW_UPS), values=tuple(_FOLLOW_UPS)),
        Field("ultimo", Shape.DATE),
        Field("consentimiento", Shape.CHOICE, *listed(_YES_NO), values=tuple(_YES_NO)),
    )
}
"""The fields of contacts by name."""

GROUPED = (
    "tipo",
    "categoria",
    "pais",
    "estado",
    "ciudad",
    "consulado",
    "red",
    "etiqueta",
    "idioma",
    "convenio",
)
"""The fields by which contacts can be counted."""


def field_named(text: str, fields: Mapping[str, Field] = FIELDS) -> Field:
    """The field of ``fields`` as typed, accents and case ignored. Raises QueryError that names the nearest."""
    name = choose(
        text,
        fields,
        _("No existe el campo «{text}»; ¿quiso decir «{near}»?"),
        _(
            "No existe el campo «{text}»; los campos son {all}. Para buscar un texto con dos puntos, use comillas."
        ),
    )
    return fields[name]


def subject_named(text: str, end: int = 0) -> str:
    """What a query speaks of. Raises QueryError, which ends at ``end`` in the query, and names the nearest."""
    try:
        return choose(
            text,
            SUBJECTS,
            _("No se puede buscar «{text}»; ¿quiso decir «{near}»?"),
            _("No se puede buscar «{text}»; use uno de estos: {all}."),
        )
    except QueryError as error:
        raise QueryError(str(error), end - len(text), end) from None


def choose(text: str, names: Iterable[str], with_near: str, without_near: str) -> str:
    """The one of ``names`` that was meant; else a QueryError from one of the two sentences."""
    by_folded = {fold(name): name for name in names}
    folded = fold(text)
    if folded in by_folded:
        return by_folded[folded]
    near = _nearest(folded, by_folded)
    if near:
        raise QueryError(with_near.format(text=text, near=by_folded[near]))
    raise QueryError(without_near.format(text=text, all=", ".join(by_folded.values())))


def check_value(field: Field, text: str) -> None:
    """Make sure that a field can have a value. Raises QueryError that names the nearest one."""
    if field.shape is Shape.CHOICE:
        code_of(field, text)
    elif field.shape is Shape.OPERATION:
        operation_of(text)
    elif field.shape is Shape.PHONE and not any(char.isdigit() for char in text):
        raise QueryError(
            _("«{text}» no es un teléfono; escriba los dígitos con que empieza o termina.").format(text=text)
        )
    elif not fold(text):
        raise QueryError(
            _("«{text}» no es un valor de «{field}»; escriba letras o cifras.").format(
                text=text, field=field.name
            )
        )


def operation_of(text: str) -> tuple[int, bool]:
    """The number of the operation that a value names, and whether only what it made is meant. Raises QueryError."""
    written = _OPERATION.fullmatch(text)
    if written is None:
        raise QueryError(
            _("«{text}» no es una operación; escriba su número, que está en la bitácora.").format(text=text)
        )
    return int(written[2]), bool(written[1])


_OPERATION = re.compile(r"(\+?)([0-9]{1,18})")


def code_of(field: Field, text: str) -> str:
    """The code of a value of a closed list. Raises QueryError that names the nearest right value."""
    code = field.find(text)
    if code is not None:
        return code
    near = field.suggest(text)
    if near:
        raise QueryError(
            _("«{text}» no es un valor de «{field}»; ¿quiso decir «{near}»?").format(
                text=text, field=field.name, near=near
            )
        )
    raise QueryError(
        _("«{text}» no es un valor de «{field}»; {hint}.").format(
            text=text, field=field.name, hint=_hint(field)
        )
    )


def _hint(field: Field) -> str:
    if field.values:
        return _("los valores son {all}").format(all=", ".join(field.values))
    return _("escriba un nombre en español o un código ISO")


def _nearest(folded: str, options: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(folded, list(options), n=1, cutoff=0.6)
    return near[0] if near else None
