"""Carries cases to where people are seen to and a line is worded, and to where one of the two has stepped back."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from colead.foundation import clock
from colead.people.models import Person
from colead.practice.reviews import queries
from colead.practice.reviews.models import Case, StandIn
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen


def sent(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> None:
    """A form of this room, sent and taken."""
    response = one.client.post(reverse(f"reviews:{route}", args=[one.partnership.pk, *ids]), words)
    assert response.status_code == 303, (route, response.status_code, response.content[:600])


def newest(one: Screen) -> Case:
    return queries.cases(viewer_of(one.person), one.partnership.pk).order_by("-created_at")[0]


def pointed(one: Screen, who: str, word: Any, kind: str = "adverse_event") -> UUID:
    given = {"kind": kind, "unit": str(one.partnership.unit_id), "happened_on": clock.today().isoformat()}
    sent(one, "point", {**given, "number": word(who, "number"), "system": word(who, "system")})
    return newest(one).pk


def seen_to(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """An event, led by both: people seen to, a line that waits for a key, two actions of which one was released."""
    id = pointed(one, who[0], word)
    sent(one, "look_over", {"answer": "clear", "lead": "both"}, id)
    known = {f"known_{one}": "on" for one in ("family", "staff", "unit")}
    sent(two, "see_to_people", {**known, **{f"by_{at}": word(who[1], f"by_{at}") for at in ("family", "staff")}}, id)
    sent(one, "word_line", {"line": word(who[0], "line"), "seen": ""}, id)
    for released in ("on", ""):
        words = {name: word(who[1], name) for name in ("action", "owner_role", "measure")}
        sent(two, "add_action", {**words, "strength": "weaker", "is_released": released}, id)
    return id


def stepped_back(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """The partner was part of it: somebody stands in, and a card lies there for who stepped back."""
    nia = Person.objects.get(name="Nia Grant")
    sides = {seat.person_id: seat.side for seat in one.partnership.seats.filter(until_on=None)}
    StandIn.objects.get_or_create(
        partnership=one.partnership,
        side=sides[two.person.pk],
        ended_on=None,
        defaults={"person": nia, "named_by": nia, "named_on": clock.today()},
    )
    id = pointed(one, who[0], word)
    sent(one, "look_over", {"answer": "partner_was_involved"}, id)
    return id


def to_carry(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A message that waits to be carried."""
    id = pointed(one, who[0], word, "conduct")
    sent(one, "look_over", {"answer": "clear", "lead": "both"}, id)
    return id
