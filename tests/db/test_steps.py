"""How far an operation is, told in rows through all of its stages, and stopped between them."""

import json

import pytest

from db.steps import Steps, chunks, json_chunks


def test_rows_are_told_as_their_steps_are_made():
    told = []
    steps = Steps(lambda done, total: told.append((done, total)))
    steps.expect(100, 2)
    steps.made(50)
    steps.expect_more(100)
    steps.made(150)
    steps.stage()(40, 80)
    assert told == [(25, 100), (66, 100), (80, 100)]


def test_more_steps_than_were_expected_are_never_more_than_all_rows():
    told = []
    steps = Steps(lambda done, total: told.append((done, total)))
    steps.expect(10, 1)
    stage = steps.stage()
    stage(8, 30)
    stage(30, 30)
    assert told == [(8, 10), (10, 10)]


def test_an_operation_without_many_rows_tells_nothing():
    steps = Steps(lambda done, total: pytest.fail(f"told {done} of {total}"))
    steps.made(1)
    steps.tell()


def test_ids_in_parts_are_all_the_ids_in_their_order():
    ids = list(range(12_345))
    assert [row for part in chunks(ids) for row in part] == ids
    parts = list(json_chunks(json.dumps(ids)))
    assert [row for part, _n in parts for row in json.loads(part)] == ids
    assert all(len(json.loads(part)) == n for part, n in parts)
    assert len(parts) == 3
