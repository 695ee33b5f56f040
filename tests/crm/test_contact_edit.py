"""Editing a contact value by value: one operation a field, and nothing else touched."""

import datetime

import pytest

from crm import contact_edit, contact_record, contacts, operations
from crm.base import open_base
from crm.cards import Address, Card, Email, Link, OtherName, Phone, Post
from crm.clock import Clock
from crm.contact_values import Belonging, Categories, Holding, Kept, Reference, Tie
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound
from crm.trash import trash

TODAY = datetime.date(2025, 10, 6)
CLUB = Card(
    "organization",
    official_name="Club de Prueba",
    organization_kind="club",
    main_category="migrante",
    other_names=(OtherName("La Prueba"),),
    phones=(Phone("+525512345678", "12", "trabajo"), Phone("+525587654321")),
    emails=(Email("hola@example.org"),),
    addresses=(Address("MX", "", "Toluca", latitude=19.5, longitude=-99.5, timezone="America/Mexico_City"),),
    links=(Link("https://example.org"),),
    notes=("Una nota",),
    tags=("Uno", "Dos"),
)
ROSA = Card(
    "person",
    given_names="Rosa",
    first_surname="Prueba",
    languages=("es",),
    posts=(Post("Club de Prueba", "Presidenta", "titular", "2024"),),
)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def club(base):
    with base.write("Alta") as session:
        return contacts.create(session, CLUB)


@pytest.fixture
def rosa(base, club):
    with base.write("Alta") as session:
        return contacts.create(session, ROSA)


def read(base, contact):
    with base.read() as session:
        return contact_record.record(session, contact, today=TODAY)


def save(base, contact, field, before, after):
    with base.write(contact_edit.title(field, before, after)) as session:
        contact_edit.save(session, contact, field, before, after)


def whole(base, contact):
    with base.read() as session:
        return contacts.card(session, contact)


def changed_rows(base):
    with base.read() as session:
        return operations.log(session, limit=1)[0].changes


def titles(base):
    with base.read() as session:
        return [entry.title for entry in operations.log(session)]


SEVERAL = [
    ("phones", Phone("+525500000000")),
    ("emails", Email("otra@example.org", "trabajo")),
    ("addresses", Address("CL", "", "Santiago")),
    ("links", Link("https://x.com/prueba", "x")),
    ("notes", "Otra nota"),
    ("other_names", OtherName("Antes", "anterior", "1999")),
]


@pytest.mark.parametrize(("field", "value"), SEVERAL)
def test_what_a_contact_has_several_of_is_added_changed_and_removed(base, club, field, value):
    before = whole(base, club)
    save(base, club, field, None, value)
    assert getattr(whole(base, club), field) == (*getattr(before, field), value)
    assert changed_rows(base) == 1
    shown = {"other_names": "fields"}.get(field, field)
    kept = next(
        item.kept for item in getattr(read(base, club), shown) if item.kept and item.kept.value != value
    )
    save(base, club, field, kept, None)
    assert kept.value not in getattr(whole(base, club), field)
    left = next(
        item.kept for item in getattr(read(base, club), shown) if item.kept and item.kept.value == value
    )
    save(base, club, field, left, kept.value)
    assert value not in getattr(whole(base, club), field)
    assert changed_rows(base) == 1


def test_a_changed_phone_is_one_operation_that_undo_takes_back(base, club):
    kept = read(base, club).phones[0].kept
    save(base, club, "phones", kept, Phone("+525500000000", "7", "móvil"))
    assert titles(base)[0] == "Teléfono cambiado"
    assert whole(base, club).phones == (Phone("+525500000000", "7", "móvil"), CLUB.phones[1])
    operations.undo(base)
    assert whole(base, club).phones == CLUB.phones


def test_saving_what_is_there_leaves_no_trace(base, club):
    before = len(titles(base))
    record = read(base, club)
    save(base, club, "phones", record.phones[0].kept, CLUB.phones[0])
    save(base, club, "name", {"official_name": "Club de Prueba"}, {"official_name": "Club de Prueba"})
    save(base, club, "tags", record.tags, record.tags)
    assert len(titles(base)) == before


def test_the_same_value_twice_is_refused(base, club):
    with pytest.raises(InvalidValue, match="ya está en la ficha"):
        save(base, club, "phones", None, CLUB.phones[0])


def test_a_value_changed_at_another_desk_is_not_overwritten_unseen(base, club):
    opened = read(base, club).phones[0].kept
    save(base, club, "phones", opened, Phone("+525511111111"))
    with pytest.raises(ChangedMeanwhile, match=r"ana cambió este dato \(12:00\)") as caught:
        save(base, club, "phones", opened, Phone("+525522222222"))
    assert caught.value.now == Phone("+525511111111")
    save(base, club, "phones", Kept(opened.row, caught.value.now), Phone("+525522222222"))
    assert Phone("+525522222222") in whole(base, club).phones


def test_a_change_in_another_field_is_in_nobodys_way(base, club):
    opened = read(base, club)
    save(base, club, "emails", opened.emails[0].kept, Email("nuevo@example.org"))
    save(base, club, "phones", opened.phones[0].kept, Phone("+525522222222"))
    assert whole(base, club).emails == (Email("nuevo@example.org"),)


def test_a_value_removed_at_another_desk_says_so_too(base, club):
    opened = read(base, club).notes[0].kept
    save(base, club, "notes", opened, None)
    with pytest.raises(ChangedMeanwhile):
        save(base, club, "notes", opened, "Más")
    save(base, club, "notes", opened, None)


def test_own_texts_are_saved_together_and_checked(base, rosa):
    before = {"given_names": "Rosa", "first_surname": "Prueba", "second_surname": "", "treatment": ""}
    save(base, rosa, "name", before, {**before, "second_surname": "Ríos", "treatment": "Dra."})
    assert whole(base, rosa).full_name == "Rosa Prueba Ríos"
    with pytest.raises(InvalidValue, match="Falta el nombre"):
        save(
            base,
            rosa,
            "name",
            {**before, "second_surname": "Ríos", "treatment": "Dra."},
            dict.fromkeys(before, ""),
        )
    with pytest.raises(ChangedMeanwhile):
        save(base, rosa, "name", before, {**before, "given_names": "Rosalía"})
    save(base, rosa, "verified_on", {"verified_on": ""}, {"verified_on": "2025-10"})
    assert whole(base, rosa).verified_on == "2025-10"
    with pytest.raises(InvalidValue):
        save(base, rosa, "verified_on", {"verified_on": "2025-10"}, {"verified_on": "pronto"})


def test_the_kind_of_an_organisation_keeps_to_the_options(base, club):
    save(base, club, "organization_kind", {"organization_kind": "club"}, {"organization_kind": "federación"})
    assert whole(base, club).organization_kind == "federación"
    with pytest.raises(InvalidValue, match="no es una opción"):
        save(base, club, "organization_kind", {"organization_kind": "federación"}, {"organization_kind": "x"})


def test_tags_and_languages_keep_what_others_did_meanwhile(base, club, rosa):
    save(base, club, "tags", ("Uno", "Dos"), ("Uno", "Dos", "Tres"))
    save(base, club, "tags", ("Uno", "Dos"), ("dos", "Cuatro"))
    assert set(whole(base, club).tags) == {"Dos", "Tres", "Cuatro"}
    save(base, rosa, "languages", ("es",), ("es", "en"))
    assert whole(base, rosa).languages == ("es", "en")
    save(base, rosa, "languages", ("es", "en"), ("en",))
    assert whole(base, rosa).languages == ("en",)
    with pytest.raises(InvalidValue):
        save(base, club, "tags", (), (" ",))


def test_categories_have_one_main(base, club):
    save(base, club, "categories", Categories("migrante"), Categories("osc", ("migrante",)))
    card = whole(base, club)
    assert (card.main_category, card.further_categories) == ("osc", ("migrante",))
    with pytest.raises(InvalidValue, match="principal"):
        save(base, club, "categories", Categories("osc", ("migrante",)), Categories("", ("osc",)))
    with pytest.raises(ChangedMeanwhile):
        save(base, club, "categories", Categories("migrante"), Categories("privada"))


def test_a_parent_is_chosen_or_made_and_never_goes_round(base, club):
    save(base, club, "parent", None, Reference(0, "Federación de Prueba"))
    parent = read(base, club).parent
    assert parent.name == "Federación de Prueba"
    with pytest.raises(InvalidValue, match="sí mismo"):
        save(base, club, "parent", parent, Reference(club, "Club de Prueba"))
    with pytest.raises(InvalidValue, match="ya depende de esta"):
        save(base, parent.id, "parent", None, Reference(club, "Club de Prueba"))
    save(base, club, "parent", parent, None)
    assert read(base, club).parent is None


def test_of_two_of_one_name_the_one_that_was_chosen_is_meant(base, rosa):
    with base.write("Alta") as session:
        other = contacts.create(session, Card("organization", official_name="Club de Prueba"))
    me = Reference(rosa, "Rosa Prueba")
    post = Holding(me, Reference(other, "Club de Prueba"), "Vocal", "", "2025")
    save(base, rosa, "posts", None, post)
    assert [held.other.id for held in read(base, other).people] == [rosa]
    assert len(read(base, rosa).posts) == 2


def test_a_post_is_edited_from_either_side(base, club, rosa):
    from_person = read(base, rosa).posts[0].kept
    from_club = read(base, club).people[0].kept
    assert from_person == from_club
    ended = Holding(
        from_person.value.person, from_person.value.organization, "Presidenta", "titular", "2024", "2025-09"
    )
    save(base, club, "posts", from_club, ended)
    assert read(base, rosa).posts[0].former
    with pytest.raises(ChangedMeanwhile):
        save(base, rosa, "posts", from_person, None)
    save(base, rosa, "posts", read(base, rosa).posts[0].kept, None)
    assert read(base, club).people == ()


def test_a_misspelt_post_of_one_person_is_mended_not_doubled(base, club, rosa):
    kept = read(base, rosa).posts[0].kept
    mended = Holding(kept.value.person, kept.value.organization, "Presidenta del club", "titular", "2024")
    save(base, rosa, "posts", kept, mended)
    newcomer = Holding(
        Reference(0, "Luz Prueba Ríos", "person"),
        Reference(club, ""),
        "presidenta del CLUB",
        "titular",
        "2025",
    )
    save(base, club, "posts", None, newcomer)
    assert [held.sentence for held in read(base, club).people] == [
        "Presidenta del club desde 2024",
        "Presidenta del club desde 2025",
    ]
    made = read(base, club).people[1].other
    assert whole(base, made.id).first_surname == "Prueba"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"start": "2025", "end": "2024"}, "Termina antes de empezar"),
        ({"start": "ayer"}, "no es una fecha"),
        ({"organization": Reference(0, " ")}, "Falta el nombre"),
    ],
)
def test_a_post_that_cannot_be_kept_says_why(base, club, rosa, change, sentence):
    values = {
        "person": Reference(rosa, "Rosa"),
        "organization": Reference(club, "Club"),
        "title": "Vocal",
        **change,
    }
    with pytest.raises(InvalidValue, match=sentence):
        save(base, rosa, "posts", None, Holding(**values))
    assert len(read(base, rosa).posts) == 1


def test_who_is_gone_cannot_be_referred_to(base, club, rosa):
    with base.write("Papelera") as session:
        trash(session, [club])
    with pytest.raises(NotFound, match="ya no está en la base"):
        save(base, rosa, "posts", None, Holding(Reference(rosa, "Rosa"), Reference(club, "Club"), "Vocal"))
    with pytest.raises(NotFound, match="ya no está en la base"):
        save(base, club, "notes", None, "Nota")


def test_a_relation_is_edited_from_either_side(base, club):
    me = Reference(club, "Club de Prueba")
    save(base, club, "relations", None, Tie("member_of", me, Reference(0, "Federación"), "2023"))
    kept = read(base, club).relations[0].kept
    other = kept.value.target
    save(base, other.id, "relations", kept, Tie("member_of", me, other, "2023", "2024"))
    assert read(base, club).relations[0].since == "de 2023 a 2024"
    with pytest.raises(InvalidValue, match="consigo misma"):
        save(base, club, "relations", None, Tie("allied_with", me, me))
    save(base, club, "relations", read(base, club).relations[0].kept, None)
    assert read(base, other.id).relations == ()


def test_a_group_is_joined_by_its_name_and_left_on_a_day(base, club, rosa):
    save(base, club, "groups", None, Belonging(Reference(0, "Red de Prueba"), "2024"))
    save(base, rosa, "groups", None, Belonging(Reference(0, "red de prueba")))
    mine, hers = read(base, club).groups[0].kept, read(base, rosa).groups[0].kept
    assert mine.value.group == hers.value.group
    save(base, club, "groups", mine, Belonging(mine.value.group, "2024", "2025-10-06"))
    assert whole(base, club).groups[0].left == "2025-10-06"
    save(base, rosa, "groups", hers, None)
    assert whole(base, rosa).groups == ()


def test_every_field_has_its_titles_and_they_name_nobody():
    for field in contact_edit.FIELDS:
        for before, after in ((None, "x"), ("y", "x"), ("y", None)):
            title = contact_edit.title(field, before, after)
            assert title
            assert "{" not in title
