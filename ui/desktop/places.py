"""The eight places of the window, in the order of the rail."""

from typing import NamedTuple

from crm.texts import _


class Place(NamedTuple):
    """A place: ``code`` for the settings, ``icon`` a file of resources/icons, ``what`` says what lives there."""

    code: str
    name: str
    icon: str
    what: str

    @property
    def title(self) -> str:
        """The name in one line."""
        return self.name.replace("\n", " ")


CONTACTS, ACTIVITIES, FOLLOW_UPS = "contactos", "actividades", "seguimientos"
AGREEMENTS = "convenios"
REQUESTS, TOURS = "gestiones", "giras"
PARTS = {REQUESTS: FOLLOW_UPS, TOURS: ACTIVITIES}
"""Places that are part of another one, by whose name the rail knows them."""


def title_of(code: str) -> str:
    """What a place, or a part of one, is called in one line; empty where there is none."""
    titles = {REQUESTS: _("Gestiones"), TOURS: _("Giras")}
    return titles.get(code) or next((one.title for one in places() if one.code == code), "")


def places() -> tuple[Place, ...]:
    """All places; the n-th answers to Ctrl+n."""
    return (
        Place(
            "mi-dia",
            _("Mi día"),
            "sun",
            _(
                "Aquí estarán los seguimientos vencidos y los de hoy, las actividades de la semana, los convenios"
                " por vencer y el avance del programa."
            ),
        ),
        Place(CONTACTS, _("Contactos"), "users", ""),
        Place(
            "red-consular",
            _("Red consular"),
            "globe",
            _(
                "Aquí estará el mapa con los consulados, su circunscripción, sus enlaces y los envíos de materiales."
            ),
        ),
        Place(
            ACTIVITIES,
            _("Actividades"),
            "calendar-days",
            _(
                "Aquí estarán las reuniones, eventos y publicaciones, en lista y en calendario, con sus minutas."
            ),
        ),
        Place(
            AGREEMENTS,
            _("Convenios"),
            "handshake",
            _("Aquí está cada convenio con su etapa, sus partes, sus obligaciones y su vigencia."),
        ),
        Place(
            FOLLOW_UPS,
            _("Seguimientos"),
            "list-checks",
            _("Aquí estará lo que alguien debe hacer y para cuándo, por fecha, por persona y por contacto."),
        ),
        Place(
            "programa",
            _("Programa\ne informes"),
            "target",
            _("Aquí estarán las actividades institucionales con sus metas, lo realizado y los informes."),
        ),
        Place(
            "administracion",
            _("Administración"),
            "settings",
            _("Aquí estarán los respaldos, la bitácora, los avisos de privacidad y los catálogos."),
        ),
    )
