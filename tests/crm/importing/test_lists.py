from hypothesis import given, strategies as st

from crm.importing.lists import join, split, words

labels = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(labels.filter(bool)))
def test_what_is_joined_is_split_again(texts):
    assert split(join(texts)) == texts


@given(st.text(st.sampled_from("a;,:|\\ ")).map(lambda text: " ".join(text.split())).filter(bool))
def test_separators_inside_a_text_come_back(text):
    assert split(join([text, "z"])) == [text, "z"]


def test_lists_made_by_others():
    assert split("voto, chicago; líderes ::: * starred |red\nuno") == [
        "voto",
        "chicago",
        "líderes",
        "* starred",
        "red",
        "uno",
    ]
    assert split("  ") == []


def test_words_are_squashed():
    assert words("Institución|los EE. UU.") == {"institucion", "eeuu"}
