"""Fields that only contacts have: a person's name, posts, relations, groups, categories, languages, tags."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.cards import OtherName
from crm.categories import SHORT_NAMES
from crm.contact_values import Belonging, Categories, Holding, Reference, Tie
from crm.errors import InvalidValue
from crm.relations import KINDS
from crm.texts import _
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, TextField
from ui.desktop.fields.picker import Picker


class NameField(Compound):
    """Holds the four texts of a person's name by their names in a card."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Nombre"), kit)
        parts = (
            ("treatment", _("Tratamiento"), 3),
            ("given_names", _("Nombres"), 9),
            ("first_surname", _("Primer apellido"), 6),
            ("second_surname", _("Segundo apellido"), 6),
        )
        for code, name, width in parts:
            self.add(code, TextField(name, kit), width, caption=True)
        self.setFocusProxy(self.parts["given_names"])
        self.controls = self.parts["given_names"].controls

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The texts. Raises InvalidValue for a name without any."""
        if not (values["given_names"] or values["first_surname"] or values["second_surname"]):
            raise InvalidValue(_("Falta el nombre: escriba al menos un nombre o un apellido."), "given_names")
        return dict(values)

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """The texts."""
        return {code: value.get(code, "") for code in self.parts}


class OtherNameField(Compound):
    """Holds an OtherName of an organisation."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Otro nombre"), kit)
        self.add("text", TextField(_("Nombre"), kit, required=_("Falta el nombre: escríbalo.")), 12)
        kinds = {"otro": _("También se llama así"), "anterior": _("Se llamaba así antes")}
        self.add("kind", ChoiceField(_("Clase de nombre"), kit, kinds), 7, caption=True)
        self.add("until", DateField(_("Hasta"), kit), 5, caption=True)

    def make(self, values: Mapping[str, Any]) -> OtherName:
        """The name."""
        return OtherName(**values)

    def split(self, value: OtherName) -> Mapping[str, Any]:
        """Its parts."""
        return {"text": value.text, "kind": value.kind, "until": value.until}


class PostField(Compound):
    """Holds a Holding, seen from the side of ``me``: a person picks the institution, an institution the person."""

    def __init__(self, kit: Kit, me: Reference) -> None:
        super().__init__(_("Cargo"), kit)
        self._me = me
        of_person = me.kind == "person"
        name = _("Institución") if of_person else _("Persona")
        required = (
            _("Falta la institución: búsquela o créela.")
            if of_person
            else _("Falta la persona: búsquela o créela.")
        )
        kind = "organization" if of_person else "person"
        self.add("other", Picker(name, kit, kind, required=required), 12, caption=True)
        self.add("title", TextField(_("Cargo"), kit), 7, caption=True)
        parts = {"": _("Ninguna"), "titular": _("Titular"), "enlace": _("Enlace")}
        self.add("part", ChoiceField(_("Función"), kit, parts), 5, caption=True)
        self.add("start", DateField(_("Desde"), kit), 6, caption=True)
        self.add("end", DateField(_("Hasta"), kit, placeholder=_("sigue en el cargo")), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> Holding:
        """The post; whoever works somewhere may have no title we know of."""
        other = values["other"]
        person, organization = (self._me, other) if self._me.kind == "person" else (other, self._me)
        return Holding(person, organization, values["title"], values["part"], values["start"], values["end"])

    def split(self, value: Holding) -> Mapping[str, Any]:
        """Its parts."""
        other = value.organization if self._me.kind == "person" else value.person
        return {
            "other": other,
            "title": value.title,
            "part": value.part,
            "start": value.start,
            "end": value.end,
        }


class RelationField(Compound):
    """Holds a Tie, seen from the side of ``me``."""

    def __init__(self, kit: Kit, me: Reference) -> None:
        super().__init__(_("Relación"), kit)
        self._me = me
        kinds = {}
        for kind in KINDS.values():
            kinds[f"{kind.code}>"] = _(kind.forward)
            if kind.backward != kind.forward:
                kinds[f"{kind.code}<"] = _(kind.backward)
        self.add("kind", ChoiceField(_("Relación"), kit, kinds), 12, caption=True)
        required = _("Falta la institución: búsquela o créela.")
        self.add("other", Picker(_("Institución"), kit, "organization", required=required), 12, caption=True)
        self.add("start", DateField(_("Desde"), kit), 6, caption=True)
        self.add("end", DateField(_("Hasta"), kit, placeholder=_("sigue")), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> Tie:
        """The relation, with each on its side."""
        kind, forward = values["kind"][:-1], values["kind"].endswith(">")
        source, target = (self._me, values["other"]) if forward else (values["other"], self._me)
        return Tie(kind, source, target, values["start"], values["end"])

    def split(self, value: Tie) -> Mapping[str, Any]:
        """Its parts; a relation that reads the same from both sides has one way only."""
        forward = value.source.id == self._me.id
        symmetric = KINDS[value.kind].forward == KINDS[value.kind].backward
        return {
            "kind": value.kind + (">" if forward or symmetric else "<"),
            "other": value.target if forward else value.source,
            "start": value.start,
            "end": value.end,
        }


class GroupField(Compound):
    """Holds a Belonging."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Red o grupo"), kit)
        required = _("Falta el grupo: búsquelo o créelo.")
        self.add("group", Picker(_("Red o grupo"), kit, "group", required=required), 12, caption=True)
        self.add("joined", DateField(_("Desde"), kit), 6, caption=True)
        self.add("left", DateField(_("Hasta"), kit, placeholder=_("sigue")), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> Belonging:
        """The membership."""
        return Belonging(**values)

    def split(self, value: Belonging) -> Mapping[str, Any]:
        """Its parts."""
        return {"group": value.group, "joined": value.joined, "left": value.left}


class CategoriesField(Compound):
    """Holds the Categories of an organisation: one main, any number of further ones."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Categoría"), kit)
        names = {"": _("Sin categoría"), **SHORT_NAMES}
        self.add("main", ChoiceField(_("Categoría principal"), kit, names), 12, caption=True)
        known = list(SHORT_NAMES.values())
        closed = _("«{text}» no es una categoría; elija una de la lista.")
        self.add("further", ChipField(_("También es"), kit, known=known, closed=closed), 12, caption=True)

    def make(self, values: Mapping[str, Any]) -> Categories:
        """The categories. Raises InvalidValue for further ones without a main one."""
        codes = {name: code for code, name in SHORT_NAMES.items()}
        further = tuple(codes[name] for name in values["further"] if codes[name] != values["main"])
        if further and not values["main"]:
            raise InvalidValue(_("Elija primero la categoría principal."), "categories")
        return Categories(values["main"], further)

    def split(self, value: Categories) -> Mapping[str, Any]:
        """Its parts."""
        return {"main": value.main, "further": tuple(SHORT_NAMES[code] for code in value.further)}


class LanguagesField(ChipField):
    """Holds ISO 639 codes, typed as names."""

    def __init__(self, kit: Kit) -> None:
        from crm import languages

        closed = _("No se reconoce el idioma «{text}»; elija uno de la lista.")
        names = sorted(languages.names().values(), key=fold)
        super().__init__(_("Idiomas"), kit, known=names, closed=closed, placeholder=_("Idioma"))

    def read(self) -> tuple[str, ...]:
        """The codes."""
        from crm import languages

        return tuple(code for name in super().read() if (code := languages.find(name)) is not None)

    def write(self, value: Sequence[str]) -> None:
        """Show codes, or names, by their names."""
        from crm import languages

        super().write([languages.names().get(code, code) for code in value])


class TagsField(ChipField):
    """Holds tags; suggests those of the base, which it asks for when it is made."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Etiquetas"), kit, placeholder=_("Etiqueta"))
        source = kit.source
        kit.lane.submit(lambda _ticket: source.tags(), self.suggest_from, failed=self._no_suggestions)

    def _no_suggestions(self, _error: Exception) -> None:
        """Tags can be typed without suggestions."""
