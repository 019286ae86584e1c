"""Spaces: who belongs reads, from when they belong and until they leave."""

import random

import pytest

from colead.foundation.viewer import Hidden
from colead.people.models import Person
from colead.promises import holds, space, vault
from colead.promises.ciphers import Unreadable
from colead.promises.models import Membership, Space, SpaceKey
from colead.promises.models.spaces import SpaceKind
from tests.promises.desk.models import Page
from tests.promises.worlds import look, make_world, passing, somebody, write_page


def play_space(seed: int, steps: int = 12) -> list[str]:
    """Lets people in and out and writes at random; the model knows for each key version who may hold it."""
    dice = random.Random(seed)
    with passing():
        people = [somebody() for _ in range(4)]
        panel = space.open_for(kind=SpaceKind.PANEL, people=people[:2], by=None)
        inside, version = {0, 1}, 1
        holders = {1: {0, 1}}
        pages: list[tuple[Page, int]] = []
        for _ in range(steps):
            act, who = dice.choice(("write", "write", "in", "out", "rewrite")), dice.choice(sorted(inside))
            other = dice.randrange(4)
            if act == "write":
                pages.append((space.write(Page, space=panel, by=look(people[who]), text={"body": "w"}), version))
            elif act == "rewrite" and pages:
                at = dice.randrange(len(pages))
                if who in holders[pages[at][1]]:
                    page = Page.door.fetch(look(people[who]), pages[at][0].pk, lock=True)
                    space.rewrite(page, by=look(people[who]), text={"title": "again"})
                    pages[at] = (page, version)
            elif act == "in" and other not in inside:
                reads_earlier = dice.random() < 0.4
                space.let_in(space=panel, person=people[other], by=look(people[who]), reads_earlier=reads_earlier)
                for held in holders.values():
                    held |= {other} if reads_earlier and who in held else set()
                inside, version = inside | {other}, version + 1
                holders[version] = set(inside)
            elif act == "out" and other in inside and len(inside) > 1:
                space.let_out(space=panel, person=people[other], by=look(people[who]))
                inside, version = inside - {other}, version + 1
                holders = {of: held - {other} for of, held in holders.items()} | {version: set(inside)}
            if found := reading_faults(people, pages, inside, holders):
                return found
    return []


def reading_faults(
    people: list[Person], pages: list[tuple[Page, int]], inside: set[int], holders: dict[int, set[int]]
) -> list[str]:
    found = []
    for who, person in enumerate(people):
        listed = set(space.readable(Page.door.visible_to(look(person)), look(person)).values_list("pk", flat=True))
        if listed != {page.pk for page, version in pages if who in inside and who in holders[version]}:
            found.append(f"person {who} is shown a list that is not theirs to read")
        for page, version in pages:
            may = who in inside and who in holders[version]
            if reads(person, page) != may:
                found.append(f"person {who} {'does not read' if may else 'reads'} version {version}")
            if who not in holders[version] and opens_the_row(person, page):
                found.append(f"person {who} opens the row of version {version}")
    return found


def reads(person: Person, page: Page) -> bool:
    try:
        return bool(space.read(Page.door.fetch(look(person), page.pk), look(person))["body"])
    except (Hidden, Unreadable):
        return False


def opens_the_row(person: Person, page: Page) -> bool:
    try:
        return bool(vault.open_item(Page.door._unguarded().get(pk=page.pk), look(person)))
    except Unreadable:
        return False


@pytest.mark.parametrize("seed", range(5))
def test_readers_are_who_belong_since_they_belong(seed: int, db: None) -> None:
    """P7, PS19: a leaver opens nothing, a joiner nothing earlier unless let."""
    assert play_space(seed) == []


@pytest.mark.prove
def test_readers_are_who_belong_in_many_plays(db: None) -> None:
    assert [seed for seed in range(60) if play_space(seed, 20)] == []


@pytest.mark.parametrize("kind", [SpaceKind.PERSON, SpaceKind.PAIR])
def test_successor_never_joins_an_earlier_space(kind: str, db: None) -> None:
    """PS19."""
    world = make_world(1 if kind == SpaceKind.PERSON else 2, kind)
    with pytest.raises(space.NotJoinable):
        space.let_in(space=world.space, person=world.stranger, by=world.by(0))


def test_leaver_with_an_open_page_writes_and_reads_no_more(db: None) -> None:
    """P7: the request that began before the seat ended holds an old copy of the space and a full keyring."""
    world = make_world(3, SpaceKind.PANEL)
    page, leaver = write_page(world), world.by(2)
    assert space.read(page, leaver)
    space.let_out(space=world.space, person=world.people[2], by=world.by(0))
    with pytest.raises(Hidden):
        space.write(Page, space=world.space, by=leaver, text={"body": "late"})
    with pytest.raises(Hidden):
        space.rewrite(page, by=leaver, text={"body": "late"})
    with pytest.raises(Unreadable):
        space.read(page, look(world.people[2]))


def test_old_copy_of_a_space_does_not_choose_the_key(db: None) -> None:
    """What is written after somebody left is closed under the new key, whatever the caller still holds."""
    world = make_world(3, SpaceKind.PANEL)
    old_copy, writer = Space.objects.get(pk=world.space.pk), world.by(0)
    space.let_out(space=world.space, person=world.people[2], by=world.by(1))
    page = space.write(Page, space=old_copy, by=writer, text={"body": "without you"})
    assert page.key_version == 2
    assert not opens_the_row(world.people[2], page)


def test_old_copy_of_a_space_does_not_keep_it_open(db: None) -> None:
    world = make_world()
    old_copy = Space.objects.get(pk=world.space.pk)
    page = write_page(world)
    space.close(space=world.space, by=None)
    for write in (
        lambda: space.write(Page, space=old_copy, by=world.by(0), text={"body": "late"}),
        lambda: space.rewrite(page, by=world.by(0), text={"body": "late"}),
    ):
        with pytest.raises(space.SpaceClosed):
            write()
    assert space.read(page, world.by(0))["body"] == "first words"


@pytest.mark.parametrize("is_held", [False, True])
def test_last_key_to_a_space_stays_while_the_law_holds_its_words(is_held: bool, db: None) -> None:
    """The last to leave is out at once; yet a hold would be worth nothing if the words could never be opened again."""
    world = make_world()
    write_page(world)
    if is_held:
        holds.confirm(hold=holds.place(space=world.space, by=look(somebody())), by=look(somebody()))
    for person in world.people:
        space.let_out(space=world.space, person=person, by=None)
    assert not Page.door.visible_to(world.by(1)).exists()
    kept = set(SpaceKey.objects.filter(space=world.space).values_list("person_id", flat=True))
    assert kept == ({world.people[1].pk} if is_held else set())


def test_letting_out_twice_changes_nothing_more(db: None) -> None:
    world = make_world(3, SpaceKind.PANEL)
    for _ in range(2):
        space.let_out(space=world.space, person=world.people[2], by=world.by(0))
        space.let_out(space=world.space, person=world.stranger, by=world.by(0))
    assert Space.objects.get(pk=world.space.pk).key_version == 2
    assert not SpaceKey.objects.filter(space=world.space, person=world.people[2]).exists()


def test_letting_in_twice_changes_nothing_more(db: None) -> None:
    world = make_world(2, SpaceKind.PANEL)
    for _ in range(2):
        space.let_in(space=world.space, person=world.stranger, by=world.by(0))
    assert Membership.objects.filter(space=world.space, person=world.stranger).count() == 1


def test_own_space_is_the_same_at_each_use(db: None) -> None:
    person = somebody()
    assert space.own(person) == space.own(person)


def test_rewrite_writes_only_what_it_names(db: None) -> None:
    world = make_world()
    page = write_page(world)
    Page.door._unguarded().filter(pk=page.pk).update(mood="kept")
    space.rewrite(page, by=world.by(1), text={"title": "new"})
    again = Page.door.fetch(world.by(0), page.pk)
    assert (again.mood, again.author_id) == ("kept", world.people[0].pk)
    assert space.read(again, world.by(0)) == {"title": "new", "body": "first words"}


@pytest.mark.parametrize("text", [{"nowhere": "x"}, {"title": "x" * 201}])
def test_word_that_fits_no_field_is_refused(text: dict[str, str], db: None) -> None:
    world = make_world()
    with pytest.raises(space.TooLong):
        space.write(Page, space=world.space, by=world.by(0), text=text)
