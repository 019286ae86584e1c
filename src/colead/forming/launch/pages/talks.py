"""The conversations and the days in each other's world."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from colead.content import conversations as conversations_content
from colead.forming.launch import queries
from colead.forming.launch.models import Shadow, Talk, TalkKey
from colead.forming.launch.pages.papers import KeysPage, keys_page
from colead.forming.launch.pages.writing import Column, columns_of
from colead.forming.launch.queries import Held
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair, in_turn
from colead.people.models import Person
from colead.promises import sealed, space, two_key
from colead.ui.forms import PlainForm


@dataclass(frozen=True)
class TalkRow:
    key: str
    title: str
    minutes: str
    opening: str
    planned_at: datetime | None
    talked_on: date | None
    url: str


@dataclass(frozen=True)
class TalkPage:
    row: TalkRow
    how: str
    questions: list[str]
    leave_with: str
    plan: PlainForm
    form: PlainForm
    has_charter: bool
    has_strengths: bool
    strengths: list[Column]
    is_mine_sealed: bool
    is_partner_ready: bool


@dataclass(frozen=True)
class SponsorMeetingPage:
    row: TalkRow
    plan: PlainForm
    form: PlainForm
    glass_form: PlainForm
    glass_draft: str
    glass_keys: KeysPage | None
    glass_kept: str


@dataclass(frozen=True)
class DayRow:
    """One half day: who visits whom, when, and what was learned."""

    visitor: str
    host: str
    is_mine: bool
    planned_on: date | None
    held_on: date | None
    lines: list[str]


@dataclass(frozen=True)
class DaysPage:
    rows: list[DayRow]
    plan: PlainForm
    learned: PlainForm


def title_of(key: str) -> tuple[str, str, str]:
    """Title, length and opening line of a talk."""
    if key == TalkKey.SPONSOR:
        return _("Meeting with your sponsor"), _("one hour"), _("The three of you, once, with time to listen.")
    if key == TalkKey.HUNDRED_DAYS:
        opening = _("A first goal, your page, a quick look at how it goes between you. What would you do again?")
        return _("A hundred days"), _("one hour"), opening
    words = conversations_content.load().conversation(key)
    return f"{words.number}. {words.title}", words.minutes, words.opening


def talk_row(pair: Pair, key: str, talk: Talk | None, held: Held) -> TalkRow:
    title, minutes, opening = title_of(key)
    route = ["launch:sponsor_meeting"] if key == TalkKey.SPONSOR else ["launch:talk", key]
    return TalkRow(
        key=key,
        title=title,
        minutes=minutes,
        opening=opening,
        planned_at=talk.planned_at if talk else None,
        talked_on=held.talks.get(key),
        url=queries.address(pair, *route),
    )


def talk_rows(viewer: Viewer, pair: Pair) -> list[TalkRow]:
    found, held = {talk.key: talk for talk in queries.talks(viewer, pair)}, queries.held(viewer, pair)
    return [talk_row(pair, key.value, found.get(key.value), held) for key in queries.CONVERSATIONS]


def plan_start(viewer: Viewer, pair: Pair, key: str) -> dict[str, object]:
    talk = queries.talk_of(viewer, pair, key)
    at = timezone.localtime(talk.planned_at) if talk and talk.planned_at else None
    return {"day": at.date(), "hour": at.time()} if at else {}


def notes_of(viewer: Viewer, pair: Pair, key: str) -> dict[str, Any]:
    talk = queries.talk_of(viewer, pair, key)
    return space.read(talk, viewer) if talk else {}


def glass_start(viewer: Viewer, pair: Pair) -> dict[str, str]:
    """The words on the table, else what the two noted at the meeting."""
    draft = queries.draft_of(viewer, pair, queries.BROKEN_GLASS)
    if draft is not None:
        return {"kept": two_key.text_of(draft, viewer).get("kept", "")}
    return {"kept": notes_of(viewer, pair, TalkKey.SPONSOR).get("broken_glass", "")}


def day_of(viewer: Viewer, pair: Pair) -> Shadow | None:
    return queries.shadows(viewer, pair).filter(visitor_id=viewer.person_id).first()


def learned_of(viewer: Viewer, pair: Pair) -> dict[str, Any]:
    mine = day_of(viewer, pair)
    return space.read(mine, viewer) if mine else {}


def talk_page(viewer: Viewer, pair: Pair, key: str, *, plan: PlainForm, form: PlainForm) -> TalkPage:
    if key not in (*queries.CONVERSATIONS, TalkKey.HUNDRED_DAYS):
        raise Hidden
    talk = queries.talk_of(viewer, pair, key)
    words = None if key == TalkKey.HUNDRED_DAYS else conversations_content.load().conversation(key)
    has_strengths = key == TalkKey.STRENGTHS_NEEDS
    round = queries.open_round(viewer, pair, queries.STRENGTHS) if has_strengths else None
    standing = sealed.standing(round, viewer) if round is not None else None
    return TalkPage(
        row=talk_row(pair, key, talk, queries.held(viewer, pair)),
        how=conversations_content.load().how,
        questions=[question.text for question in words.questions] if words else hundred_day_questions(),
        leave_with=words.leave_with if words else _("What you keep, what you change, and when you look again."),
        plan=plan,
        form=form,
        has_charter=key == TalkKey.WHAT_WE_BELIEVE,
        has_strengths=has_strengths,
        strengths=columns_of(viewer, pair, queries.STRENGTHS) if has_strengths else [],
        is_mine_sealed=bool(standing and standing.is_mine_sealed),
        is_partner_ready=bool(standing and standing.ready_ids),
    )


def hundred_day_questions() -> list[str]:
    return [
        _("What do people here say about us, as far as we hear it?"),
        _("When did being two help somebody?"),
        _("Where did we speak with two voices?"),
        _("What one thing do we want to be different in the next hundred days?"),
    ]


def sponsor_meeting_page(
    viewer: Viewer, pair: Pair, *, plan: PlainForm, form: PlainForm, glass_form: PlainForm
) -> SponsorMeetingPage:
    talk = queries.talk_of(viewer, pair, TalkKey.SPONSOR)
    draft = queries.draft_of(viewer, pair, queries.BROKEN_GLASS)
    kept = queries.in_force(viewer, pair, queries.BROKEN_GLASS)
    return SponsorMeetingPage(
        row=talk_row(pair, TalkKey.SPONSOR.value, talk, queries.held(viewer, pair)),
        plan=plan,
        form=form,
        glass_form=glass_form,
        glass_draft=two_key.text_of(draft, viewer).get("kept", "") if draft else "",
        glass_keys=keys_page(viewer, pair, draft) if draft else None,
        glass_kept=two_key.text_of(kept, viewer).get("kept", "") if kept else "",
    )


def days_page(viewer: Viewer, pair: Pair, *, plan: PlainForm, learned: PlainForm) -> DaysPage:
    found, held = {day.visitor_id: day for day in queries.shadows(viewer, pair)}, queries.held(viewer, pair).days
    return DaysPage(
        rows=[day_row(viewer, pair, person, found.get(person.pk), held.get(person.pk)) for person in in_turn(pair)],
        plan=plan,
        learned=learned,
    )


def day_row(viewer: Viewer, pair: Pair, visitor: Person, day: Shadow | None, held_on: date | None) -> DayRow:
    is_mine = visitor.pk == viewer.person_id
    names = (pair.me.name, pair.partner_name)
    text = space.read(day, viewer) if day else {}
    return DayRow(
        visitor=names[0] if is_mine else names[1],
        host=names[1] if is_mine else names[0],
        is_mine=is_mine,
        planned_on=day.planned_on if day else None,
        held_on=held_on,
        lines=[words for words in text.values() if words],
    )
