"""Carries partner time, a round and a seat map to where others read of them, and works on."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from colead.foundation import clock
from colead.partnerships.queries import Pair, get_pair
from colead.practice.meetings.models import Walk
from colead.practice.meetings.queries import partner_time, seats, walks
from colead.promises import space
from colead.rules.meetings import PointState
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen


def sent(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> None:
    """A form, sent and taken."""
    response = one.client.post(reverse(f"meetings:{route}", args=[one.partnership.pk, *ids]), words)
    assert response.status_code == 303, (route, response.status_code)


def seat_of(one: Screen) -> tuple[Any, Pair]:
    by = viewer_of(one.person)
    return by, get_pair(by, one.partnership.pk)


def met(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A time that was held with two numbers, an action taken along; the next one lies ahead, tapped by one."""
    place = word(who[0], "place")
    sent(one, "choose_rhythm", {"rhythm": "weekly", "weekday": "1", "minutes": "30", "place": place})
    sent(two, "raise_point", {"line": word(who[1], "line")})
    by, pair = seat_of(one)
    for screen, value in ((one, "4"), (two, "2")):
        sent(screen, "say_us", {"value": value}, ahead(one))
    [(point, _text), *_rest] = partner_time.points(by, pair, PointState.RAISED)
    sent(one, "close", {"take": [str(point.pk)], "line_1": word(who[0], "line_1")}, ahead(one))
    sent(one, "say_us", {"value": "3"}, ahead(one))
    sent(one, "raise_point", {"line": word(who[0], "line")})
    return ahead(one)


def ahead(one: Screen) -> Any:
    meeting = partner_time.ahead(*seat_of(one))
    assert meeting is not None
    return meeting.pk


def newest(one: Screen) -> Walk:
    return walks.rows(*seat_of(one)).order_by("-created_at")[0]


def walked(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A round that everyone knew of, its note, a promise that is open, and the answer under both keys."""
    on_day = (clock.today() + timedelta(days=1)).isoformat()
    sent(one, "list_walks", {"place": word(who[0], "place"), "on_day": on_day})
    id = newest(one).pk
    coming = {"place": word(who[0], "place"), "on_day": on_day, "question": word(who[0], "question")}
    tell(one, two, id, "coming", coming)
    note = {name: word(who[1], name) for name in ("asked", "heard", "promised")}
    sent(two, "write_note", {**note, "promised_by": "both", "seen": space.stamp_of(newest(two))}, id)
    sent(two, "tell", {"told": word(who[1], "told"), "not_yet": "yes"}, id)
    tell(one, two, id, "answer", {name: word(who[0], name) for name in ("place", "told_us", "we_did")})
    return id


def tell(one: Screen, two: Screen, id: Any, part: str, words: dict[str, Any]) -> None:
    sent(one, "propose", words, id, part)
    release = walks.release_of(newest(two), part)
    assert release is not None
    sent(two, "turn_key", {"seen": release.text_hash}, id, part)


def mapped(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A table with a wish, in the hands of the sponsor; then another table that is not yet."""
    sent(one, "list_seats", table(word, who[0], "physician"))
    by, pair = seat_of(one)
    id = seats.rows(by, pair).order_by("-created_at")[0].pk
    sent(one, "wish", {"on": "yes"}, id)
    sent(one, "show_map", {})
    draft = seats.draft(by, pair)
    assert draft is not None
    sent(two, "turn_map_key", {"seen": draft.text_hash})
    sent(two, "list_seats", table(word, who[1], "both"))
    other = seats.rows(by, pair).order_by("-created_at")[0].pk
    sent(two, "co_lead", {"on": "yes"}, other)
    lines = {name: word(who[1], name) for name in ("went_well", "learnt", "next_time")}
    sent(two, "took_chair", {"chaired_by": "nurse", "on_day": clock.today().isoformat(), **lines}, other)
    return id


def table(word: Any, actor: str, mode: str) -> dict[str, Any]:
    return {"name": word(actor, "name"), "chair": word(actor, "chair"), "mode": mode, "level": "hospital"}
