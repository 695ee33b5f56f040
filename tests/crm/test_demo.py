"""The demo base: figures, determinism, and what may never happen in it."""

import datetime
import uuid
from collections import Counter
from itertools import islice

import pytest

from crm.cards import Card
from crm.catalogs import consular_network, electoral_bodies, institutions as real_institutions
from crm.demo import USUAL_CONTACTS, demo_cards
from crm.demo.institutions import INVENTED, SISCOI_FIGURES
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate

TODAY = datetime.date(2025, 10, 6)
SEED = 7


@pytest.fixture(scope="module")
def usual() -> list[Card]:
    return list(demo_cards(SEED, TODAY))


@pytest.fixture(scope="module")
def large() -> list[Card]:
    return list(demo_cards(SEED, TODAY, 20_000))


def _institutions(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.organization_kind == "institución"]


def _persons(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.kind == "person"]


@pytest.mark.parametrize("seed", [1, SEED, 99])
def test_the_figures_hold_for_every_seed(seed: int) -> None:
    cards = list(demo_cards(seed, TODAY))
    assert Counter(card.organization_kind or "persona" for card in cards) == {
        "consulado": 163,
        "institución": 822,
        "federación": 12,
        "club": 48,
        "persona": 1500,
    }
    institutions = _institutions(cards)
    memberships = Counter(
        category for card in institutions for category in (card.main_category, *card.further_categories)
    )
    assert memberships == SISCOI_FIGURES
    assert memberships.total() == 823
    assert len({(card.official_name, card.country) for card in institutions}) == 822


def test_the_siscoi_table_is_the_one_of_august_2024() -> None:
    assert list(SISCOI_FIGURES.values()) == [364, 181, 169, 37, 61, 11]


def test_one_institution_stands_in_two_categories(usual: list[Card]) -> None:
    (card,) = [card for card in _institutions(usual) if card.further_categories]
    assert (card.main_category, card.further_categories) == ("electoral", ("gubernamental",))


def test_real_institutions_come_before_invented_ones(usual: list[Card]) -> None:
    real = Counter(card.main_category for card in _institutions(usual) if card.source != INVENTED)
    assert real == {
        "gubernamental": 123,
        "academica": 69,
        "electoral": 168,
        "internacional": 37,
        "osc": 48,
        "privada": 11,
    }


def test_invented_names_are_not_those_of_real_bodies(usual: list[Card]) -> None:
    real = {card.official_name for card in consular_network() + electoral_bodies() + real_institutions()}
    invented = [
        card.official_name for card in usual if card.kind == "organization" and card.source == INVENTED
    ]
    assert not real & set(invented)
    assert len(set(invented)) == len(invented) == 822 - 456 + 60


def test_the_consular_network_is_whole_and_keeps_its_uids(usual: list[Card]) -> None:
    assert [card for card in usual if card.organization_kind == "consulado"] == consular_network()


def test_same_seed_and_day_give_the_same_base(usual: list[Card]) -> None:
    assert list(demo_cards(SEED, TODAY)) == usual
    assert list(islice(demo_cards(SEED, TODAY, 3_000), USUAL_CONTACTS)) == usual


@pytest.mark.parametrize(("seed", "day"), [(SEED + 1, TODAY), (SEED, TODAY + datetime.timedelta(days=1))])
def test_another_seed_or_day_gives_another_base(usual: list[Card], seed: int, day: datetime.date) -> None:
    other = list(demo_cards(seed, day))
    assert {card.uid for card in _persons(other)}.isdisjoint(card.uid for card in _persons(usual))
    assert [card.full_name for card in _persons(other)] != [card.full_name for card in _persons(usual)]


def test_uids_are_unique_and_invented_ones_are_of_version_7(large: list[Card]) -> None:
    assert len({card.uid for card in large}) == len(large)
    invented = [uuid.UUID(card.uid) for card in large if card.source == INVENTED]
    assert {(uid.version, uid.variant) for uid in invented} == {(7, uuid.RFC_4122)}
    assert all(str(uid) == card.uid for uid, card in zip(invented, _invented(large), strict=True))
    first_second = int(datetime.datetime(2025, 10, 6, tzinfo=datetime.UTC).timestamp())
    assert {(uid.int >> 80) // 1000 for uid in invented} <= set(range(first_second, first_second + 60))


def _invented(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.source == INVENTED]


def test_nobody_holds_a_post_in_a_real_organisation(large: list[Card]) -> None:
    invented = {card.official_name for card in _invented(large) if card.kind == "organization"}
    assert {post.organization for card in _persons(large) for post in card.posts} <= invented


def test_every_person_is_said_to_be_invented(large: list[Card]) -> None:
    assert {card.source for card in _persons(large)} == {INVENTED}


def test_what_a_card_names_comes_before_it(large: list[Card]) -> None:
    seen: set[str] = set()
    for card in large:
        named = {post.organization for post in card.posts} | {
            relation.organization for relation in card.relations
        }
        named |= {name for name in (card.consulate, card.parent) if name}
        assert named <= seen, card
        if card.kind == "organization":
            seen.add(card.official_name)


def test_a_name_that_posts_refer_to_is_the_only_one(large: list[Card]) -> None:
    names = Counter(card.official_name for card in _invented(large) if card.kind == "organization")
    assert names.most_common(1)[0][1] == 1


def test_an_organisation_has_one_head_at_a_time(usual: list[Card]) -> None:
    heads = Counter(
        post.organization
        for card in _persons(usual)
        for post in card.posts
        if post.part == "titular" and not post.end
    )
    assert len(heads) > 350
    assert set(heads.values()) == {1}


def test_dates_are_readable_in_order_and_not_in_the_future(usual: list[Card]) -> None:
    periods = [(post.start, post.end) for card in usual for post in card.posts]
    periods += [(group.joined, group.left) for card in usual for group in card.groups]
    periods += [(relation.start, relation.end) for card in usual for relation in card.relations]
    for start, end in periods:
        begun, ended = (PartialDate.parse(text) if text else PartialDate() for text in (start, end))
        assert begun.is_unknown or begun.earliest <= TODAY
        assert ended.is_unknown or ended.earliest <= TODAY
        assert begun.is_unknown or ended.is_unknown or begun.earliest <= ended.latest
    shapes = Counter(len(start) for start, _ in periods)
    assert shapes.keys() == {0, 4, 7, 10}
    assert "s/f" in {end for _, end in periods}


def test_clubs_belong_to_federations(usual: list[Card]) -> None:
    kinds = {card.official_name: card.organization_kind for card in usual}
    memberships = [
        relation
        for card in usual
        if card.organization_kind == "club"
        for relation in card.relations
        if relation.kind == "member_of"
    ]
    assert len(memberships) == 42
    assert {kinds[relation.organization] for relation in memberships} == {"federación"}


def test_a_contact_abroad_is_served_by_the_consulate_of_its_country(usual: list[Card]) -> None:
    countries = {card.official_name: card.country for card in consular_network()}
    served = [card for card in _invented(usual) if card.consulate and card.addresses]
    assert len(served) > 300
    assert all(countries[card.consulate] == card.addresses[0].country for card in served)


def test_the_community_is_in_the_cities_where_it_lives(usual: list[Card]) -> None:
    cities = Counter(address.city for card in _persons(usual) for address in card.addresses)
    assert cities.keys() >= {"Los Ángeles", "Chicago", "Houston", "Toronto", "Madrid", "Berlín", "Londres"}
    groups = Counter(group.group for card in usual for group in card.groups)
    assert groups.keys() == {"Red Voto Chilango", "Red de Observación"}
    assert min(groups.values()) > 20


@pytest.mark.parametrize(
    "field", ["phones", "emails", "addresses", "posts", "second_surname", "treatment", "tags"]
)
def test_not_everyone_has_everything(usual: list[Card], field: str) -> None:
    known = [bool(getattr(card, field)) for card in _persons(usual)]
    assert 0.1 < sum(known) / len(known) < 0.98


def test_names_are_uneven(large: list[Card]) -> None:
    persons = _persons(large)
    first = Counter(card.first_surname for card in persons)
    assert len(first) > 1500
    assert first.most_common(1)[0][1] > 20 * (len(persons) / len(first))
    assert len({card.given_names for card in persons}) > 2000
    assert any(card.given_names.isupper() for card in persons)
    assert any(card.first_surname.islower() for card in persons)
    assert any(card.first_surname == "De la O y Ñáñez" for card in persons)
    assert any(not card.second_surname for card in persons)
    full_names = Counter(card.full_name for card in persons)
    assert 20 < sum(n - 1 for n in full_names.values()) < 0.05 * len(persons)


@pytest.mark.parametrize("contacts", [USUAL_CONTACTS, USUAL_CONTACTS + 1, 5_000])
def test_as_many_contacts_as_asked(contacts: int) -> None:
    cards = list(demo_cards(SEED, TODAY, contacts))
    assert len(cards) == contacts
    assert len(_institutions(cards)) == 822


@pytest.mark.parametrize("contacts", [0, -1, USUAL_CONTACTS - 1])
def test_fewer_contacts_than_usual_are_refused(contacts: int) -> None:
    with pytest.raises(InvalidValue, match="al menos 2,545 contactos"):
        demo_cards(SEED, TODAY, contacts)
