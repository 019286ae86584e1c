"""The road of the first hundred days: one next step large, the rest small, and 'later' always an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from colead.content import launch as launch_content
from colead.forming.launch import queries
from colead.forming.launch.look import Look
from colead.forming.launch.models import Help, LaunchTick, Milestone
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.charter import GoSlow
from colead.partnerships.queries import Pair
from colead.rules import launch
from colead.rules.launch import Step, StepState
from colead.ui.forms import PlainForm


@dataclass(frozen=True)
class StepRow:
    """One step as the road component draws it."""

    key: str
    title: str
    state: str
    url: str
    note: str
    action: str = ""
    is_marked: bool = False
    word: str = ""


@dataclass(frozen=True)
class MarkedRow:
    """A step that the pair marked by hand, and the word that takes the mark back."""

    key: str
    title: str
    verb: str
    is_done: bool


@dataclass(frozen=True)
class TickRow:
    """A milestone the pair may tell the programme office, with the day they gave it."""

    key: str
    name: str
    ticked_on: date | None
    form: PlainForm | None


@dataclass(frozen=True)
class HelpRow:
    """A help the pair may wish for: asked for by one of the two, or wished for by both since a day."""

    key: str
    name: str
    sentence: str
    wished_on: date | None
    is_mine: bool
    is_partners: bool


@dataclass(frozen=True)
class RoadPage:
    title: str
    is_over: bool
    over_on: date | None
    review_on: date | None
    steps: list[StepRow]
    now: str
    stretch_title: str
    stretch_sentence: str
    intro: str
    go_slow: GoSlow
    go_slow_words: str
    ticks: list[TickRow]
    helps: list[HelpRow]
    marked: list[MarkedRow]
    is_paused: bool
    is_complete: bool


def road_page(viewer: Viewer, pair: Pair, tick_forms: Mapping[str, PlainForm]) -> RoadPage:
    words, look = launch_content.load(), Look(viewer, pair)
    over_on = over_since(pair)
    now = None if over_on else look.next_step
    stretch = words.stretch(words.step(now).stretch) if now else None
    standing = queries.in_force(viewer, pair, charter.AGREEMENT) if over_on else None
    go_slow = charter.may_publish_goals(viewer, pair)
    ticked = {row.milestone: row.ticked_on for row in LaunchTick.objects.filter(space=pair.space)}
    return RoadPage(
        title=_("Your first hundred days are behind you") if over_on else _("Your first hundred days"),
        is_over=over_on is not None,
        over_on=over_on,
        review_on=queries.review_on(standing) if standing else None,
        steps=[row_of(pair, step, look.states[step], is_now=step == now, is_over=over_on is not None) for step in Step],
        now=now.value if now else "",
        stretch_title=stretch.title if stretch else _("The road behind you"),
        stretch_sentence=stretch.sentence if stretch else behind_you(look, is_over=over_on is not None),
        intro=words.intro,
        go_slow=go_slow,
        go_slow_words=words.waived if go_slow.is_waived else words.go_slow,
        ticks=[
            TickRow(one.value, str(one.label), ticked.get(one.value), tick_forms.get(one.value)) for one in Milestone
        ],
        helps=help_rows(look),
        marked=marked_rows(look),
        is_paused=queries.is_paused(pair),
        is_complete=launch.is_complete(
            agreement_in_force=look.states[Step.AGREEMENT] is StepState.DONE,
            has_role_descriptions=look.states[Step.ROLES] is StepState.DONE,
            has_cadence=Milestone.CADENCE.value in ticked,
        ),
    )


def help_rows(look: Look) -> list[HelpRow]:
    wished = queries.wishes(look.viewer, look.pair.partnership)
    sentences = {
        Help.COACH: _("Someone from outside who works with the two of you, and reads only what you lend."),
        Help.MENTOR: _("Two who have led together for years, and talk with you as a pair."),
    }
    me = look.viewer.person_id
    return [
        HelpRow(
            key=one.value,
            name=str(one.label),
            sentence=sentences[one],
            wished_on=wished.get(one.value),
            is_mine=look.asked.get(one) == me,
            is_partners=look.asked.get(one, me) != me,
        )
        for one in Help
    ]


def behind_you(look: Look, *, is_over: bool) -> str:
    if is_over and look.next_step is not None:
        return _("What you did not come to is still open to you two; nothing reminds you of it.")
    return _("Everything on it is done or set aside for now.")


def over_since(pair: Pair) -> date | None:
    """The last of the hundred days, once it lies behind the two."""
    started = pair.partnership.started_on
    if started is None or launch.day_of_launch(started, clock.today()) <= launch.LAST_DAY:
        return None
    return launch.last_day(started)


def marked_rows(look: Look) -> list[MarkedRow]:
    """What was marked by hand can be taken up again; what is done by what stands written cannot be undone here."""
    words = launch_content.load()
    said = [(Step(mark.step), queries.said_state(mark)) for mark in look.marks]
    verbs = {StepState.DONE: "reopen", StepState.SET_ASIDE: "take_up"}
    return [
        MarkedRow(step.value, words.step(step).title, verbs[state], state is StepState.DONE)
        for step, state in sorted(said)
        if state in verbs and step not in look.written
    ]


def row_of(pair: Pair, step: Step, state: StepState, *, is_now: bool, is_over: bool) -> StepRow:
    words = launch_content.load().step(step)
    known = {StepState.DONE: "done", StepState.BEGUN: "begun"}
    drawn = "now" if is_now and state is not StepState.DONE else known.get(state, "later")
    note = _("%(why)s It takes %(time)s.") % {"why": words.why, "time": words.takes} if is_now else ""
    return StepRow(
        key=step.value,
        title=words.title,
        state=drawn,
        url=queries.page_of_step(pair, step),
        note=note,
        action=words.first_act,
        word=_("if you like") if is_over else "",
    )
