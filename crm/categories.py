"""The office's categories of institutions: SISCOI's six, and three of our own (DOMAIN, "Words")."""

SISCOI = {
    "gubernamental": "Institución gubernamental",
    "academica": "Institución académica",
    "electoral": "Organismo electoral",
    "internacional": "Organismo internacional",
    "osc": "Organización de la sociedad civil",
    "privada": "Institución privada",
}
OWN = {
    "migrante": "Organización migrante",
    "consular": "Red consular",
    "medio": "Medio de comunicación",
}
CATEGORIES = SISCOI | OWN
"""Code to name, in the order in which tables print them."""

SHORT_NAMES = {
    "gubernamental": "Gubernamental",
    "academica": "Académica",
    "electoral": "Organismo electoral",
    "internacional": "Organismo internacional",
    "osc": "OSC",
    "privada": "Privada",
    "migrante": "Organización migrante",
    "consular": "Red consular",
    "medio": "Medio de comunicación",
}
