"""Carries a page, a plan and a visit to where others read of them, and works on."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from colead.foundation import clock
from colead.partnerships.queries import Pair, get_pair
from colead.practice.visibility import queries
from colead.practice.visibility.models import Appearance
from colead.promises import space, two_key
from colead.rules.audiences import Audience
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen


def sent(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> None:
    """A form, sent and taken."""
    response = one.client.post(reverse(f"visibility:{route}", args=[one.partnership.pk, *ids]), words)
    assert response.status_code == 303, (route, response.status_code)


def seat_of(one: Screen) -> tuple[Any, Pair]:
    by = viewer_of(one.person)
    return by, get_pair(by, one.partnership.pk)


def newest(one: Screen) -> Appearance:
    found = queries.rows(*seat_of(one)).order_by("-created_at", "-id").first()
    assert found is not None
    return found


def paged(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A page that is out, whatever stage their agreement has reached, and other words for it that one has agreed to."""
    viewers = [viewer_of(screen.person) for screen in (one, two)]
    by, pair = seat_of(one)
    standing = queries.draft_of(by, pair)
    if standing is not None:
        two_key.drop(release=standing, by=by)
    for actor, keys in ((who[0], viewers), (who[1], viewers[1:])):
        words = {name: word(actor, name) for name in ("welcome", "north_star", "find_us")}
        text = {**words, **queries.facts_now(pair), "rights": [], "signed_by": [one.person.name, two.person.name]}
        out = queries.out_of(by, pair)
        release = two_key.propose(
            space=pair.space, kind=queries.PAGE, audience=Audience.EVERYONE, text=text, by=by, supersedes=out
        )
        for viewer in keys:
            two_key.turn(release=release, seen=release.text_hash, by=viewer)
    return None


def place(word: Any, actor: str, goes: str, level: str) -> dict[str, Any]:
    return {"forum": word(actor, "forum"), "goes": goes, "level": level, "speaks": word(actor, "speaks")}


def appeared(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """One that everyone knows of, one that waits for a key, one that is between the two, one that is past."""
    today = clock.today()
    for days in (9, 8, 7):
        on_day = (today + timedelta(days=days)).isoformat()
        sent(one, "list_appearances", {**place(word, who[0], "both", "unit"), "on_day": on_day})
        if days < 9:
            sent(one, "show_appearance", {"seen": space.stamp_of(newest(one))}, newest(one).pk)
    release = newest(two).release
    sent(two, "show_appearance", {"turn": "yes", "seen": release.text_hash if release else ""}, newest(two).pk)
    shown = newest(two).pk
    sent(two, "note_appearance", {**place(word, who[1], "nurse", "board"), "on_day": today.isoformat()})
    return shown


def asked_in(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """The pair asks another whose page is out."""
    by, _pair = seat_of(one)
    others = [row for row in two_key.released_to(by, queries.PAGE) if row.space_id != one.partnership.space_id]
    assert others, "no other page is out"
    host = others[0].space.partnership
    sent(one, "ask_visit", {"on_day": (clock.today() + timedelta(days=5)).isoformat()}, host.pk)
    return None
