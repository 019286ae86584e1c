"""Asking somebody in, both of the two: which rung, a card lent to a coach, a joint brief to the sponsor."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import moving, reminding
from colead.practice.conflicts.models import Card, Matter, Words
from colead.promises import grants, holds, space, two_key
from colead.promises.models import Grant, Release
from colead.promises.models.releases import ReleaseState
from colead.rules import conflicts as rules
from colead.rules.audiences import Audience
from colead.rules.conflicts import Rung, State

NEEDED: Final = ("ask",)
LADDERABLE: Final = "ladder"


class Incomplete(Exception):
    """Nothing one-sided goes up: a view of each, and what both ask."""


@transaction.atomic
def choose_rung(*, pair: Pair, id: UUID, rung: str, by: Viewer) -> Matter:
    """One names a rung, the other names the same: then it stands. A different one is a new question."""
    matter = moving.lock(by, pair, id)
    moving.require(matter, LADDERABLE)
    wanted = Rung(rung).value
    text = space.read(matter, by)
    is_both = matter.rung_by_id not in (None, by.person_id) and text["rung"] == wanted
    if is_both:
        moving.end_round(matter, by)
        return moving.move(matter, LADDERABLE, by=by, rung_by=None)
    return moving.write(matter, by=by, text={"rung": wanted}, rung_by=by.person)


@transaction.atomic
def leave_rung(*, pair: Pair, id: UUID, by: Viewer) -> Matter:
    """Either of them: nobody is asked in after all."""
    matter = moving.lock(by, pair, id)
    moving.require(matter, LADDERABLE)
    return moving.write(matter, by=by, text={"rung": ""}, rung_by=None)


# The card


@transaction.atomic
def write_card(*, pair: Pair, id: UUID, text: Words, seen: str, by: Viewer) -> Card:
    """Where the two are stuck. New words end every loan: nobody has agreed to show them."""
    matter = moving.lock(by, pair, id)
    require_open(matter)
    card = queries.card_of(by, matter)
    if card is None:
        card = space.write(Card, space=matter.space, by=by, text=text, retain_until=matter.retain_until, matter=matter)
    else:
        locked: Card = Card.door.fetch(by, card.pk, lock=True)
        if seen != space.stamp_of(locked):
            raise two_key.StaleText
        space.rewrite(locked, by=by, text=text)
        card = locked
    moving.note(by, matter.space)
    return card


def require_open(matter: Matter) -> None:
    """What was closed takes no more words."""
    if matter.state in rules.CLOSED or matter.state == State.CROSSED:
        moving.require(matter, "talk")


@transaction.atomic
def lend(*, pair: Pair, id: UUID, coach: Person, by: Viewer) -> Grant:
    """One's own yes to this coach; it opens with the other's, and closes by itself after a month."""
    matter = moving.lock(by, pair, id)
    require_open(matter)
    card = queries.card_of(by, matter)
    if card is None or coach not in queries.coaches(pair):
        raise Hidden
    standing = next((grant for grant in queries.lent(card, by) if grant.reader_id == coach.pk), None)
    if standing is not None:
        return grants.agree(grant=standing, item=card, by=by)
    return grants.offer(item=card, reader=coach, until=last_day_of_loan(card), by=by)


def last_day_of_loan(card: Card) -> date:
    until = clock.today() + timedelta(days=rules.LEND_DAYS)
    return min(until, card.retain_until) if card.retain_until is not None else until


@transaction.atomic
def take_loan_back(*, pair: Pair, id: UUID, grant_id: UUID, by: Viewer) -> None:
    """Either of them, at once."""
    card = queries.card_of(by, moving.lock(by, pair, id))
    grant = next((one for one in queries.lent(card, by) if one.pk == grant_id), None) if card is not None else None
    if grant is None:
        raise Hidden
    grants.revoke(grant=grant, by=by)


def end_card(matter: Matter, by: Viewer) -> bool:
    """Ends every loan of it and takes it away; says whether nothing of it is held."""
    rows = Card.door.visible_to(by).filter(matter=matter)
    for card in rows.select_related("space"):
        for grant in queries.lent(card, by):
            grants.revoke(grant=grant, by=by)
    holds.without_held(rows).delete()
    return not rows.exists()


# The joint brief


@transaction.atomic
def keep_brief(*, pair: Pair, id: UUID, topic: str, side: str, ask: str, seen: str, by: Viewer) -> Matter:
    """One's own view and what both ask; of the partner's view nothing can be changed. An edit opens both keys."""
    matter = moving.lock(by, pair, id)
    require_at_sponsor(matter, by)
    draft = draft_of(matter)
    if seen != (draft.text_hash if draft else ""):
        raise two_key.StaleText
    before = two_key.text_of(draft, by) if draft is not None else {}
    text = {"topic": topic, "views": with_view(before, pair, by, side), "ask": ask, "unit": pair.partnership.unit.name}
    if draft is not None:
        two_key.edit(release=draft, text=text, by=by, publishes=sorted(text))
        return matter
    made = two_key.propose(
        space=matter.space,
        kind=queries.BRIEF,
        audience=Audience.SPONSOR,
        text=text,
        by=by,
        retain_until=matter.retain_until,
    )
    return moving.write(matter, by=by, brief=made)


def require_at_sponsor(matter: Matter, by: Viewer) -> None:
    is_chosen = matter.state == State.LADDERED and space.read(matter, by)["rung"] == Rung.SPONSOR
    if not is_chosen:
        raise Refused(_("A joint brief is written when both of you have chosen it."))


def with_view(before: Words, pair: Pair, by: Viewer, side: str) -> list[Words]:
    """Both views by name; whose stands first follows from the names alone."""
    known = {view["id"]: view["view"] for view in before.get("views", [])} | {str(by.person_id): side}
    people = sorted(pair.people, key=lambda person: person.name)
    return [{"id": str(one.pk), "name": one.name, "view": known.get(str(one.pk), "")} for one in people]


def draft_of(matter: Matter) -> Release | None:
    return matter.brief if matter.brief is not None and matter.brief.state == ReleaseState.DRAFT else None


def lacks(text: Words) -> bool:
    views = text.get("views", [])
    return len(views) != 2 or not all(view["view"] for view in views) or not all(text.get(name) for name in NEEDED)


@transaction.atomic
def turn_key(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Matter:
    """One's key on the brief as it stood on the screen; with the second the sponsor reads it."""
    matter = moving.lock(by, pair, id)
    require_at_sponsor(matter, by)
    draft = draft_of(matter)
    if draft is None:
        raise two_key.AlreadyOut
    if lacks(two_key.text_of(draft, by)):
        raise Incomplete
    if two_key.turn(release=draft, seen=seen, by=by).state == ReleaseState.RELEASED:
        reminding.to_sponsors(matter, queries.sponsors_of(pair))
    return matter


@transaction.atomic
def take_key_back(*, pair: Pair, id: UUID, by: Viewer) -> None:
    draft = draft_of(moving.lock(by, pair, id))
    if draft is None:
        raise two_key.AlreadyOut
    two_key.take_back(release=draft, by=by)


@transaction.atomic
def take_brief_back(*, pair: Pair, id: UUID, by: Viewer) -> Matter:
    """Either of them takes it out of the sponsor's view."""
    matter = moving.lock(by, pair, id)
    if matter.brief is None or matter.brief.state != ReleaseState.RELEASED:
        raise two_key.NotOut
    two_key.unpublish(release=matter.brief, by=by)
    return moving.write(matter, by=by, brief=None)


def end_brief(matter: Matter, by: Viewer) -> None:
    """What is out goes out of view, what is not goes nowhere."""
    if matter.brief is not None and matter.brief.state == ReleaseState.RELEASED:
        two_key.unpublish(release=matter.brief, by=by)
    elif matter.brief is not None and matter.brief.state == ReleaseState.DRAFT:
        two_key.drop(release=matter.brief, by=by)
