"""Carries a goal and a win to where everyone reads them, and works on."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from colead.partnerships import charter_actions
from colead.partnerships.queries import get_pair, sponsorships_of
from colead.practice.goals import queries
from colead.practice.goals.models import Goal
from colead.practice.wins import note_queries
from colead.practice.wins.models import Note
from colead.promises import space
from colead.rules.audiences import Audience
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen

MEANT = (
    *("title", "north_star_line", "patient_line", "staff_line", "why_us_together"),
    *("measure_1", "baseline_1", "target_1"),
)


def sent(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> None:
    """A form, sent and taken."""
    response = one.client.post(reverse(route, args=[one.partnership.pk, *ids]), words)
    assert response.status_code == 303, (route, response.status_code)


def newest(one: Screen) -> Goal:
    by = viewer_of(one.person)
    return queries.rows(by, get_pair(by, one.partnership.pk)).order_by("-created_at")[0]


def both_accept(one: Screen, two: Screen, id: UUID) -> None:
    draft = newest(one).draft
    for screen in (one, two):
        sent(screen, "goals:accept_goal", {"seen": draft.text_hash if draft else ""}, id)


def aimed(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    sponsor = sponsorships_of(one.partnership)[0].person
    charter_actions.waive(partnership=one.partnership, by=viewer_of(sponsor))
    words = {name: word(who[0], name) for name in MEANT}
    sent(one, "goals:draft_goal", {**words, "audience": Audience.EVERYONE.value})
    id = newest(one).pk
    both_accept(one, two, id)
    sent(two, "goals:plan_influence", {"whom": word(who[1], "whom"), "lead": "both"}, id)
    sent(
        two, "goals:check_in", {"value": "stuck", "line": word(who[1], "line"), "my_part": word(who[1], "my_part")}, id
    )
    return id


def noted(one: Screen) -> Note:
    by = viewer_of(one.person)
    return note_queries.rows(by, get_pair(by, one.partnership.pk)).order_by("-created_at")[0]


def glad(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A win under both keys."""
    words = {name: word(who[0], name) for name in ("text", "helped", "only_as_two", "north_star")}
    sent(one, "wins:write_note", words, "win")
    id = noted(one).pk
    sent(two, "wins:propose_note", {"shelf": "organisation", "is_ours": "on", "seen": space.stamp_of(noted(two))}, id)
    for screen in (one, two):
        release = noted(screen).release
        sent(screen, "wins:turn_note_key", {"seen": release.text_hash if release else ""}, id)
    return id
