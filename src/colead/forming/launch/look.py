"""How far a pair has come on its road, and what of it is open: each kind of row by one look, however often asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value

from colead.forming.launch import queries
from colead.forming.launch.models import Help, HelpWish, SignedBefore, StepMark, Talk, TalkKey
from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.charter_models import RightsRow, RightState
from colead.partnerships.queries import Pair
from colead.promises import sealed
from colead.promises.models import Release, Round
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.promises.open_ends import OpenEnds
from colead.promises.sealed import Standing
from colead.rules import launch
from colead.rules.launch import Step, StepState

ROUNDS: Final = (charter.CARDS, queries.STRENGTHS, queries.RIGHTS)
PAPERS: Final = (charter.CHARTER, queries.ROLES, charter.AGREEMENT, queries.BROKEN_GLASS)
ASKED: Final = "asked"
LATELY: Final = timedelta(days=7)
SETTLED: Final = frozenset({StepState.DONE, StepState.SET_ASIDE})


@dataclass(frozen=True)
class Paper:
    """A text of the launch, or a round that opened lately, without its words: what it is, and where it stands."""

    id: UUID
    kind: str
    state: str
    opened_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Row:
    """A row of the decision rights without its words; or, as `asked`, a help that one asked the other for."""

    area: str
    state: str
    author_id: UUID
    created_at: datetime


@dataclass(frozen=True)
class TalkTime:
    """When a talk is planned and whether it was held, without what was written of it."""

    key: str
    planned_at: datetime | None
    is_held: bool


@Prepared
def papers_in(
    viewer: Viewer, space: UUID, since: datetime
) -> QuerySet[Any, tuple[UUID, str, str, datetime | None, datetime]]:
    """Drafts and what stands, and the rounds that opened since; one question, as home asks it each time."""
    opened = Round.door.visible_to(viewer).filter(space=space, kind__in=ROUNDS, state=RoundState.REVEALED)
    opened = opened.filter(revealed_at__gte=since).order_by()
    rows = Release.door.visible_to(viewer).filter(space=space, kind__in=PAPERS)
    rows = rows.filter(state__in=[ReleaseState.DRAFT, ReleaseState.RELEASED])
    rows = rows.order_by().values_list("pk", "kind", "state", "released_at", "created_at")
    return rows.union(opened.values_list("pk", "kind", "state", "revealed_at", "created_at"), all=True)


@Prepared
def proposed_in(viewer: Viewer, space: UUID) -> QuerySet[Any, tuple[str, str, UUID, datetime]]:
    """What one of the two put to the other, whether agreed by now or not; one question, as home asks it each time."""
    asked = HelpWish.objects.filter(space=space).exclude(asked_by=None).annotate(state=Value(ASKED)).order_by()
    rows = RightsRow.door.visible_to(viewer).filter(space=space)
    rows = rows.filter(state__in=[RightState.AGREED, RightState.PROPOSED])
    rows = rows.order_by().values_list("area", "state", "author_id", "created_at")
    return rows.union(asked.values_list("kind", "state", "asked_by_id", "created_at"), all=True)


@Prepared
def talks_in(viewer: Viewer, space: UUID) -> QuerySet[Talk, tuple[str, datetime | None, date | None]]:
    rows = Talk.door.visible_to(viewer).filter(space=space)
    return rows.values_list("key", "planned_at", "talked_on")


class Look:
    """One look of one viewer at the launch of one pair."""

    def __init__(self, viewer: Viewer, pair: Pair, ends: OpenEnds | None = None) -> None:
        self.viewer, self.pair, self.ends = viewer, pair, ends or OpenEnds(viewer, pair.space)

    # What is open

    @cached_property
    def rounds(self) -> list[Round]:
        """The latest that opened first."""
        return list(queries.rounds_of(self.viewer, self.pair, ROUNDS).order_by("-revealed_at", "pk"))

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Of the open rounds, by kind."""
        return {kind: standing for (_id, kind), standing in self.ends.standings.items() if kind in ROUNDS}

    @cached_property
    def texts(self) -> list[Paper]:
        rows = papers_in(self.viewer, space=self.pair.space.pk, since=clock.now() - LATELY)
        return sorted((Paper(*row) for row in rows), key=lambda paper: paper.created_at)

    @property
    def papers(self) -> list[Paper]:
        """Drafts and what stands, the older first."""
        return [paper for paper in self.texts if paper.kind in PAPERS]

    @property
    def opened_lately(self) -> set[str]:
        """The kinds of what opened to both, or came to stand, in the last days."""
        since = clock.now() - LATELY
        return {text.kind for text in self.texts if text.opened_at is not None and text.opened_at >= since}

    @property
    def drafts(self) -> dict[str, UUID]:
        """The latest draft of each kind."""
        return {paper.kind: paper.id for paper in self.papers if paper.state == ReleaseState.DRAFT}

    @cached_property
    def turned(self) -> dict[str, dict[UUID, datetime | None]]:
        """Who has turned a key on the present text of the latest draft of each kind, and when."""
        latest = self.drafts
        keys = self.ends.turned if latest else []
        return {kind: {person: at for release, person, at in keys if release == id} for kind, id in latest.items()}

    @cached_property
    def signed_before(self) -> dict[str, SignedBefore]:
        """What the viewer had signed or agreed to of the latest drafts before the other changed it, by kind."""
        mine = self.viewer.person_id
        open_to_me = {id: kind for kind, id in self.drafts.items() if mine not in self.turned[kind]}
        found = queries.signed_before(self.viewer, self.pair, open_to_me) if open_to_me else {}
        return {open_to_me[id]: row for id, row in found.items()}

    @cached_property
    def proposed(self) -> list[Row]:
        return [Row(*row) for row in proposed_in(self.viewer, space=self.pair.space.pk)]

    @property
    def rights(self) -> list[Row]:
        return [row for row in self.proposed if row.state != ASKED]

    @property
    def asked(self) -> dict[Help, UUID]:
        """The help that one of the two asked the other for, by whom."""
        return {Help(row.area): row.author_id for row in self.proposed if row.state == ASKED}

    @cached_property
    def talks(self) -> list[TalkTime]:
        rows = talks_in(self.viewer, space=self.pair.space.pk)
        return [TalkTime(key, planned_at, talked_on is not None) for key, planned_at, talked_on in rows]

    # The road

    @cached_property
    def marks(self) -> list[StepMark]:
        return list(queries.marks(self.viewer, self.pair))

    @cached_property
    def states(self) -> dict[Step, StepState]:
        """Each step of the road: done by what stands written, or as the pair marked it."""
        said = {mark.step: mark for mark in self.marks}
        return {step: StepState.DONE if step in self.written else queries.said_state(said.get(step)) for step in Step}

    @cached_property
    def written(self) -> frozenset[Step]:
        """The steps that are done by what stands written or was held, whoever wrote or said it."""
        talks, n_days = self.held
        stands = {paper.kind for paper in self.papers if paper.state == ReleaseState.RELEASED}
        facts = {
            Step.CARDS: any(one.kind == charter.CARDS for one in self.opened),
            Step.CONVERSATIONS: set(queries.CONVERSATIONS) <= talks,
            Step.DAY_IN_YOUR_WORLD: n_days >= len(self.pair.people),
            Step.RIGHTS: self.has_settled_rights,
            Step.ROLES: queries.ROLES in stands,
            Step.SPONSOR_MEETING: TalkKey.SPONSOR in talks,
            Step.AGREEMENT: charter.AGREEMENT in stands,
            Step.FIRST_GOALS: TalkKey.HUNDRED_DAYS in talks,
        }
        return frozenset(step for step, is_done in facts.items() if is_done)

    @cached_property
    def held(self) -> tuple[set[str], int]:
        """The talks that were held, and how many days; the notes say so while the road lasts, and later the trail."""
        started = self.pair.partnership.started_on
        if started is not None and launch.is_on_the_road(started, clock.today()):
            days = queries.shadows(self.viewer, self.pair).exclude(held_on=None)
            return {talk.key for talk in self.talks if talk.is_held}, days.count()
        found = queries.held(self.viewer, self.pair)
        return set(found.talks), len(found.days)

    @property
    def opened(self) -> list[Round]:
        return [one for one in self.rounds if one.state == RoundState.REVEALED]

    @property
    def has_settled_rights(self) -> bool:
        """Rows are agreed, and so is every row that either marked in the latest fill-in."""
        return bool(self.agreed_rights) and not self.marked_rights - self.agreed_rights

    @property
    def unsettled_rights(self) -> list[str]:
        """The areas that either marked or proposed and both have not agreed; every one, while nothing was filled in."""
        areas = queries.areas_to_talk(self.viewer, self.pair)
        proposed = {row.area for row in self.rights if row.state == RightState.PROPOSED}
        is_filled_in = any(one.kind == queries.RIGHTS and one.state != RoundState.OPEN for one in self.rounds)
        asked = self.marked_rights | proposed if is_filled_in else {area.key for area in areas.offered}
        return [area.label for area in areas.all if area.key in asked - self.agreed_rights]

    @property
    def agreed_rights(self) -> set[str]:
        return {row.area for row in self.rights if row.state == RightState.AGREED}

    @cached_property
    def marked_rights(self) -> set[str]:
        """The areas that either of the two marked in the latest fill-in."""
        latest = next((one for one in self.opened if one.kind == queries.RIGHTS), None)
        documents = sealed.documents(latest, self.viewer).values() if latest is not None else []
        return {area for document in documents for area in document}

    @property
    def next_step(self) -> Step | None:
        return launch.next_step([step for step, state in self.states.items() if state in SETTLED])
