import datetime

import pytest
from hypothesis import given, strategies as st

from crm.errors import InvalidValue
from crm.partial_dates import PartialDate, may_hold

day = st.dates(datetime.date(1000, 1, 1))
written = st.builds(lambda date, end: date.isoformat()[:end], day, st.sampled_from([4, 7, 10])) | st.just(
    "s/f"
)


@given(written)
def test_what_is_read_is_written_as_it_was(text):
    assert str(PartialDate.parse(text)) == text


@given(day, st.sampled_from([4, 7, 10]))
def test_a_day_lies_between_the_earliest_and_latest_of_what_is_known_of_it(date, end):
    partial = PartialDate.parse(date.isoformat()[:end])
    assert partial.earliest <= date <= partial.latest
    assert (partial.earliest == partial.latest) == (end == 10)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2024-03-15", (2024, 3, 15), (2024, 3, 15)),
    ],
)
def test_earliest_and_latest(text, earliest, latest):
    partial = PartialDate.parse(text)
    assert (partial.earliest, partial.latest) == (datetime.date(*earliest), datetime.date(*latest))
    assert not partial.is_unknown


def test_an_unknown_date_may_be_any_day():
    unknown = PartialDate.parse("s/f")
    assert unknown.is_unknown
    assert (unknown.earliest, unknown.latest) == (datetime.date.min, datetime.date.max)
    assert unknown == PartialDate()


@pytest.mark.parametrize("text", ["2023-02-31", "2023-13", "2023-00", "2023-01-00", "0000", "2023-02-29"])
def test_a_day_that_does_not_exist_is_told(text):
    with pytest.raises(InvalidValue, match=f"La fecha «{text}» no existe") as caught:
        PartialDate.parse(text)
    assert caught.value.value == text


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-3", "2024/03", "15-03-2024", " 2024", "2024\n", "２０２４", "S/F", "2024-03-15T00:00"],
)
def test_anything_else_is_no_date(text):
    with pytest.raises(InvalidValue, match="no es una fecha; escriba"):
        PartialDate.parse(text)


def test_dates_sort_with_the_unknown_first():
    texts = ["2024-03", "2023", "2024", "s/f", "2024-03-15"]
    assert [str(date) for date in sorted(map(PartialDate.parse, texts))] == [
        *("s/f", "2023", "2024", "2024-03", "2024-03-15")
    ]


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2024", "2024-06", "2024-06-30", True),
        ("2024", "2024-06", "2024-07", False),
        ("2024-03", "", "2024", True),
        ("2024-03", "", "2024-02-29", False),
        ("", "s/f", "1990", True),
        ("s/f", "", "1990", True),
        ("2024", "2024", "s/f", True),
    ],
)
def test_what_may_hold_on_a_day(start, end, day, holds):
    assert may_hold(start, end, PartialDate.parse(day)) is holds
