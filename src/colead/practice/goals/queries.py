"""Fetching a goal is the check: as one of its two partners, in this pair's space; what is out, as its audience."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, sponsored_by
from colead.practice.goals.models import CheckIn, Goal, Influence, YearlyLook
from colead.promises import space, two_key
from colead.promises.models import Key, Release
from colead.promises.models.releases import ReleaseState
from colead.rules import goals as rules
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.rules.goals import State

Document = dict[str, Any]
GOAL: Final = "goal"


def rows(viewer: Viewer, pair: Pair) -> QuerySet[Goal]:
    """Every goal of this pair that was not let go as a draft."""
    found: QuerySet[Goal] = Goal.door.visible_to(viewer).filter(space=pair.space).exclude(state=State.DROPPED)
    return found.select_related("space", "release__space", "draft__space")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Goal:
    goal = rows(viewer, pair).filter(pk=id).first()
    if goal is None:
        raise Hidden
    return goal


def list_for(viewer: Viewer, pair: Pair) -> list[Goal]:
    """In the order in which they began; no order of worth."""
    return list(rows(viewer, pair).order_by("created_at", "id"))


@Prepared
def open_in(viewer: Viewer, space: UUID) -> QuerySet[Goal]:
    """Drafts and live goals with their texts still sealed; asked on every visit to the first page."""
    found = Goal.door.visible_to(viewer).filter(space=space, state__in=sorted(rules.OPEN))
    return found.select_related("space", "release", "draft").order_by("created_at", "id")


def title_words(goal: Goal, viewer: Viewer) -> Document:
    """The standing words of a goal that was fetched as its partner's: its version lies in the same space."""
    standing = version(goal)
    return two_key.opened(standing, viewer)["text"] if standing is not None else {}


def n_live(viewer: Viewer, pair: Pair) -> int:
    return rows(viewer, pair).filter(state=State.LIVE).count()


def version(goal: Goal) -> Release | None:
    """What stands: the version both accepted, or the draft of a goal that is not live yet."""
    standing: Release | None = goal.release or goal.draft
    return standing


def standing_out(goal: Goal) -> Release | None:
    """The version that others read now."""
    out = goal.release
    is_out = out is not None and out.state == ReleaseState.RELEASED and out.audience != Audience.PAIR
    return out if is_out else None


def texts(goals: Iterable[Goal], viewer: Viewer) -> dict[UUID, Document]:
    """The standing words of each goal, by its id."""
    standing = {goal.pk: release for goal in goals if (release := version(goal)) is not None}
    opened = two_key.texts_of(list(standing.values()), viewer)
    return {id: opened.get(release.pk, {}) for id, release in standing.items()}


def draft_texts(goals: Iterable[Goal], viewer: Viewer) -> dict[UUID, Document]:
    """The words of new versions that wait for keys while their goals are live."""
    drafts = [goal.draft for goal in goals if goal.release is not None and goal.draft is not None]
    return two_key.texts_of(drafts, viewer)


def keys_turned(drafts: Iterable[Release], viewer: Viewer) -> dict[UUID, dict[UUID, datetime]]:
    """Of each draft, who has turned a key on its present text and when; for the two alone."""
    texts = {draft.pk: draft.text_hash for draft in drafts}
    turned: dict[UUID, dict[UUID, datetime]] = {id: {} for id in texts}
    if not texts:
        return turned
    for key in Key.door.visible_to(viewer).filter(release__in=texts).exclude(turned_on=""):
        if key.turned_on == texts[key.release_id]:
            turned[key.release_id][key.person_id] = key.turned_at
    return turned


def kept(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """What has not reached its last day."""
    return rows.exclude(retain_until__lt=clock.today())


def check_ins(viewer: Viewer, goal: Goal) -> list[tuple[CheckIn, Document]]:
    found = kept(CheckIn.door.visible_to(viewer).filter(goal=goal)).select_related("space", "author")
    return [(row, space.read(row, viewer)) for row in found.order_by("-created_at", "id")]


def get_own_check_in(viewer: Viewer, goal: Goal, id: UUID) -> CheckIn:
    """What this person said today; the next day it is said."""
    found = kept(CheckIn.door.visible_to(viewer).filter(goal=goal, pk=id, author_id=viewer.person_id)).first()
    if found is None or not is_of_today(found):
        raise Hidden
    said: CheckIn = found
    return said


def is_of_today(said: CheckIn) -> bool:
    return timezone.localtime(said.created_at).date() == clock.today()


def last_said_on(viewer: Viewer, goal: Goal) -> date | None:
    last = kept(CheckIn.door.visible_to(viewer).filter(goal=goal)).order_by("-created_at").first()
    return timezone.localtime(last.created_at).date() if last is not None else None


def last_said_of_any(viewer: Viewer, pair: Pair) -> date:
    """The day from which the pair's months are counted: the last one on which anything was said of a live goal."""
    live = rows(viewer, pair).filter(state=State.LIVE)
    return max((day for goal in live if (day := goal.checked_on or goal.live_on)), default=clock.today())


def influences(viewer: Viewer, goal: Goal) -> list[tuple[Influence, Document]]:
    found = kept(Influence.door.visible_to(viewer).filter(goal=goal)).select_related("space")
    return [(row, space.read(row, viewer)) for row in found.order_by("created_at", "id")]


def get_influence(viewer: Viewer, goal: Goal, id: UUID) -> Influence:
    found: Influence | None = kept(Influence.door.visible_to(viewer).filter(goal=goal, pk=id)).first()
    if found is None:
        raise Hidden
    return found


def looks_in(viewer: Viewer, pair: Pair) -> QuerySet[YearlyLook]:
    """The latest first."""
    rows = kept(YearlyLook.door.visible_to(viewer).filter(space=pair.space)).select_related("space")
    return rows.order_by("-looked_on", "-created_at", "id")


def looks(viewer: Viewer, pair: Pair) -> list[tuple[YearlyLook, Document]]:
    return [(row, space.read(row, viewer)) for row in looks_in(viewer, pair)]


def is_look_due(viewer: Viewer, pair: Pair, goals: Iterable[Goal]) -> bool:
    """Asked of the database only when a goal has been live for a year."""
    began = [goal.live_on for goal in goals if goal.state == State.LIVE and goal.live_on is not None]
    if not began or not rules.yearly_look_is_due(min(began), None, clock.today()):
        return False
    look = looks_in(viewer, pair).first()
    return rules.yearly_look_is_due(min(began), look.looked_on if look else None, clock.today())


def is_check_in_due(goal: Goal) -> bool:
    last: date | None = goal.checked_on or goal.live_on
    return goal.state == State.LIVE and last is not None and rules.check_in_is_due(last, clock.today())


def all_words(viewer: Viewer, pair: Pair) -> Iterator[tuple[Goal, str, list[str]]]:
    """Each goal, its title, and everything of it that may be found: who does what no longer once it is closed."""
    goals = list_for(viewer, pair)
    standing, drafts = texts(goals, viewer), draft_texts(goals, viewer)
    said: dict[UUID, list[Document]] = {goal.pk: [] for goal in goals}
    for model in (CheckIn, Influence):
        for item in kept(model.door.visible_to(viewer).filter(space=pair.space, goal__in=goals)):
            said[item.goal_id].append(space.read(item, viewer))
    for goal in goals:
        own = [] if rules.is_over(goal.state) else [space.read(goal, viewer)]
        pending = [drafts[goal.draft_id]] if goal.draft_id in drafts else []
        documents = [standing.get(goal.pk, {}), *pending, *own, *said[goal.pk]]
        yield goal, str(standing.get(goal.pk, {}).get("title", "")), [w for one in documents for w in words_in(one)]


def words_in(value: Any) -> Iterator[str]:
    """Every string in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from words_in(part)


def released(viewer: Viewer) -> "QuerySet[Release]":
    """Goals that are out for this viewer, as they stand; a pair that has ended tells no more."""
    found = two_key.released_to(viewer, GOAL).filter(state=ReleaseState.RELEASED, space__closed_at=None)
    return found.order_by("released_at", "id")


def released_by(viewer: Viewer, partnership: Partnership) -> "list[Release]":
    return list(released(viewer).filter(space=partnership.space)) if partnership.space_id is not None else []


def get_released(viewer: Viewer, id: UUID) -> Release:
    found = released(viewer).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def words_for(viewer: Viewer, release: Release) -> Document:
    """What is out. Whether only one is paid for it is for who can mend it, also when everyone reads the goal."""
    sponsored = sponsored_by(viewer).filter(space=release.space_id)
    may_mend = viewer.has(Ability.KEEP_PROGRAMME) or sponsored.exists()
    hidden = () if may_mend else ("incentives",)
    return {name: words for name, words in (release.published or {}).items() if name not in hidden}


def is_closed(release: Release) -> bool:
    return bool((release.published or {}).get("outcome"))
