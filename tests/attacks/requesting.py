"""Carries requests to a sponsor as far as they go: one answered, one that has waited long, one with a single key."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from colead.foundation import clock
from colead.partnerships.queries import get_pair, sponsorships_of
from colead.programme.supports.actions import answering
from colead.programme.supports.models import Request
from colead.programme.supports.queries import asked as queries
from colead.promises.models import Release
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen

LONG_AGO = timedelta(days=20)


def sent(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> None:
    """A form, sent and taken."""
    response = one.client.post(reverse(f"supports:{route}", args=[one.partnership.pk, *ids]), words)
    assert response.status_code == 303, (route, response.status_code)


def worded(one: Screen, kind: str, text: str) -> Release:
    sent(one, "write_request", {"kind": kind, "text": text})
    by = viewer_of(one.person)
    return queries.rows(by, get_pair(by, one.partnership.pk))[0]


def with_both_keys(one: Screen, two: Screen, kind: str, text: str) -> Release:
    release = worded(one, kind, text)
    sent(two, "turn_key", {"seen": release.text_hash}, release.pk)
    return release


def requested(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    sponsor = viewer_of(sponsorships_of(one.partnership)[0].person)
    answered = with_both_keys(one, two, "seat", word(who[0], "text"))
    said = {"value": "no", "by_on": None, "words": word("helen" if who[0] == "ana" else "ana", "words"), "n_seen": 0}
    answering.answer(release=queries.get_released(sponsor, answered.pk), by=sponsor, **said)
    waits = with_both_keys(two, one, "time", word(who[1], "text"))
    Request.objects.filter(release=waits).update(asked_on=clock.today() - LONG_AGO)
    return worded(one, "data", word(who[0], "text")).pk
