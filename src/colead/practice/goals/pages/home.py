"""What this room puts on first pages: what waits, what the two are doing, what a sponsor reads, what everyone reads."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import addresses
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.goals import queries, wording
from colead.practice.goals.models import Goal
from colead.practice.goals.pages.words import GoalWords
from colead.promises.models import Release
from colead.promises.open_ends import OpenEnds
from colead.rules.audiences import Audience
from colead.rules.goals import State
from colead.ui.templatetags.colead import plain_date

KIND: Final = "goal"


def first_page(viewer: Viewer, pair: Pair, ends: OpenEnds | None = None) -> tuple[list[Waiting], list[Open]]:
    """What of the goals waits for the viewer, and the live ones in a line each."""
    goals = queries.open_in(viewer, space=pair.space.pk)
    if not goals:
        return [], []
    words = {goal.pk: GoalWords(queries.title_words(goal, viewer)) for goal in goals}
    known = ends or OpenEnds(viewer, pair.space)
    waiting = [*keys_that_wait(viewer, pair, goals, words, known), *check_ins_due(pair, goals, words)]
    if queries.is_look_due(viewer, pair, goals):
        said = _("Look at them with your sponsor")
        waiting.append(Waiting(_("Your goals, once a year"), said, address(pair), KIND, place=Place.STEP))
    live = [goal for goal in goals if goal.state == State.LIVE]
    return waiting, [line(goal, words[goal.pk], pair) for goal in live]


def keys_that_wait(
    viewer: Viewer, pair: Pair, goals: list[Goal], words: dict[UUID, GoalWords], ends: OpenEnds
) -> Iterator[Waiting]:
    """The partner has accepted something of which the viewer's key is the other."""
    drafted = [goal for goal in goals if goal.draft_id is not None]
    for goal in drafted:
        people = {person_id for draft_id, person_id, _at in ends.turned if draft_id == goal.draft_id}
        if people and viewer.person_id not in people:
            note = _("A goal waits for your key") if goal.live_on is None else _("New words for a goal wait for you")
            yield waits(words[goal.pk], note, pair, goal, place=Place.KEY)


def check_ins_due(pair: Pair, goals: list[Goal], words: dict[UUID, GoalWords]) -> Iterator[Waiting]:
    """A month has passed: one tap, right here."""
    asked = _("How does it go?")
    for goal in goals:
        if queries.is_check_in_due(goal):
            taps = partial(check_in_taps, pair, goal)
            yield waits(words[goal.pk], asked, pair, goal, taps=taps, place=Place.STEP)


def waits(words: GoalWords, note: str, pair: Pair, goal: Goal, **more: Any) -> Waiting:
    return Waiting(words.title, note, address(pair, goal), KIND, is_in_their_words=True, **more)


def check_in_taps(pair: Pair, goal: Goal) -> Iterator[Answer]:
    url = addresses.address("goals:check_in", pair.partnership.pk, goal.pk)
    for value, said in wording.CHECK_INS.items():
        yield Answer(str(said), url, {"value": value, "back": "home"})


def line(goal: Goal, words: GoalWords, pair: Pair) -> Open:
    return Open(words.title, words.due_note, address(pair, goal), KIND, is_in_their_words=True)


def address(pair: Pair, goal: Goal | None = None) -> str:
    if goal is None:
        return addresses.address("goals:list_goals", pair.partnership.pk)
    return addresses.address("goals:show_goal", pair.partnership.pk, goal.pk)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The goals in whose words the phrase occurs."""
    wanted = phrase.strip().casefold()
    if not wanted:
        return []
    return [
        Open(title, _("A goal"), address(pair, goal), KIND, is_in_their_words=True)
        for goal, title, words in queries.all_words(viewer, pair)
        if any(wanted in part.casefold() for part in words)
    ]


def for_sponsor(viewer: Viewer) -> dict[UUID, list[Open]]:
    """The live goals that are out for this viewer, by the space of the pair."""
    found: dict[UUID, list[Open]] = {}
    for release in queries.released(viewer):
        if not queries.is_closed(release):
            found.setdefault(release.space_id, []).append(released_line(release))
    return found


def released_line(release: Release) -> Open:
    """`note` carries the one thing that a sponsor can mend: that it counts in the pay of one of them only."""
    words = GoalWords(release.published or {}, is_outside=True)
    paid = _("it counts in the pay of one of them only") if words.is_one_paid else ""
    note = ", ".join(part for part in (words.outcome, words.due_note, paid) if part)
    url, since = reverse("goals:show_released", args=[release.pk]), release.released_at
    return Open(words.title, note, url, KIND, since, is_in_their_words=True)


def published(viewer: Viewer) -> list[Open]:
    """Live goals that two leaders told everyone."""
    rows = queries.released(viewer).filter(audience=Audience.EVERYONE)
    return [told(release) for release in rows.order_by("-released_at") if not queries.is_closed(release)]


def told(release: Release) -> Open:
    words = GoalWords(release.published or {}, is_outside=True)
    names = _(" and ").join(words.signed_by)
    said = {"day": plain_date(release.released_at), "names": names, "unit": words.unit}
    note = _("A goal, %(day)s, %(names)s, %(unit)s") % said
    url, since = reverse("goals:show_released", args=[release.pk]), release.released_at
    return Open(words.title, note, url, KIND, since, is_in_their_words=True)
