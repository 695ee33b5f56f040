"""Amendments: numbered by kind, in effect from their day on, shown as in force on any day, taken back."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from crm import agreement_edit, agreement_list, amendments, contacts, timeline
from crm.agreement_term import TermState
from crm.agreement_values import AmendmentValues
from crm.base import Base
from crm.cards import Card
from crm.contact_values import Kept, Reference
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound, UserError
from crm.query import parse
from crm.query_run import group_counts, ids
from tests.crm.agreement_cases import ADECE, SIGNED, WHOLE, add, do, rows, undone_and_redone


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def save(base: Base, agreement: int, before: Kept | None, after: AmendmentValues | None) -> None:
    undone_and_redone(
        base,
        lambda session: agreement_edit.save(session, agreement, "amendments", before, after),
        amendments.ADD_TITLE,
    )


def all_of(base: Base, agreement: int) -> list[Kept]:
    with base.read() as session:
        return amendments.all_of(session, agreement)


def in_force(base: Base, agreement: int, on: str) -> amendments.InForce:
    with base.read() as session:
        return amendments.in_force(session, agreement, day(on))


def test_what_an_amendment_changes_holds_from_its_day_on(base: Base) -> None:
    agreement = add(base, SIGNED)
    other = Reference(0, "Red de Oficios", "organization")
    amending = AmendmentValues(
        "convenio modificatorio",
        signed="2025-02-01",
        effective="2025-02-20",
        end="2027-05-13",
        object="Objeto nuevo",
        joining=(other,),
        leaving=(Reference(0, ADECE.name.upper()),),
    )
    save(base, agreement, None, amending)
    save(base, agreement, None, AmendmentValues(effective="2026-01-01", indefinite=True))
    cases = {
        "2025-02-19": ("2026-05-13", False, WHOLE.object, ADECE.name),
        "2025-02-20": ("2027-05-13", False, "Objeto nuevo", other.name),
        "2026-01-01": ("2027-05-13", True, "Objeto nuevo", other.name),
    }
    for on, expected in cases.items():
        found = in_force(base, agreement, on)
        own, theirs = found.parties
        assert (found.term.end, found.term.indefinite, found.object, theirs.name) == expected, on
        assert own.name.startswith("Instituto")
    assert in_force(base, agreement, "2030-01-01").term.state(day("2030-01-01")) is TermState.IN_FORCE


def test_each_kind_has_its_numbers_and_they_come_by_their_day(base: Base) -> None:
    agreement = add(base, SIGNED)
    for kind, effective in (("adenda", "2025"), ("adenda", "2024-12"), ("convenio modificatorio", "")):
        save(base, agreement, None, AmendmentValues(kind, effective=effective))
    save(base, agreement, None, AmendmentValues(number=9, effective="2026"))
    found = [(one.value.kind, one.value.number) for one in all_of(base, agreement)]
    assert found == [("convenio modificatorio", 1), ("adenda", 2), ("adenda", 1), ("adenda", 9)]


def test_an_amendment_is_changed_and_removed(base: Base) -> None:
    agreement = add(base, SIGNED)
    club = Reference(0, "Club", "organization")
    save(base, agreement, None, AmendmentValues(title=" Adenda  uno ", joining=(club,)))
    before = all_of(base, agreement)[0]
    assert (before.value.title, before.value.joining) == ("Adenda uno", (club,))
    after = replace(before.value, note="Revisada")
    save(base, agreement, before, after)
    again = all_of(base, agreement)[0]
    assert again.value == after
    other = replace(after, joining=(), number=None)
    with pytest.raises(ChangedMeanwhile):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", before, other))
    with pytest.raises(ChangedMeanwhile):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", before, None))
    save(base, agreement, again, other)
    last = all_of(base, agreement)[0]
    assert (last.value.joining, last.value.number) == ((), 1)
    save(base, agreement, last, None)
    assert rows(base, "SELECT count(*) FROM amendment") == [(0,)]


def test_a_party_that_is_a_contact_is_the_same_under_any_name(base: Base) -> None:
    agreement = add(base, SIGNED)
    known = rows(base, "SELECT organization_id FROM agreement_party WHERE NOT own")[0][0]
    same = Reference(known, "ADECE", "organization")
    save(base, agreement, None, AmendmentValues(effective="2025", joining=(same,)))
    assert len(in_force(base, agreement, "2026-01-01").parties) == 2
    save(base, agreement, None, AmendmentValues(effective="2025", leaving=(same,)))
    assert [party.id for party in in_force(base, agreement, "2026-01-01").parties] == [0]
    gone = AmendmentValues(joining=(Reference(99, "X"),))
    with pytest.raises(NotFound):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", None, gone))


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"kind": "otro"}, InvalidValue, "adenda"),
    ({"signed": "x"}, InvalidValue, "no es una fecha"),
    ({"effective": "2025-02-29"}, InvalidValue, "no existe"),
    ({"end": "2020"}, InvalidValue, "antes de empezar"),
    ({"end": "2027", "indefinite": True}, InvalidValue, "indefinida"),
    ({"number": 0}, InvalidValue, "empieza en 1"),
    ({"joining": (Reference(0, " "),)}, InvalidValue, "entra o sale"),
    ({"note": "\x00"}, InvalidValue, "guardar"),
    ({"document": 99}, NotFound, "no es de este convenio"),
]


@pytest.mark.parametrize(("values", "error", "said"), REFUSED)
def test_what_cannot_be_is_refused(
    base: Base, values: dict[str, Any], error: type[Exception], said: str
) -> None:
    agreement = add(base, SIGNED)
    with pytest.raises(error, match=said):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", None, AmendmentValues(**values)))
    assert all_of(base, agreement) == []


def test_who_comes_in_by_an_amendment_is_found_as_any_party_is(base: Base) -> None:
    agreement = add(base, SIGNED)
    red = do(base, lambda s: contacts.create(s, Card("organization", official_name="Red de Oficios")))
    joining = AmendmentValues(
        effective="2025-02-20", joining=(Reference(red, "Red Oficios", "organization"),)
    )
    save(base, agreement, None, joining)
    today = day("2025-10-06")
    with base.read() as session:
        assert agreement_list.with_contact(session, red) == [agreement]
        assert list(ids(session, parse('que:convenios parte:"red de oficios"', today))) == [agreement]
        assert red in ids(session, parse("convenio:vigente", today))
        assert red not in ids(session, parse("convenio:ninguno", today))
        assert ("Red Oficios", 1) in group_counts(session, parse("que:convenios", today), "parte")[1]
        assert [entry.record for entry in timeline.timeline(session, red).entries] == [agreement]


def test_an_amendment_does_not_end_before_the_signing_where_no_start_is_said(base: Base) -> None:
    agreement = add(base, replace(SIGNED, start=""))
    early = AmendmentValues(end="2024-05-13")
    with pytest.raises(InvalidValue, match="antes de empezar"):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", None, early))
    save(base, agreement, None, replace(early, end="2024-05-14"))


def test_only_what_was_signed_is_amended(base: Base) -> None:
    agreement, other = add(base, replace(WHOLE, signed="")), add(base, SIGNED)
    with pytest.raises(UserError, match="aún no se firma"):
        do(base, lambda s: agreement_edit.save(s, agreement, "amendments", None, AmendmentValues()))
    save(base, other, None, AmendmentValues())
    foreign = all_of(base, other)[0]
    signed = add(base, SIGNED)
    with pytest.raises(ChangedMeanwhile):
        do(
            base,
            lambda s: agreement_edit.save(s, signed, "amendments", foreign, AmendmentValues(note="Nueva")),
        )
