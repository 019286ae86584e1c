"""Grants: one named person, one item, until a date, by the word of every owner."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.people.models import Person
from colead.promises import grants, keystore, space
from colead.promises.models import Grant
from colead.promises.models.spaces import SpaceKind
from tests.promises.desk.models import Page, Reply
from tests.promises.worlds import look, make_world, passing, somebody, write_page

WEEK = timedelta(days=7)


def reads(reader: Person, page: Page) -> str:
    """The one page, and as one of all: both ways say the same."""
    every = {grant.item_id: str(text["body"]) for grant, text in grants.read_all(Page, look(reader))}
    try:
        one = str(grants.read(Page, page.pk, look(reader))["body"])
    except Hidden:
        one = ""
    assert every.get(page.pk, "") == one
    return one


def play_grants(seed: int, steps: int = 12) -> list[str]:
    """Two owners, two readers, two pages; the model knows who has agreed to what and until when."""
    dice = random.Random(seed)
    clock.travel(timedelta(0))
    with passing():
        world, readers = make_world(), [somebody(), somebody()]
        pages = [write_page(world, body=f"page {n}") for n in range(2)]
        words, day = ["page 0", "page 1"], 0
        agreed: dict[Grant, set[int]] = {}
        open_to: dict[Grant, tuple[int, int, int]] = {}
        for step in range(steps):
            act = dice.choice(("offer", "offer", "agree", "agree", "revoke", "edit", "wait"))
            who, at, reader = dice.randrange(2), dice.randrange(2), dice.randrange(2)
            if act == "offer":
                until = clock.today() + timedelta(days=3)
                grant = grants.offer(item=pages[at], reader=readers[reader], until=until, by=world.by(who))
                agreed[grant], open_to[grant] = {who}, (at, reader, day + 3)
            elif act == "wait":
                day += 2
                clock.travel(timedelta(days=day))
            elif act == "edit":
                words[at] = f"edited {step}"
                page = Page.door.fetch(world.by(who), pages[at].pk, lock=True)
                space.rewrite(page, by=world.by(who), text={"body": words[at]})
                agreed = {grant: by for grant, by in agreed.items() if open_to[grant][0] != at}
            elif agreed:
                grant = dice.choice(sorted(agreed, key=lambda one: str(one.pk)))
                if act == "agree":
                    grants.agree(grant=grant, item=pages[open_to[grant][0]], by=world.by(who))
                    agreed[grant].add(who)
                else:
                    grants.revoke(grant=grant, by=world.by(who))
                    gone = open_to[grant][:2]
                    agreed = {one: by for one, by in agreed.items() if open_to[one][:2] != gone}
            live = {open_to[one][:2] for one, by in agreed.items() if by == {0, 1} and open_to[one][2] >= day}
            seen = {(p, r): reads(readers[r], pages[p]) for p in range(2) for r in range(2)}
            if seen != {(p, r): words[p] if (p, r) in live else "" for p in range(2) for r in range(2)}:
                return [f"step {step}, {act}: {seen} but open are {live}"]
    return []


@pytest.mark.parametrize("seed", range(5))
def test_reader_reads_what_is_open_and_nothing_else(seed: int, db: None) -> None:
    """PS10, PS18."""
    assert play_grants(seed) == []


@pytest.mark.prove
def test_reader_reads_what_is_open_in_many_plays(db: None) -> None:
    assert [seed for seed in range(60) if play_grants(seed, 20)] == []


def test_pairs_item_needs_both(db: None) -> None:
    world, coach = make_world(), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    assert reads(coach, page) == ""
    grants.agree(grant=grant, item=page, by=world.by(1))
    assert reads(coach, page) == "first words"
    assert [row.reader for row in grants.on_item(page, world.by(1))] == [coach]


def test_partner_left_behind_does_not_open_the_others_words(db: None) -> None:
    """PS19: who has left still counts as an owner, and what both had agreed ends with the pair."""
    world, coach = make_world(), somebody()
    page, other = write_page(world), write_page(world, 1)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    grants.agree(grant=grant, item=page, by=world.by(1))
    half = grants.offer(item=other, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    space.let_out(space=world.space, person=world.people[1], by=None)
    assert reads(coach, page) == ""
    with pytest.raises(Hidden):
        grants.agree(grant=half, item=other, by=world.by(0))
    again = grants.offer(item=other, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    assert again.wrapped_item_key is None


def test_own_item_opens_at_once_and_follows_its_owners_edits(db: None) -> None:
    world, coach = make_world(), somebody()
    mine = space.own(world.people[0])
    note = space.write(Page, space=mine, by=world.by(0), text={"body": "one"})
    grants.offer(item=note, reader=coach, until=clock.today(), by=world.by(0))
    space.rewrite(Page.door.fetch(world.by(0), note.pk, lock=True), by=world.by(0), text={"body": "two"})
    assert reads(coach, note) == "two"
    space.rewrite(Page.door.fetch(world.by(0), note.pk, lock=True), by=world.by(0), text={}, mood="done")
    assert reads(coach, note) == "two"


def test_reader_reads_that_item_and_no_neighbour(db: None) -> None:
    world, coach = make_world(1, SpaceKind.PERSON), somebody()
    page, neighbour = write_page(world), write_page(world)
    reply = space.write(Reply, space=world.space, by=world.by(0), text={"body": "r"}, page=page)
    grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    assert reads(coach, page) == "first words"
    assert reads(coach, neighbour) == ""
    for model, item in ((Reply, reply), (Reply, page)):
        with pytest.raises(Hidden):
            grants.read(model, item.pk, look(coach))
    assert not Page.door.visible_to(look(coach)).exists()


def test_day_after_the_last_is_too_late(db: None) -> None:
    world, coach = make_world(1, SpaceKind.PERSON), somebody()
    page = write_page(world)
    grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    clock.travel(WEEK)
    assert reads(coach, page) == "first words"
    clock.travel(WEEK + timedelta(days=1))
    assert reads(coach, page) == ""
    assert grants.clear_spent(on=clock.today()) == 1
    assert Grant.objects.get().wrapped_item_key is None


def test_revoking_one_of_two_offers_ends_both(db: None) -> None:
    """At once means at once: a second offer of the same item to the same reader is no back door."""
    world, coach = make_world(1, SpaceKind.PERSON), somebody()
    page = write_page(world)
    offers = [grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0)) for _ in range(2)]
    grants.revoke(grant=offers[0], by=world.by(0))
    assert reads(coach, page) == ""
    assert not Grant.objects.exclude(wrapped_item_key=None).exists()


@pytest.mark.parametrize("wrong", ["past", "member", "self"])
def test_grant_that_makes_no_sense_is_refused(wrong: str, db: None) -> None:
    world = make_world()
    page = write_page(world)
    reader = {"past": world.stranger, "member": world.people[1], "self": world.people[0]}[wrong]
    until = clock.today() - timedelta(days=1) if wrong == "past" else clock.today() + WEEK
    with pytest.raises(grants.NotGrantable):
        grants.offer(item=page, reader=reader, until=until, by=world.by(0))


def test_stranger_offers_agrees_and_revokes_nothing(db: None) -> None:
    world, coach = make_world(), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    for act in (
        lambda: grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=look(world.stranger)),
        lambda: grants.agree(grant=grant, item=page, by=look(coach)),
        lambda: grants.revoke(grant=grant, by=look(coach)),
        lambda: grants.on_item(page, look(coach)),
    ):
        with pytest.raises(Hidden):
            act()


def test_agreement_to_one_item_opens_no_other(db: None) -> None:
    world, coach = make_world(), somebody()
    page, other = write_page(world), write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    with pytest.raises(Hidden):
        grants.agree(grant=grant, item=other, by=world.by(1))


def test_erased_reader_reads_no_more(db: None) -> None:
    world, coach = make_world(1, SpaceKind.PERSON), somebody()
    page = write_page(world)
    grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    keystore.destroy(coach.pk, on_day="2026-11-23")
    assert reads(coach, page) == ""


def test_wrap_of_one_grant_does_not_serve_another(db: None) -> None:
    """P10: moved with SQL from one reader or grant to another."""
    world, coach, other = make_world(1, SpaceKind.PERSON), somebody(), somebody()
    page, hidden = write_page(world), write_page(world, body="hidden")
    grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    Grant.objects.filter(pk=grant.pk).update(reader=other)
    assert reads(other, page) == ""
    Grant.objects.filter(pk=grant.pk).update(reader=coach, item_id=hidden.pk)
    assert reads(coach, hidden) == ""


def test_many_granted_pages_are_read_by_two_statements(db: None) -> None:
    world, coach = make_world(), somebody()
    assert grants.read_all(Page, look(coach)) == []
    for number in range(5):
        page = write_page(world, body=f"page {number}")
        grant = grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
        grants.agree(grant=grant, item=page, by=world.by(1))
    viewer = look(coach)
    with CaptureQueriesContext(connection) as asked:
        found = grants.read_all(Page, viewer)
    assert [text["body"] for _grant, text in found] == [f"page {number}" for number in range(5)]
    assert len(asked) == 2
