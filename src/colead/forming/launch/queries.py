"""Fetching launch rows is the check: as one of the pair, as the sponsor, as the programme office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from colead.forming.launch.models import (
    Acknowledgement,
    HelpWish,
    LaunchPause,
    LaunchTick,
    Shadow,
    SignedBefore,
    StepMark,
    Talk,
    TalkKey,
)
from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.partnerships import areas, charter
from colead.partnerships.areas import Areas
from colead.partnerships.charter_models import RightsRow, RightState, Waiver
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_kept, get_sponsored, in_turn, readers_of
from colead.promises import sealed, trail, two_key
from colead.promises.models import Release, Round
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.rules import agreements
from colead.rules.abilities import Ability
from colead.rules.launch import Step, StepState
from colead.rules.rights import ComparedRow, compare

STRENGTHS: Final = "strengths"
RIGHTS: Final = "rights"
ROLES: Final = "roles"
BROKEN_GLASS: Final = "broken_glass"
COMPARED: Final = "compared_fill_in"
HELD_TALK: Final = "held_talk"
TOLD_OF_DAY: Final = "told_of_day"
CONVERSATIONS: Final = (TalkKey.WHO_WE_ARE, TalkKey.WHAT_WE_BELIEVE, TalkKey.STRENGTHS_NEEDS)


# Sealed rounds


def rounds(viewer: Viewer, pair: Pair, kind: str) -> "QuerySet[Round]":
    return rounds_of(viewer, pair, [kind]).select_related("space")


def rounds_of(viewer: Viewer, pair: Pair, kinds: Iterable[str]) -> "QuerySet[Round]":
    rows: QuerySet[Round] = Round.door.visible_to(viewer).filter(space=pair.space, kind__in=list(kinds))
    return rows


def open_round(viewer: Viewer, pair: Pair, kind: str) -> Round | None:
    return rounds(viewer, pair, kind).filter(state=RoundState.OPEN).first()


def revealed(viewer: Viewer, pair: Pair, kind: str) -> list[Round]:
    """The rounds of this kind that opened to both, the latest first."""
    return list(rounds(viewer, pair, kind).filter(state=RoundState.REVEALED).order_by("-revealed_at"))


def latest_documents(viewer: Viewer, pair: Pair, kind: str) -> dict[Any, dict[str, Any]]:
    """What each wrote in the latest round that opened, by person id; empty when none did."""
    found = revealed(viewer, pair, kind)[:1]
    return sealed.documents(found[0], viewer) if found else {}


# Texts with two keys


def draft_of(viewer: Viewer, pair: Pair, kind: str) -> Release | None:
    rows = Release.door.visible_to(viewer).filter(space=pair.space, kind=kind, state=ReleaseState.DRAFT)
    release: Release | None = rows.select_related("space").order_by("-created_at").first()
    return release


def in_force(viewer: Viewer, pair: Pair, kind: str) -> Release | None:
    return charter.in_force(viewer, pair, kind)


def signed_before(viewer: Viewer, pair: Pair, draft_ids: Iterable[UUID]) -> dict[UUID, SignedBefore]:
    """What the viewer had signed of these drafts before the other changed them, the latest of each; by draft."""
    rows = SignedBefore.door.visible_to(viewer).filter(space=pair.space, signer=viewer.person_id)
    rows = rows.filter(draft__in=list(draft_ids), retain_until__gt=clock.today())
    return {row.draft_id: row for row in rows.select_related("space").order_by("created_at")}


def state_of_agreement(viewer: Viewer, pair: Pair) -> agreements.State | None:
    """Where the standing agreement is in its life; None while there is none."""
    release = in_force(viewer, pair, charter.AGREEMENT)
    if release is None:
        return None
    return agreements.State.REVIEW_DUE if review_on(release) <= clock.today() else agreements.State.IN_FORCE


def review_on(release: Release) -> date:
    signed = release.released_at or clock.now()
    return agreements.review_due_on(signed.date())


# The road


def mark_of(viewer: Viewer, pair: Pair, step: str) -> StepMark | None:
    mark: StepMark | None = marks(viewer, pair).filter(step=step).first()
    return mark


def marks(viewer: Viewer, pair: Pair) -> "QuerySet[StepMark]":
    rows: QuerySet[StepMark] = StepMark.door.visible_to(viewer).filter(space=pair.space)
    return rows


def said_state(mark: StepMark | None) -> StepState:
    if mark is None:
        return StepState.AHEAD
    has_come_back = mark.put_off_until is not None and mark.put_off_until <= clock.today()
    return StepState.BEGUN if mark.state == StepState.SET_ASIDE and has_come_back else StepState(mark.state)


def talks(viewer: Viewer, pair: Pair) -> "QuerySet[Talk]":
    rows: QuerySet[Talk] = Talk.door.visible_to(viewer).filter(space=pair.space).select_related("space")
    return rows


def talk_of(viewer: Viewer, pair: Pair, key: str) -> Talk | None:
    return talks(viewer, pair).filter(key=key).first()


def shadows(viewer: Viewer, pair: Pair) -> "QuerySet[Shadow]":
    rows: QuerySet[Shadow] = Shadow.door.visible_to(viewer).filter(space=pair.space).select_related("space", "visitor")
    return rows


@dataclass(frozen=True)
class Held:
    """The day of each talk that was held, by its key, and of each half day, by who visited."""

    talks: dict[str, date]
    days: dict[UUID, date]


def held(viewer: Viewer, pair: Pair) -> Held:
    """From the trail, which holds no word: what was noted of a talk or a day goes sooner than that it was held."""
    found = Held({}, {})
    entries = trail.of_space(pair.space, viewer).filter(verb__in=[HELD_TALK, TOLD_OF_DAY])
    for verb, actor_id, facts, at in entries.order_by("height").values_list("verb", "actor_id", "facts", "at"):
        on = timezone.localdate(at)
        if verb == HELD_TALK:
            found.talks.setdefault(facts["key"], on)
        elif actor_id is not None:
            found.days.setdefault(actor_id, on)
    return found


def is_paused(pair: Pair) -> bool:
    return LaunchPause.objects.filter(space=pair.space).exists()


# Decision rights


def proposals(viewer: Viewer, pair: Pair) -> "QuerySet[RightsRow]":
    rows: QuerySet[RightsRow] = RightsRow.door.visible_to(viewer).filter(space=pair.space, state=RightState.PROPOSED)
    return rows.select_related("space", "author")


def standing_rows(viewer: Viewer, pair: Pair) -> dict[str, list[RightsRow]]:
    """What stands of each area: the row that both agreed, then the one that is proposed in its place."""
    rows = RightsRow.door.visible_to(viewer).filter(space=pair.space)
    rows = rows.filter(state__in=[RightState.AGREED, RightState.PROPOSED]).select_related("space", "author")
    found: dict[str, list[RightsRow]] = {}
    for row in rows.order_by("state"):
        found.setdefault(row.area, []).append(row)
    return found


def seen_of_row(standing: Iterable[RightsRow]) -> str:
    """Names what stands of an area, so that a later look can tell whether it is still the same."""
    return " ".join(f"{row.pk}:{row.state}" for row in standing)


def areas_of(round: Round | None) -> Areas:
    """The areas as both read them in this fill-in: as they were worded when it began; before it, as they are now."""
    return areas.at(round.created_at if round is not None else None)


def areas_to_mark(viewer: Viewer, pair: Pair) -> Areas:
    return areas_of(open_round(viewer, pair, RIGHTS))


def areas_to_talk(viewer: Viewer, pair: Pair) -> Areas:
    """The words in which the two settle a row: those they marked last."""
    opened = revealed(viewer, pair, RIGHTS)[:1]
    return areas_of(opened[0] if opened else None)


def compared(viewer: Viewer, pair: Pair, round: Round, known: Areas) -> tuple[ComparedRow, ...]:
    """Both fill-ins side by side, in the order in which the names stand today."""
    documents = sealed.documents(round, viewer)
    columns = [documents.get(person.pk, {}) for person in in_turn(pair)]
    keys = tuple(area.key for area in known.all)
    return compare(keys, columns[0], columns[1] if len(columns) > 1 else {})


def differing_before(viewer: Viewer, pair: Pair) -> list[int]:
    """How many rows differed in each fill-in so far, the latest first; for the two of them."""
    entries = trail.of_space(pair.space, viewer).filter(verb=COMPARED)
    return [int(entry.facts.get("differing", 0)) for entry in entries]


# What others may see


@dataclass(frozen=True)
class Ticked:
    """A milestone that the pair ticked, with the day they gave it."""

    name: str
    ticked_on: date


def milestones(viewer: Viewer, partnership: Partnership) -> list[Ticked]:
    """What a pair chose to tell: names of milestones and dates; for the programme office, the sponsor and the pair."""
    viewer.require(Ability.SEE_PARTNERSHIP, partnership)
    if not is_told(viewer, partnership):
        return []
    rows = LaunchTick.objects.filter(space=partnership.space).order_by("ticked_on", "milestone")
    return [Ticked(row.get_milestone_display(), row.ticked_on) for row in rows]


def is_told(viewer: Viewer, partnership: Partnership) -> bool:
    """A sponsor hears of it once one of the two has said yes to this person."""
    if viewer.has(Ability.KEEP_PROGRAMME) or viewer.may(Ability.LEAD, partnership):
        return True
    return viewer.person_id in {row.person_id for row in readers_of(partnership)}


def wishes(viewer: Viewer, partnership: Partnership) -> dict[str, date]:
    """The help that both of a pair wish for, with the day; for the pair and for whoever keeps the programme."""
    ability = Ability.KEEP_PROGRAMME if viewer.has(Ability.KEEP_PROGRAMME) else Ability.LEAD
    viewer.require(ability, partnership)
    rows = HelpWish.objects.filter(space=partnership.space).values_list("kind", "wished_on")
    return {kind: wished_on for kind, wished_on in rows if wished_on is not None}


def released_to(viewer: Viewer, partnership: Partnership, kind: str) -> Release | None:
    """The text of this kind that stands released to this viewer, without its private parts."""
    if partnership.space is None:
        return None
    rows = two_key.released_to(viewer, kind).filter(space=partnership.space, state=ReleaseState.RELEASED)
    return rows.order_by("-released_at").first()


def sponsored(viewer: Viewer, id: Any) -> Partnership:
    return get_sponsored(viewer, id)


def kept(viewer: Viewer, id: Any) -> Partnership:
    return get_kept(viewer, id)


def has_acknowledged(viewer: Viewer, release: Release) -> bool:
    return Acknowledgement.objects.filter(release_id=release.pk, person_id=viewer.person_id).exists()


def acknowledgements(release: Release) -> list[Acknowledgement]:
    return list(Acknowledgement.objects.filter(release_id=release.pk).select_related("person").order_by("created_at"))


def waiver_of(partnership: Partnership) -> Waiver | None:
    return Waiver.objects.filter(space=partnership.space).select_related("waived_by").first()


# Addresses and moments

STEP_ROUTES: Final = {
    Step.CARDS: "launch:cards",
    Step.CONVERSATIONS: "launch:talks",
    Step.DAY_IN_YOUR_WORLD: "launch:days",
    Step.RIGHTS: "launch:rights",
    Step.ROLES: "launch:roles",
    Step.SPONSOR_MEETING: "launch:sponsor_meeting",
    Step.AGREEMENT: "launch:agreement",
    Step.FIRST_GOALS: "launch:talk",
}


def address(pair: Pair, route: str, *more: str) -> str:
    return addresses.address(route, pair.partnership.pk, *more)


def page_of_step(pair: Pair, step: Step) -> str:
    more = [TalkKey.HUNDRED_DAYS.value] if step is Step.FIRST_GOALS else []
    return address(pair, STEP_ROUTES[step], *more)


def page_to_read(pair: Pair, kind: str) -> str:
    """Where the two read what each of them sealed, once open."""
    if kind == STRENGTHS:
        return address(pair, "launch:talk", TalkKey.STRENGTHS_NEEDS.value)
    return address(pair, "launch:cards" if kind == charter.CARDS else "launch:rights")


def page_of_talk(pair: Pair, key: str) -> str:
    """The talk with the sponsor has a page of its own."""
    return address(pair, "launch:sponsor_meeting") if key == TalkKey.SPONSOR else address(pair, "launch:talk", key)


def plain_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "D j M, H:i")
