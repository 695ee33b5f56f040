"""The office's categories of institutions: SISCOI's six, and three of our own (DOMAIN, "Words")."""

from crm.texts import _

SISCOI = {
    "gubernamental": _("Institución gubernamental"),
    "academica": _("Institución académica"),
    "electoral": _("Organismo electoral"),
    "internacional": _("Organismo internacional"),
    "osc": _("Organización de la sociedad civil"),
    "privada": _("Institución privada"),
}
OWN = {
    "migrante": _("Organización migrante"),
    "consular": _("Red consular"),
    "medio": _("Medio de comunicación"),
}
CATEGORIES = SISCOI | OWN
"""Code to name, in the order in which tables print them."""

SHORT_NAMES = {
    "gubernamental": _("Gubernamental"),
    "academica": _("Académica"),
    "electoral": _("Organismo electoral"),
    "internacional": _("Organismo internacional"),
    "osc": _("OSC"),
    "privada": _("Privada"),
    "migrante": _("Organización migrante"),
    "consular": _("Red consular"),
    "medio": _("Medio de comunicación"),
}
