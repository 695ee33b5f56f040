"""Facets for the pictures: the counts of the office's old register, and invented ones beside them."""

from array import array
from collections.abc import Callable

from crm.facets import FacetGroup, FacetValue
from crm.texts import _
from ui.desktop.smart_lists.source import Saved

LISTS = (
    Saved(1, "6 meses sin contacto", "ultimo:<hace-6-meses", total=214),
    Saved(2, "Correo a Los Ángeles", 'ciudad:"los angeles" -correo:vacío', total=86),
    Saved(3, "Titulares sin verificar", "verificado:vacío", total=31),
)
LONG_LISTS = (
    *LISTS,
    Saved(4, "De una versión posterior", "adivina:mañana", understood=False),
    Saved(5, "Federaciones y clubes de California, Illinois y Texas sin correo", "tipo:club", total=1204),
)
_NOTE = _("822 instituciones; las filas suman 823: en la base de demostración una está en dos categorías.")
_CATEGORIES = (
    ("Gubernamental", "gubernamental", 364),
    ("Académica", "academica", 181),
    ("Organismo electoral", "electoral", 169),
    ("OSC", "osc", 61),
    ("Organismo internacional", "internacional", 37),
    ("Privada", "privada", 11),
)
_COUNTRIES = (
    ("México", 128),
    ("Estados Unidos", 24),
    ("España", 6),
    ("Reino Unido", 5),
    ("Chile", 3),
    ("Alemania", 4),
    ("Canadá", 3),
    ("Francia", 3),
    ("Italia", 2),
    ("Japón", 1),
    ("Perú", 1),
    ("Colombia", 1),
)
_CONSULATES = (
    ("Los Ángeles", 12),
    ("Chicago", 8),
    ("Chile, sección consular", 3),
)
_AGREEMENTS = (
    ("Vigente", "vigente", 22),
    ("Por vencer", "por-vencer", 4),
    ("En trámite", "en-trámite", 3),
    ("Ninguno", "ninguno", 152),
)


def groups(chosen: str) -> tuple[FacetGroup, ...]:
    """The facets, with one category chosen (by its code)."""
    return (
        FacetGroup(
            "categoria",
            _("Categoría"),
            tuple(FacetValue(label, code, n, code == chosen, code) for label, code, n in _CATEGORIES),
            _NOTE,
        ),
        FacetGroup("tipo", _("Tipo"), (FacetValue(_("Instituciones"), "institución", 181, bool(chosen)),)),
        FacetGroup("pais", _("País"), tuple(FacetValue(name, name, n) for name, n in _COUNTRIES)),
        FacetGroup("consulado", _("Consulado"), tuple(FacetValue(name, name, n) for name, n in _CONSULATES)),
        FacetGroup("red", _("Red"), (FacetValue("Red de Observación", "Red de Observación", 14),)),
        FacetGroup("etiqueta", _("Etiqueta"), (FacetValue("Ruta Chilanga", "Ruta Chilanga", 9),)),
        FacetGroup("convenio", _("Convenio"), tuple(FacetValue(*value) for value in _AGREEMENTS)),
    )


class SampleFacets:
    """A source of these facets; what the query says of a category is chosen."""

    def count(self, query: str, _ids: array, _check: Callable[[], None]) -> tuple[FacetGroup, ...]:
        """The facets of a query; of one that finds nothing, none."""
        plain = query.replace("é", "e")
        return groups(next((code for _label, code, _n in _CATEGORIES if f"categoria:{code}" in plain), ""))

    def toggled(self, query: str, field: str, text: str) -> str:
        """The query with the value added or taken away, at its end."""
        term = f"{field}:{text}"
        words = query.split()
        return " ".join([word for word in words if word != term] if term in words else [*words, term])


class SampleLists:
    """Smart lists for the pictures."""

    def __init__(self, lists: tuple[Saved, ...] = LISTS) -> None:
        self._lists = lists

    def saved(self) -> tuple[Saved, ...]:
        """All of them."""
        return self._lists

    def counted(self, lists: tuple[Saved, ...], _check: Callable[[], None]) -> tuple[Saved, ...]:
        """They come counted."""
        return self._lists
