"""Fetching launch rows is the check: as one of the pair, as the sponsor, as the programme office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from colead.content import launch as launch_content
from colead.content import rights as rights_content
from colead.forming.launch.models import Acknowledgement, LaunchPause, LaunchTick, Shadow, StepMark, Talk, TalkKey
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Waiting
from colead.partnerships import charter
from colead.partnerships.charter_models import RightsRow, RightState, Waiver
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_kept, get_sponsored, in_turn
from colead.promises import sealed, trail, two_key
from colead.promises.models import Key, Release, Round
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.rules import agreements, launch
from colead.rules.abilities import Ability
from colead.rules.launch import Step, StepState
from colead.rules.rights import ComparedRow, compare

STRENGTHS: Final = "strengths"
RIGHTS: Final = "rights"
ROLES: Final = "roles"
BROKEN_GLASS: Final = "broken_glass"
COMPARED: Final = "compared_fill_in"
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


def states(viewer: Viewer, pair: Pair) -> dict[Step, StepState]:
    """Each step of the road: done by what stands written, or as the pair marked it."""
    said = {mark.step: mark for mark in marks(viewer, pair)}
    done = written_steps(viewer, pair)
    return {step: StepState.DONE if step in done else said_state(said.get(step)) for step in Step}


def said_state(mark: StepMark | None) -> StepState:
    if mark is None:
        return StepState.AHEAD
    has_come_back = mark.put_off_until is not None and mark.put_off_until <= clock.today()
    return StepState.BEGUN if mark.state == StepState.SET_ASIDE and has_come_back else StepState(mark.state)


def written_steps(viewer: Viewer, pair: Pair) -> set[Step]:
    """The steps that are done by what stands written, whoever wrote it."""
    held = set(talks(viewer, pair).exclude(talked_on=None).values_list("key", flat=True))
    days = shadows(viewer, pair).exclude(held_on=None).count()
    facts = {
        Step.CARDS: bool(revealed(viewer, pair, charter.CARDS)),
        Step.CONVERSATIONS: set(CONVERSATIONS) <= held,
        Step.DAY_IN_YOUR_WORLD: days >= len(pair.people),
        Step.RIGHTS: has_settled_rights(viewer, pair),
        Step.ROLES: in_force(viewer, pair, ROLES) is not None,
        Step.SPONSOR_MEETING: TalkKey.SPONSOR in held,
        Step.AGREEMENT: in_force(viewer, pair, charter.AGREEMENT) is not None,
        Step.FIRST_GOALS: TalkKey.HUNDRED_DAYS in held,
    }
    return {step for step, is_done in facts.items() if is_done}


def next_step(viewer: Viewer, pair: Pair) -> Step | None:
    settled = {StepState.DONE, StepState.SET_ASIDE}
    return launch.next_step([step for step, state in states(viewer, pair).items() if state in settled])


def talks(viewer: Viewer, pair: Pair) -> "QuerySet[Talk]":
    rows: QuerySet[Talk] = Talk.door.visible_to(viewer).filter(space=pair.space).select_related("space")
    return rows


def talk_of(viewer: Viewer, pair: Pair, key: str) -> Talk | None:
    return talks(viewer, pair).filter(key=key).first()


def shadows(viewer: Viewer, pair: Pair) -> "QuerySet[Shadow]":
    rows: QuerySet[Shadow] = Shadow.door.visible_to(viewer).filter(space=pair.space).select_related("space", "visitor")
    return rows


def is_paused(pair: Pair) -> bool:
    return LaunchPause.objects.filter(space=pair.space).exists()


# Decision rights


def proposals(viewer: Viewer, pair: Pair) -> "QuerySet[RightsRow]":
    rows: QuerySet[RightsRow] = RightsRow.door.visible_to(viewer).filter(space=pair.space, state=RightState.PROPOSED)
    return rows.select_related("space", "author")


def compared(viewer: Viewer, pair: Pair, round: Round) -> tuple[ComparedRow, ...]:
    """Both fill-ins side by side, in the order in which the names stand today."""
    documents = sealed.documents(round, viewer)
    columns = [documents.get(person.pk, {}) for person in in_turn(pair)]
    areas = tuple(area.key for area in rights_content.load().areas)
    return compare(areas, columns[0], columns[1] if len(columns) > 1 else {})


def differing_before(viewer: Viewer, pair: Pair) -> list[int]:
    """How many rows differed in each fill-in so far, the latest first; for the two of them."""
    entries = trail.of_space(pair.space, viewer).filter(verb=COMPARED)
    return [int(entry.facts.get("differing", 0)) for entry in entries]


def has_settled_rights(viewer: Viewer, pair: Pair) -> bool:
    """Rows are agreed, and so is every row that either marked in the latest fill-in."""
    marked = {area for document in latest_documents(viewer, pair, RIGHTS).values() for area in document}
    agreed = {right.area for right in charter.rights(viewer, pair)}
    return bool(agreed) and marked <= agreed


# What others may see


@dataclass(frozen=True)
class Ticked:
    """A milestone that the pair ticked, with the day they gave it."""

    name: str
    ticked_on: date


def milestones(viewer: Viewer, partnership: Partnership) -> list[Ticked]:
    """What a pair chose to tell: names of milestones and dates; for the programme office, the sponsor and the pair."""
    viewer.require(Ability.SEE_PARTNERSHIP, partnership)
    rows = LaunchTick.objects.filter(space=partnership.space).order_by("ticked_on", "milestone")
    return [Ticked(row.get_milestone_display(), row.ticked_on) for row in rows]


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


# What home asks


PAPER_TITLES: Final = {
    charter.CHARTER: _("Your North Star and guideposts"),
    ROLES: _("Your role descriptions"),
    charter.AGREEMENT: _("Your working agreement"),
    BROKEN_GLASS: _("What you keep of the broken glass"),
}
ROUND_TITLES: Final = {
    charter.CARDS: _("How to work with me"),
    STRENGTHS: _("Strengths, gaps, needs"),
    RIGHTS: _("Decision rights"),
}
PAPER_ROUTES: Final = {
    charter.CHARTER: "launch:charter",
    ROLES: "launch:roles",
    charter.AGREEMENT: "launch:agreement",
    BROKEN_GLASS: "launch:sponsor_meeting",
}


def address(pair: Pair, route: str, *more: str) -> str:
    return reverse(route, args=[pair.partnership.pk, *more])


class Look:
    """The open rounds and drafts of a pair's launch with their seals and keys, each kind of row by one look."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair = viewer, pair
        rows = list(rounds_of(viewer, pair, ROUND_TITLES).filter(state=RoundState.OPEN).order_by("pk"))
        known = sealed.standings(rows, viewer)
        self.standings = {row.kind: known[row.pk] for row in reversed(rows) if row.pk in known}
        self.turned = self.keys_turned()

    def keys_turned(self) -> dict[str, set[UUID]]:
        """Who has turned a key on the present text of the latest draft of each kind."""
        rows = Release.door.visible_to(self.viewer).filter(space=self.pair.space, kind__in=list(PAPER_TITLES))
        drafts = rows.filter(state=ReleaseState.DRAFT).order_by("created_at").values_list("kind", "pk", "text_hash")
        latest = {kind: (id, text) for kind, id, text in drafts}
        keys = Key.door.visible_to(self.viewer).filter(release__in=[id for id, _ in latest.values()])
        turned = list(keys.values_list("release_id", "turned_on", "person_id"))
        return {kind: {who for id, on, who in turned if (id, on) == latest[kind]} for kind in latest}


def waiting_for(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """What of the launch waits for this partner: the other is ready, a key, rows to agree, and the next step."""
    return first_page(viewer, pair)[0]


def between_us(viewer: Viewer, pair: Pair) -> list[Open]:
    """What of the launch is open between the two and waits for nobody in particular, or for the other."""
    return first_page(viewer, pair)[1]


def first_page(viewer: Viewer, pair: Pair) -> tuple[list[Waiting], list[Open]]:
    """What waits for this partner, and what is open between the two."""
    look = Look(viewer, pair)
    waiting = [*rounds_waiting(look), *papers_waiting(look), *rows_waiting(viewer, pair), *step_waiting(viewer, pair)]
    return waiting, [*sealed_by_me(look), *turned_by_me(look), *planned_talks(viewer, pair)]


def rounds_waiting(look: Look) -> list[Waiting]:
    found = []
    for kind, title in ROUND_TITLES.items():
        standing = look.standings.get(kind)
        if standing and standing.ready_ids and not standing.is_mine_sealed:
            note = gettext("%(name)s is ready when you are.") % {"name": look.pair.partner_name}
            found.append(Waiting(str(title), note, address(look.pair, "launch:write", kind), "launch"))
    return found


def papers_waiting(look: Look) -> list[Waiting]:
    found = []
    for kind, title in PAPER_TITLES.items():
        turned = look.turned.get(kind, set())
        if turned and look.viewer.person_id not in turned:
            route = "launch:sign_agreement" if kind == charter.AGREEMENT else PAPER_ROUTES[kind]
            found.append(Waiting(str(title), gettext("It waits for your key."), address(look.pair, route), "launch"))
    return found


def rows_waiting(viewer: Viewer, pair: Pair) -> list[Waiting]:
    if not proposals(viewer, pair).exclude(author_id=viewer.person_id).exists():
        return []
    note = gettext("%(name)s proposes who decides. Agree, or say how you see it.") % {"name": pair.partner_name}
    return [Waiting(gettext("Decision rights"), note, address(pair, "launch:rights"), "launch")]


def step_waiting(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """The next step, in the first hundred days, unless the pair paused it."""
    started = pair.partnership.started_on
    if started is None or not launch.is_on_the_road(started, clock.today()) or is_paused(pair):
        return []
    step = next_step(viewer, pair)
    if step is None:
        return []
    words = launch_content.load().step(step)
    later = Answer(gettext("Later"), address(pair, "launch:mark", step.value), {"verb": "set_aside"})
    return [Waiting(words.title, words.why, address(pair, "launch:road"), "launch", (later,))]


def sealed_by_me(look: Look) -> list[Open]:
    found = []
    for kind, title in ROUND_TITLES.items():
        standing = look.standings.get(kind)
        if standing and standing.is_mine_sealed:
            note = gettext("You have sealed. It opens when %(name)s has too.") % {"name": look.pair.partner_name}
            found.append(Open(str(title), note, address(look.pair, "launch:write", kind), "launch"))
    return found


def turned_by_me(look: Look) -> list[Open]:
    found = []
    for kind, title in PAPER_TITLES.items():
        if look.viewer.person_id in look.turned.get(kind, set()):
            note = gettext("Your key is turned. It waits for %(name)s.") % {"name": look.pair.partner_name}
            found.append(Open(str(title), note, address(look.pair, PAPER_ROUTES[kind]), "launch"))
    return found


def planned_talks(viewer: Viewer, pair: Pair) -> list[Open]:
    rows = talks(viewer, pair).filter(talked_on=None, planned_at__gte=clock.now()).order_by("planned_at")
    return [
        Open(talk.get_key_display(), plain_moment(talk.planned_at), page_of_talk(pair, talk), "launch")
        for talk in rows
        if talk.planned_at is not None
    ]


def page_of_talk(pair: Pair, talk: Talk) -> str:
    """The talk with the sponsor has a page of its own."""
    if talk.key == TalkKey.SPONSOR:
        return address(pair, "launch:sponsor_meeting")
    return address(pair, "launch:talk", talk.key)


def plain_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "D j M, H:i")
