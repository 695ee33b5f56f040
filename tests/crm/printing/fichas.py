"""Agreements to be printed: the one of the design's picture, and as many of the nastiest as are asked for."""

import random

from crm.agreement_summary import (
    DONE,
    LATE,
    OTHER,
    UNDER_WAY,
    Duty,
    Item,
    Liaison,
    Point,
    Progress,
    Signature,
    Summary,
)

EVERYDAY = Summary(
    "CONV-2024-011",
    "Convenio General de Apoyo y Colaboración con la Asociación de Estudiantes Chilangos en Escocia (ADECE)",
    scope="General",
    matter="Apoyo y colaboración",
    state="Vigente",
    term="14 may 2024 a 13 may 2026",
    area="Educación Cívica y Construcción de Ciudadanía",
    opinion_number="DVOE/DEMO-042/2024",
    renewal="Por acuerdo, aviso 60 días antes",
    object="Difundir información entre la ciudadanía originaria de la Ciudad de México residente en el extranjero, "
    "referente a temas en materia electoral, derechos político-electorales, Diputación Migrante, participación "
    "ciudadana y mecanismos de votación en el extranjero, y contribuir en el diseño de estrategias que promuevan la "
    "credencialización y la participación ciudadana.",
    signed="14 de mayo de 2024",
    met="2 de 6 cumplidas",
    by_party="IECM 1 de 1 · ADECE 1 de 3 · conjuntas 0 de 2",
    points=(
        Point("Solicitud", "12 ene 2024", True, False),
        Point("Opinión de pertinencia", "9 feb 2024", True, False),
        Point("Negociación", "1 mar 2024", True, False),
        Point("Validación jurídica", "5 abr 2024", True, False),
        Point("Suscripción", "14 may 2024", True, False),
        Point("Vigente", "faltan 219 días", True, True),
        Point("Concluido", "13 may 2026", False, False),
    ),
    signatures=(
        Signature("IECM", "Representa", "", "Presidencia del Consejo General", ""),
        Signature("IECM", "Asiste", "", "Secretaría Ejecutiva", ""),
        Signature("ADECE", "Representa", "Renata Olivares Prieto", "Presidenta", "Diego Arriaga Luna"),
        Signature(
            "",
            "Testigo de honor",
            "Amalia Quintero Sosa",
            "Directora, Casa Chilanga de Glasgow",
            "La misma persona",
        ),
    ),
    duties=(
        Duty(
            "Segunda a",
            "Coeditar un texto sobre democracia",
            "Ambas",
            "29 ago 2025",
            Progress("Vencida, 38 días", LATE),
        ),
        Duty(
            "Tercera b",
            "Informe semestral de difusión",
            "ADECE",
            "15 oct 2025",
            Progress("2 de 4", UNDER_WAY, 0.5),
        ),
        Duty(
            "Tercera a",
            "Difundir convocatorias y boletines",
            "ADECE",
            "13 may 2026",
            Progress("17 de 24", UNDER_WAY, 17 / 24),
        ),
        Duty(
            "Segunda c",
            "Foro anual sobre democracia",
            "Ambas",
            "13 may 2026",
            Progress("0 de 2", UNDER_WAY, 0.0),
        ),
        Duty(
            "Tercera c", "Promover la credencialización", "ADECE", "30 sep 2025", Progress("Cumplida", DONE)
        ),
        Duty("", "Enviar material bibliográfico y audiovisual", "", "", Progress("Cancelada", OTHER)),
    ),
    next_steps=(
        Item("Recibir el informe semestral de difusión", "15 oct 2025"),
        Item("Acordar nueva fecha de la coedición", "24 oct 2025"),
        Item("Aviso de renovación", "14 mar 2026"),
    ),
    activities=(
        Item("Sesión de bienvenida, 46 personas", "11 sep 2025"),
        Item("Conversatorio, 83 personas", "15 may 2025"),
        Item("Cinco anteriores", "2024 y 2025"),
    ),
    liaisons=(
        Liaison("Jimena Robles Aguado, IECM", "55 5555 0134 · jimena.robles@example.org"),
        Liaison("Paola Ferrer Lugo, ADECE", ""),
    ),
    papers=(
        Item("Adenda 1, anexo de actividades 2025", "20 feb 2025"),
        Item("Convenio firmado", "14 may 2024"),
        Item("Opinión de pertinencia, favorable", "1 mar 2024"),
    ),
)

_BITS = (
    "Federación de Clubes de Personas Originarias de la Ciudad de México en el Sur de California",
    "<b>&amp; & <img src='/etc/hostname'> <para>",
    "🎉👩‍👩‍👧‍👦🇲🇽 ❤️",
    "\u202eoirartnoc la\u202c \u200fשלום السلام عليكم",
    "Ñandú «sí» Čapek Ελλάδα Жуков",
    "https://example.org/" + "ruta/" * 40,
    "Supercalifragilístico" * 12,
    "a\x00b\x07\r\nc\u2028d\ud800",
    "difundir entre la ciudadanía residente en el extranjero sus derechos político-electorales",
    "y",
    "",
)


def nasty(seed: int) -> Summary:
    """An agreement of the nastiest texts, lists and lengths; the same for the same seed."""
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choice(_BITS) for _n in range(chance.randint(0, most)))

    def some(most: int) -> range:
        return range(chance.choice((0, 1, 2, 4, 8, most)))

    kinds = (DONE, LATE, UNDER_WAY, OTHER)
    words = chance.choice((0, 5, 60, 300, 3_000))
    return Summary(
        text(2),
        text(5),
        *(text(1) for _n in range(7)),
        object=" ".join(chance.choice(_BITS[2:]) for _n in range(words)),
        signed=text(1),
        met=text(1)[:40],
        by_party=text(3),
        caution=chance.choice(("", "Convenio de terceros: se registra y no se cuenta como del Instituto.")),
        points=tuple(Point(text(1), text(1), n < 3, n == 2) for n in some(8)),
        signatures=tuple(Signature(text(2), text(1), text(2), text(2), text(1)) for _n in some(40)),
        duties=tuple(
            Duty(
                text(1),
                text(3),
                text(1),
                text(1),
                Progress(text(1), chance.choice(kinds), chance.random() * 2),
            )
            for _n in some(50)
        ),
        next_steps=tuple(Item(text(2), text(1)[:30]) for _n in some(12)),
        activities=tuple(Item(text(2), "2024") for _n in some(12)),
        liaisons=tuple(Liaison(text(2), text(2)) for _n in some(6)),
        papers=tuple(Item(text(2), "") for _n in some(12)),
    )
