"""The fields that a column of a table can hold, each with a key (for maps and ``--columnas``) and a heading.

A contact has several of some things: their fields belong to a group ("phone"), and a number at the end of a heading
or key says which one ("Teléfono 2", ``telefono_2``). What is exported under these headings is imported by them.
"""

from dataclasses import dataclass

from crm.texts import _
from crm.vocabularies import squash


@dataclass(frozen=True, slots=True)
class Field:
    """``group`` is empty for what a contact has one of; ``only_import`` marks fields that others' files have."""

    key: str
    heading: str
    group: str = ""
    only_import: bool = False


FIELDS = {
    field.key: field
    for field in (
        Field("tipo", _("Tipo")),
        Field("nombre", _("Nombre completo")),
        Field("nombres", _("Nombres")),
        Field("segundo_nombre", _("Segundo nombre"), only_import=True),
        Field("apellidos", _("Apellidos"), only_import=True),
        Field("primer_apellido", _("Primer apellido")),
        Field("segundo_apellido", _("Segundo apellido")),
        Field("sufijo", _("Sufijo"), only_import=True),
        Field("tratamiento", _("Tratamiento")),
        Field("conocido_como", _("Conocido como")),
        Field("siglas", _("Siglas")),
        Field("otro_nombre", _("Otro nombre"), "name"),
        Field("tipo_nombre", _("Tipo de nombre"), "name"),
        Field("nombre_hasta", _("Nombre hasta"), "name"),
        Field("categoria", _("Categoría")),
        Field("otras_categorias", _("Otras categorías")),
        Field("subtipo", _("Subtipo")),
        Field("depende_de", _("Depende de")),
        Field("pais", _("País")),
        Field("iso", _("Código de país"), only_import=True),
        Field("organizacion", _("Organización"), "post"),
        Field("cargo", _("Cargo"), "post"),
        Field("area", _("Área"), "post", only_import=True),
        Field("parte", _("Titular o enlace"), "post"),
        Field("cargo_desde", _("Cargo desde"), "post"),
        Field("cargo_hasta", _("Cargo hasta"), "post"),
        Field("telefono", _("Teléfono"), "phone"),
        Field("extension", _("Extensión"), "phone"),
        Field("uso_telefono", _("Uso del teléfono"), "phone"),
        Field("correo", _("Correo"), "email"),
        Field("uso_correo", _("Uso del correo"), "email"),
        Field("direccion", _("Dirección"), "address"),
        Field("direccion_completa", _("Dirección completa"), "address", only_import=True),
        Field("ciudad", _("Ciudad"), "address"),
        Field("estado", _("Estado"), "address"),
        Field("estado_y_pais", _("Estado y país"), "address", only_import=True),
        Field("entidad", _("Entidad"), "address", only_import=True),
        Field("codigo_postal", _("Código postal"), "address"),
        Field("pais_direccion", _("País de la dirección"), "address"),
        Field("latitud", _("Latitud"), "address"),
        Field("longitud", _("Longitud"), "address"),
        Field("zona_horaria", _("Zona horaria"), "address"),
        Field("uso_direccion", _("Uso de la dirección"), "address"),
        Field("sitio_web", _("Sitio web"), "link"),
        Field("tipo_liga", _("Tipo de liga"), "link"),
        Field("relacion", _("Relación"), "relation"),
        Field("relacion_con", _("Relación con"), "relation"),
        Field("relacion_desde", _("Relación desde"), "relation"),
        Field("relacion_hasta", _("Relación hasta"), "relation"),
        Field("lugar_origen", _("Lugar de origen")),
        Field("idiomas", _("Idiomas")),
        Field("liderazgo", _("Liderazgo")),
        Field("consulado", _("Consulado")),
        Field("grupo", _("Red o grupo"), "group"),
        Field("grupo_alta", _("Alta en el grupo"), "group"),
        Field("grupo_baja", _("Baja del grupo"), "group"),
        Field("etiquetas", _("Etiquetas")),
        Field("nota", _("Nota"), "note"),
        Field("fuente", _("Fuente")),
        Field("verificado", _("Verificado")),
        Field("uid", _("UID")),
    )
}
"""By key, in the order in which an export shows them."""

NAMING = frozenset(
    ("nombre", "nombres", "segundo_nombre", "apellidos", "primer_apellido", "segundo_apellido")
)
"""Fields that hold a person's name (``nombre`` also an organisation's)."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column's cells go: a field, which one of several (``slot``), and the use that its heading states.

    A column whose ``field`` is empty is known and left out on purpose (birthdays, initials, photographs).
    """

    field: str
    slot: str = "1"
    use: str = ""


IGNORED = Target("")


def find_target(text: str) -> Target | None:
    """The target of a key or heading of ours, numbered or not: "telefono_2", "Teléfono 2", "Nota"."""
    squashed = squash(text)
    name = squashed.rstrip("0123456789")
    field = _BY_NAME.get(squashed) or _BY_NAME.get(name)
    if field is None:
        return None
    number = squashed[len(name) :] if squashed not in _BY_NAME else ""
    if number and not field.group:
        return None
    return Target(field.key, number or "1")


_BY_NAME = {squash(name): field for field in FIELDS.values() for name in (field.key, field.heading)}
