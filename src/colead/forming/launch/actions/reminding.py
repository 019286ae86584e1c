"""The lines the launch sends: content-free, at each person's own hour, and to both alike wherever both can act."""

from datetime import date
from uuid import UUID

from colead.forming.launch import queries
from colead.forming.launch.models import HelpWish
from colead.foundation import notices
from colead.partnerships.queries import Pair, readers_of
from colead.people import reminding
from colead.people.models import Person
from colead.promises.models import Release, Round, Space
from colead.rules import agreements


def put(key: str, person: Person, sentence: str, on: date | None = None, space_id: UUID | None = None) -> None:
    reminding.put(key=f"{key} {person.pk}", person=person, sentence=sentence, on=on, space_id=space_id)


def that_one_is_ready(round: Round, pair: Pair) -> None:
    """The only thing that is ever said of a partner: ready when you are."""
    if pair.partner is not None:
        put(f"ready {round.pk}", pair.partner, "partner_ready", space_id=pair.space.pk)


def take_back_that_one_is_ready(round: Round) -> None:
    notices.withdraw(prefix=f"ready {round.pk} ")


def that_a_key_waits(release: Release, pair: Pair) -> None:
    if pair.partner is not None:
        put(f"key {release.pk} {release.text_hash[:12]}", pair.partner, "signature_waits", space_id=pair.space.pk)


def take_back_that_a_key_waits(release: Release) -> None:
    notices.withdraw(prefix=f"key {release.pk} ")


def that_a_wish_waits(wish: HelpWish, pair: Pair) -> None:
    if pair.partner is not None:
        put(f"wish {wish.pk}", pair.partner, "waiting", space_id=pair.space.pk)


def take_back_that_a_wish_waits(wish: HelpWish) -> None:
    notices.withdraw(prefix=f"wish {wish.pk} ")


def sponsors_of_the_summary(pair: Pair, signed: Release) -> None:
    for row in readers_of(pair.partnership):
        put(f"summary {signed.pk}", row.person, "sponsor_waiting", space_id=pair.space.pk)


def both_of_the_review(pair: Pair, signed: Release) -> None:
    """Four weeks before the review; an earlier version's line is taken back."""
    none_of_the_review(pair.space)
    for person in pair.people:
        on = agreements.remind_on(queries.review_on(signed))
        put(f"review {pair.space.pk} {signed.pk}", person, "review_nears", on, pair.space.pk)


def none_of_the_review(space: Space) -> None:
    notices.withdraw(prefix=f"review {space.pk} ")


def both_of_the_next_step(partnership_id: object, people: list[Person], monday: date) -> None:
    for person in people:
        put(f"launch {partnership_id} {monday}", person, "next_step", monday)


def none_of_the_next_step(partnership_id: object) -> None:
    notices.withdraw(prefix=f"launch {partnership_id} ")
