"""Text saved once, or more often, in the wrong encoding."""

import pytest
from hypothesis import given, strategies as st

from crm.files.garbled import looks_garbled, repair


def garble(text: str) -> str:
    """What a program shows that takes UTF-8 for code page 1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    ("garbled", "sound"),
    [
        ("PeÃ±a", "Peña"),
        ("MÃ©xico", "México"),
        ("JosÃ© MarÃ­a NÃºÃ±ez", "José María Núñez"),
        ("Â¿QuÃ©?", "¿Qué?"),
        ("â€œhola€".replace("hola€", "holaâ€\x9d"), "“hola”"),
        ("PeÃƒÂ±a", "Peña"),
        ("Peña y MuÃ±oz", "Peña y Muñoz"),
    ],
)
def test_repair(garbled, sound):
    assert repair(garbled) == sound
    assert looks_garbled(garbled)


@pytest.mark.parametrize(
    "sound",
    [
        "Peña",
        "São Paulo",
        "CAFÉ™",
        "“CAFÉ”",
        "Ângela",
        "Â",
        "Ã",
        "à côté",
        "ASOCIACIÓN «MÉXICO»",
        "ÃO",
        "5 Â x",
    ],
)
def test_sound_text_stays(sound):
    assert repair(sound) == sound
    assert not looks_garbled(sound)


@given(st.text(alphabet="aeiouáéíóúñüÁÉÍÓÚÑÜ¿¡ “”–°º", max_size=30), st.integers(1, 3))
def test_spanish_garbled_up_to_three_times_comes_back(text, times):
    garbled = text
    for _ in range(times):
        garbled = garble(garbled)
    assert repair(garbled) == text
