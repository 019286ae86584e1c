"""The lines in which a day's things stand on a page: what waits for me, what is open, what was lately settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from colead.content import daily
from colead.foundation import clock
from colead.foundation.addresses import address
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.daily.models import Brief, Coffee, Debrief, RunIt, Words
from colead.practice.daily.queries import items
from colead.practice.daily.queries.wording import (
    asked_title,
    coffee_words,
    label_of,
    own_standing,
    sent_words,
    slot_words,
    standing_of_debrief,
    talk_title,
)
from colead.promises import space
from colead.promises.models import SpaceItem
from colead.rules import briefs, coffee, debriefs, run_its
from colead.ui.templatetags.colead import plain_time

RECENT = timedelta(days=1)
EVER = date(1900, 1, 1)
Item = TypeVar("Item", bound=SpaceItem)


@dataclass(frozen=True)
class Lately:
    """Something settled that has not come to its last day."""

    title: str
    note: str
    url: str
    is_kept: bool


@dataclass(frozen=True)
class Lines:
    """What waits for the viewer; what is open between the two or was just settled; the rest, until its last day."""

    waiting: list[Waiting]
    open: list[Open]
    lately: list[Lately]


class Desk:
    """What lies between two partners as one of them sees it, each thing read once."""

    def __init__(self, viewer: Viewer, pair: Pair, back: str = "", since: date = EVER) -> None:
        self.viewer, self.pair, self.since = viewer, pair, since
        self.name = pair.partner_name
        self.back = back or f"/partnerships/{pair.partnership.pk}/"
        self.words = daily.load()

    def url(self, route: str, item: SpaceItem | None = None) -> str:
        return address(f"daily:{route}", self.pair.partnership.pk, *([item.pk] if item else []))

    def tap(
        self, label: str, route: str, item: SpaceItem, *, asks: str = "", needs_line: bool = False, **fields: str
    ) -> Answer:
        line = _(asks) if asks else ""
        return Answer(_(label), self.url(route, item), {**fields, "back": self.back}, line, needs_line)

    def replies(self, route: str, item: SpaceItem, known: Iterable[daily.Choice]) -> Iterator[Answer]:
        for reply in known:
            yield self.tap(reply.label, route, item, reply=reply.key)

    # Run-it-by

    def sort_run_it(self, run_it: RunIt, text: Words) -> Waiting | Open | Lately:
        mine = items.is_mine(run_it, self.viewer)
        waits = self.run_it_asked_of_me(run_it, text) if not mine else self.run_it_back_to_me(run_it, text)
        if waits is not None:
            return waits
        url = self.url("show_run_it", run_it)
        title, note = items.headline(text), own_standing(run_it, text, mine=mine, partner=self.name)
        if not mine and items.may_undo(run_it, text):
            undo = self.tap(gettext_noop("Undo"), "undo_run_it", run_it)
            return Open(title, sent_words(text), url, "run_it", undo=undo, is_in_their_words=True)
        if items.is_open(run_it, text) or is_recent(run_it.moved_on):
            since = run_it.created_at if run_it.state == run_its.State.ASKED else None
            return Open(title, note, url, "run_it", since, is_in_their_words=True)
        return Lately(title, note, url, run_it.kept_by_id is not None)

    def run_it_asked_of_me(self, run_it: RunIt, text: Words) -> Waiting | None:
        kind, url = str(text["kind"]), self.url("show_run_it", run_it)
        if run_it.state == run_its.State.ASKED:
            taps = partial(self.answers_to, run_it, kind, str(text["would_say"]))
            # A time that has passed is not shown: it is the asker's call by then, and nobody's debt.
            is_ahead = run_it.want_by is not None and run_it.want_by > clock.now()
            note = _("by %(time)s") % {"time": plain_time(run_it.want_by)} if is_ahead else ""
            would_say = {"name": self.name, "line": text["would_say"]}
            also = _("%(name)s would say: %(line)s") % would_say if text["would_say"] else ""
            title, line = asked_title(kind, self.name), str(text["line"])
            return Waiting(title, note, url, "run_it", taps, line, also, run_it.created_at, place_of(kind))
        if run_it.state == run_its.State.OWN_CALL and not text["call_reply"]:
            title = _("%(partner)s decided") % {"partner": self.name}
            taps = partial(self.replies, "reply_to_call", run_it, self.words.own_call_replies)
            note = you_asked(_("The question was: %(line)s"), text) if text["decision"] else ""
            return Waiting(title, note, url, "run_it", taps, items.headline(text), since=run_it.created_at)
        return None

    def answers_to(self, run_it: RunIt, kind: str, would_say: str) -> Iterator[Answer]:
        """One tap each; 'change this' and an answer of one's own open their line first."""
        keys = next((known.answers for known in self.words.run_it_kinds if known.key == kind), ())
        for choice in (each for key in keys for each in self.words.run_it_answers if each.key == key):
            is_same = choice.key == run_its.Answer.SAME_ANSWER
            if would_say or not choice.line or not is_same:
                label = "" if is_same else choice.line
                yield self.tap(choice.label, "answer_run_it", run_it, asks=label, answer=choice.key)
            if is_same:
                label = choice.line
                yield self.tap(label, "answer_run_it", run_it, asks=label, needs_line=True, answer=choice.key)

    def run_it_back_to_me(self, run_it: RunIt, text: Words) -> Waiting | None:
        is_past = run_it.state == run_its.State.ASKED and run_it.want_by is not None and clock.now() >= run_it.want_by
        is_answered = run_it.state in {run_its.State.ANSWERED, run_its.State.OWN_CALL}
        if not is_past and not (is_answered and items.wants_talk(run_it, text)):
            return None
        title = _("Yours to settle") if is_past else talk_title(text, self.name)
        taps = partial(self.ways_to_settle, run_it, text)
        is_reply = run_it.state == run_its.State.ANSWERED and text["reply"]
        words = str(text["reply"]) if is_reply else items.headline(text)
        note = you_asked(_("You asked: %(line)s"), text) if words != text["line"] else ""
        return Waiting(
            title, note, self.url("show_run_it", run_it), "run_it", taps, words, place=place_of(text["kind"])
        )

    def ways_to_settle(self, run_it: RunIt, text: Words) -> Iterator[Answer]:
        choices = items.asker_choices(run_it, text)
        for choice in (each for each in self.words.asker_choices if each.key in choices):
            asks, needs_line = choice.line, bool(choice.line)
            yield self.tap(choice.label, "settle_run_it", run_it, asks=asks, needs_line=needs_line, choice=choice.key)

    # Debrief

    def sort_debrief(self, debrief: Debrief, text: Words) -> Waiting | Open | Lately:
        url = self.url("show_debrief", debrief)
        if not items.is_mine(debrief, self.viewer) and debrief.state == debriefs.State.SHARED:
            return self.debrief_for_me(debrief, text, url)
        note = standing_of_debrief(debrief, text, mine=items.is_mine(debrief, self.viewer), partner=self.name)
        if debrief.state == debriefs.State.SHARED or is_recent(debrief.moved_on):
            since = debrief.created_at if debrief.state == debriefs.State.SHARED else None
            return Open(str(text["line"]), note, url, "debrief", since, is_in_their_words=True)
        return Lately(str(text["line"]), note, url, False)

    def debrief_for_me(self, debrief: Debrief, text: Words, url: str) -> Waiting:
        key = debriefs.Need.ADVISE if text["advice_asked"] else text["need"]
        need = next((need for need in self.words.needs if need.key == key), self.words.needs[0])
        kind = label_of(self.words.debrief_kinds, text["kind"])
        title = f"{self.name}: {_(kind)}" if kind else _("%(partner)s tells you") % {"partner": self.name}
        taps = partial(self.replies, "answer_debrief", debrief, need.replies)
        note = _("What helps: %(need)s") % {"need": _(need.label)}
        return Waiting(
            title, note, url, "debrief", taps, str(text["line"]), since=debrief.created_at, place=place_of(text["kind"])
        )

    # Coffee

    def sort_coffee(self, cup: Coffee, text: Words) -> Waiting | Open:
        url = self.url("show_coffee", cup)
        if cup.asked_of_id != self.viewer.person_id:
            return Open(coffee_words(cup, text, self.name, mine=True), "", url, "coffee")
        title = coffee_words(cup, text, self.name, mine=False)
        return Waiting(title, "", url, "coffee", partial(self.answers_to_coffee, cup, text), place=Place.COFFEE)

    def answers_to_coffee(self, cup: Coffee, text: Words) -> Iterator[Answer]:
        """Yes to the first time that is left; without one, later or tomorrow."""
        left = items.slots_left(text)
        for reply in self.words.coffee.replies:
            if reply.key != coffee.Reply.YES or not text["slots"]:
                yield self.tap(reply.label, "answer_coffee", cup, reply=reply.key)
            elif left:
                says = f"{_(reply.label)}, {slot_words(left[0].starts_at, left[0].ends_at, is_on=left[0].is_on)}"
                yield self.tap(says, "answer_coffee", cup, reply=reply.key, place=str(left[0].place))

    # Speak for us

    def sort_brief(self, brief: Brief, text: Words) -> Waiting | Open | Lately:
        url, me = self.url("show_brief", brief), self.viewer.person_id
        meeting = str(text["meeting"])
        if brief.state == briefs.State.SHARED and brief.changed_by_id != me:
            title = _("Speak for us: %(meeting)s") % {"meeting": meeting}
            goes = _("You go") if brief.speaker_id == me else _("%(partner)s goes") % {"partner": self.name}
            taps = partial(self.agreement, brief)
            return Waiting(title, goes, url, "brief", taps, str(text["position"]), place=Place.KEY)
        goes = _("You speak for both") if brief.speaker_id == me else self.speaks_for_both()
        if brief.state == briefs.State.SPOKEN:
            note = str(text["debrief"])
            if not is_recent(brief.moved_on):
                return Lately(meeting, note, url, False)
            return Open(meeting, note, url, "brief", is_in_their_words=True)
        waits = "" if briefs.speaks_for_both(brief.state) else _(", once the other stands behind it")
        return Open(meeting, f"{goes}{waits}", url, "brief", is_in_their_words=True)

    def agreement(self, brief: Brief) -> Iterator[Answer]:
        yield self.tap(gettext_noop("I stand behind this"), "agree_brief", brief, seen=space.stamp_of(brief))

    def speaks_for_both(self) -> str:
        return _("%(partner)s speaks for both") % {"partner": self.name}

    def rows(self, of: Prepared[Item], **more: date) -> list[tuple[Item, Words]]:
        """Each with its words."""
        found = of(self.viewer, space=self.pair.space.pk, today=clock.today(), **more)
        return [(row, space.read(row, self.viewer)) for row in found]

    def sorted(self) -> Iterator[Waiting | Open | Lately]:
        """People, then questions, then papers; within each the older first."""
        yield from (self.sort_debrief(*one) for one in self.rows(items.debriefs_in, since=self.since))
        yield from (self.sort_run_it(*one) for one in self.rows(items.run_its_in, since=self.since))
        yield from (self.sort_coffee(*one) for one in self.rows(items.coffees_in))
        yield from (self.sort_brief(*one) for one in self.rows(items.briefs_in, since=self.since))


def place_of(kind: object) -> Place:
    """Where a question or a debrief of this kind stands among what waits."""
    places = {
        run_its.Kind.NEED_YOU_TODAY: Place.TROUBLE,
        debriefs.Kind.HARD_DAY: Place.TROUBLE,
        debriefs.Kind.MISTAKE: Place.TROUBLE,
        run_its.Kind.THEY_ASKED_ME: Place.THEY_ASKED,
    }
    return next((place for known, place in places.items() if known == kind), Place.RUN_IT)


def you_asked(words: str, text: Words) -> str:
    return words % {"line": Truncator(str(text["line"])).chars(80)}


def is_recent(day: date | None) -> bool:
    return day is not None and clock.today() - day <= RECENT


def every_line(viewer: Viewer, pair: Pair, back: str = "") -> Lines:
    """All lines in one look, each under what it is; `back` is the page to come back to, the first page if empty."""
    return lines_on(Desk(viewer, pair, back))


def first_page(viewer: Viewer, pair: Pair) -> Lines:
    """What waits, is open or was just settled; what was settled earlier is not even fetched."""
    return lines_on(Desk(viewer, pair, since=clock.today() - RECENT))


def lines_on(desk: Desk) -> Lines:
    found = list(desk.sorted())
    return Lines(
        waiting=sorted((line for line in found if isinstance(line, Waiting)), key=lambda line: line.place),
        open=[line for line in found if isinstance(line, Open)],
        lately=[line for line in found if isinstance(line, Lately)],
    )


def waiting_for(viewer: Viewer, pair: Pair, back: str = "") -> list[Waiting]:
    """What this partner can answer with one tap."""
    return every_line(viewer, pair, back).waiting


def between_us(viewer: Viewer, pair: Pair) -> list[Open]:
    return every_line(viewer, pair).open


def lately(viewer: Viewer, pair: Pair) -> list[Lately]:
    return every_line(viewer, pair).lately


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """Where the phrase stands in what these two wrote to each other here; opened in memory, within this pair only."""
    desk = Desk(viewer, pair)
    routes = ((RunIt, "show_run_it"), (Debrief, "show_debrief"), (Brief, "show_brief"))
    wanted = phrase.strip().casefold()
    hits: list[tuple[SpaceItem, Open]] = []
    for model, route in routes if wanted else ():
        for item, text in space.find(items.live(model, viewer, pair), viewer, wanted):
            said = next((str(text[name]) for name in model.WORDS if wanted in str(text[name]).casefold()), "")
            if said:
                by = _("You") if items.is_mine(item, viewer) else desk.name
                kind = item._meta.model_name or ""
                hits.append((item, Open(said, by, desk.url(route, item), kind, is_in_their_words=True)))
    return [line for _item, line in sorted(hits, key=lambda hit: hit[0].created_at, reverse=True)]
