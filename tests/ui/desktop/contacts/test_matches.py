"""What the list shows in bold."""

import pytest

from ui.desktop.contacts.matches import fold, spans


@pytest.mark.parametrize(
    ("text", "words", "bold"),
    [
        ("Universidad de México", ("mex",), ["Méx"]),
        ("Universidad de México", ("univ", "de"), ["Univ", "de"]),
        ("Centro México-Estados Unidos", ("est",), ["Est"]),
        ("Premexicano", ("mex",), []),
        ("Ñandú S. A.", ("nandu",), ["Ñandú"]),
        ("UNAM", ("un", "unam"), ["UNAM"]),
        ("UNAM (CEM)", ("cem",), ["CEM"]),
        ("Nada", (), []),
        ("", ("x",), []),
        ("İstanbul", ("istanbul",), ["İstanbul"]),
    ],
)
def test_the_beginnings_of_words_are_matched_without_accents(text, words, bold):
    found = [text[start : start + length] for start, length in spans(text, words)]
    assert found == bold


@pytest.mark.parametrize("text", ["México", "İstanbul ß ﬁ", "日本 e\u0301"])
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(fold(text)) == len(text)
