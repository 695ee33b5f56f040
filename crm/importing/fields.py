"""The fields that a column of a table can hold, each with a key (for maps and ``--columnas``) and a heading.

A contact has several of some things: their fields belong to a group ("phone"), and a number at the end of a heading
or key says which one ("Teléfono 2", ``telefono_2``). What is exported under these headings is imported by them.
"""

from dataclasses import dataclass

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
        Field("tipo", "Tipo"),
        Field("nombre", "Nombre completo"),
        Field("nombres", "Nombres"),
        Field("segundo_nombre", "Segundo nombre", only_import=True),
        Field("apellidos", "Apellidos", only_import=True),
        Field("primer_apellido", "Primer apellido"),
        Field("segundo_apellido", "Segundo apellido"),
        Field("sufijo", "Sufijo", only_import=True),
        Field("tratamiento", "Tratamiento"),
        Field("conocido_como", "Conocido como"),
        Field("siglas", "Siglas"),
        Field("otro_nombre", "Otro nombre", "name"),
        Field("tipo_nombre", "Tipo de nombre", "name"),
        Field("nombre_hasta", "Nombre hasta", "name"),
        Field("categoria", "Categoría"),
        Field("otras_categorias", "Otras categorías"),
        Field("subtipo", "Subtipo"),
        Field("depende_de", "Depende de"),
        Field("pais", "País"),
        Field("iso", "Código de país", only_import=True),
        Field("organizacion", "Organización", "post"),
        Field("cargo", "Cargo", "post"),
        Field("area", "Área", "post", only_import=True),
        Field("parte", "Titular o enlace", "post"),
        Field("cargo_desde", "Cargo desde", "post"),
        Field("cargo_hasta", "Cargo hasta", "post"),
        Field("telefono", "Teléfono", "phone"),
        Field("extension", "Extensión", "phone"),
        Field("uso_telefono", "Uso del teléfono", "phone"),
        Field("correo", "Correo", "email"),
        Field("uso_correo", "Uso del correo", "email"),
        Field("direccion", "Dirección", "address"),
        Field("direccion_completa", "Dirección completa", "address", only_import=True),
        Field("ciudad", "Ciudad", "address"),
        Field("estado", "Estado", "address"),
        Field("estado_y_pais", "Estado y país", "address", only_import=True),
        Field("entidad", "Entidad", "address", only_import=True),
        Field("codigo_postal", "Código postal", "address"),
        Field("pais_direccion", "País de la dirección", "address"),
        Field("latitud", "Latitud", "address"),
        Field("longitud", "Longitud", "address"),
        Field("zona_horaria", "Zona horaria", "address"),
        Field("uso_direccion", "Uso de la dirección", "address"),
        Field("sitio_web", "Sitio web", "link"),
        Field("tipo_liga", "Tipo de liga", "link"),
        Field("relacion", "Relación", "relation"),
        Field("relacion_con", "Relación con", "relation"),
        Field("relacion_desde", "Relación desde", "relation"),
        Field("relacion_hasta", "Relación hasta", "relation"),
        Field("lugar_origen", "Lugar de origen"),
        Field("idiomas", "Idiomas"),
        Field("liderazgo", "Liderazgo"),
        Field("consulado", "Consulado"),
        Field("grupo", "Red o grupo", "group"),
        Field("grupo_alta", "Alta en el grupo", "group"),
        Field("grupo_baja", "Baja del grupo", "group"),
        Field("etiquetas", "Etiquetas"),
        Field("nota", "Nota", "note"),
        Field("fuente", "Fuente"),
        Field("verificado", "Verificado"),
        Field("uid", "UID"),
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
