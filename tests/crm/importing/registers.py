"""Registers of agreements to import: one of others, with what they write, and a generated one of any size."""

import random

HEADINGS = (
    "No.",
    "Nombre del convenio",
    "Tipo de convenio",
    "Materia",
    "Contraparte",
    "Fecha de suscripción",
    "Inicia",
    "Vigencia",
    "Estatus",
    "Unidad solicitante",
    "Responsable",
    "Oficio de opinión",
    "Renovación",
    "Terceros",
    "Observaciones",
)
MATTERS = ("apoyo y colaboración", "Convenio de colaboración", "coordinación")
_STATES = ("Vigente", "Vencido", "Concluido", "En trámite", "Negociación", "No suscrito", "")


def generated(n, seed=1):
    """Rows of a register under HEADINGS, with dates as sheets of others write them."""
    chance = random.Random(seed)
    return [_row(chance, number) for number in range(1, n + 1)]


def _row(chance, number):
    year = 2012 + number % 14
    state = _STATES[number % len(_STATES)]
    signed = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{year}"
    is_signed = state in ("Vigente", "Vencido", "Concluido", "")
    until = "indefinida" if number % 5 == 0 else f"31/12/{year + chance.randint(1, 4)}"
    parties = [f"Institución de prueba {chance.randint(1, 300)}" for _each in range(1 + number % 3)]
    return (
        f"CONV-{year}-{number // 14 + 1:03d}",
        f"Convenio con {parties[0]} para la promoción del voto {number}",
        ("General", "Específico", "convenio marco")[number % 3],
        MATTERS[number % 3],
        (";", "\n")[number % 2].join(["Instituto Electoral de la Ciudad de México", *parties]),
        signed if is_signed else "",
        signed if is_signed else "",
        until if is_signed else "",
        state,
        ("DVCRI", "Un área que no está en la lista")[number % 2],
        "Ana López",
        f"IECM/DVCRI/{number}/{year}" if number % 4 else "",
        ("", "por acuerdo", "automática, 12 meses, aviso de 60 días", "No")[number % 4] if is_signed else "",
        "",
        f"Nota {number}" if number % 10 == 0 else "",
    )
