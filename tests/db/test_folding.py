"""Text as it is searched and sorted."""

import pytest
from hypothesis import given, strategies as st

from db import folding
from db.folding import (
    FIELD,
    fold,
    fold_fields,
    has_phrase,
    has_words,
    spanish_key,
    spanish_keys,
    with_variants,
)

texts = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Peña", "pena"),
        ("Pen\u0303a", "pena"),
        ("UNIVERSIDAD  Autónoma\tde México", "universidad autonoma de mexico"),
        ("O'Farrill", "ofarrill"),
        ("D’Alessio", "dalessio"),
        ("Straße, Łódź; Ærø", "strasse lodz aero"),
        ("juan.perez_1@unam.mx", "juan perez 1 unam mx"),
        ("İstanbul", "istanbul"),
        ("ﬁn", "fin"),
        ("Иван", "иван"),
        ("北京", "北京"),
        ("a\u00adb\u200bc", "abc"),
        ("a\x00b\x1ec\x7fd", "a b c d"),
        ("¿?", ""),
        ("", ""),
    ],
)
def test_folds_what_tells_no_words_apart(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(texts)
def test_folded_text_is_letters_and_single_spaces_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert all(char == " " or char.isalnum() for char in folded)
    assert folded == " ".join(folded.split())


@given(st.lists(texts, max_size=8))
def test_many_at_once_are_folded_like_one_by_one(many: list[str]) -> None:
    many = [text.replace(FIELD, "") for text in many]
    assert fold_fields(many) == [f" {fold(text)} " for text in many]
    assert spanish_keys(many) == [spanish_key(text) for text in many]


def test_more_kinds_of_letters_than_are_replaced_one_by_one() -> None:
    letters = "".join(map(chr, range(0x100, 0x180)))
    assert fold_fields([letters, "Peña"])[1] == " pena "
    assert fold_fields([letters])[0].strip() == fold(letters)


def test_fields_are_kept_apart() -> None:
    assert fold_fields([f"Ana{FIELD}Ruiz, hijo"]) == [" ana | ruiz hijo "]


@pytest.mark.parametrize(
    "names",
    [
        ["Nápoles", "nube", "Nzwane", "Ñandú", "ñu", "oso"],
        ["García", "García de León", "Garcíadiego"],
        ["Zúñiga", "Zuñiga Á", "Zuñiga B"],
        ["año", "años"],
        ["ana", "anzures", "aña", "b"],
        ["1a", "a", "Иван"],
    ],
)
def test_names_sort_in_spanish_order(names: list[str]) -> None:
    keys = [spanish_key(name) for name in names]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_surnames_are_compared_before_given_names() -> None:
    people = [f"Ruiz{FIELD}{FIELD}Zoila", f"Ruiz{FIELD}Alba{FIELD}Ana", f"Ruiz Alba{FIELD}{FIELD}Ana"]
    assert sorted(people, key=spanish_key) == people


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("Ana", []),
        ("O'Farrill", ["O Farrill"]),
        ("I.N.E.", ["INE"]),
        ("EE. UU.", ["EEUU"]),
        ("Fin. De frase", []),
    ],
)
def test_other_ways_to_type_a_name(text: str, variants: list[str]) -> None:
    assert with_variants(text).split(FIELD) == [text, *variants]


def test_words_and_phrases_in_a_text() -> None:
    assert has_words("Rectora de la Universidad", ["univ", "rect"])
    assert not has_words("Rectora de la Universidad", ["iversidad"])
    assert not has_words("Rectora", ["univ", "rect"])
    assert has_phrase("Los Ángeles", "los angeles")
    assert not has_phrase("Los Ángeles", "los ang")


def test_many_texts_are_folded_in_parts_as_they_are_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_AT_ONCE", 3)
    names = ["Peña", f"Ñandú{FIELD}Ave", "", "O'Farrill", "ΑΒΓ", "Łódź", "Ana"]
    assert fold_fields(names) == [fold_fields([name])[0] for name in names]
    assert fold_fields([]) == []
