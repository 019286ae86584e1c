"""What this room puts on the partner's first page: what waits for one, what lies open between both, what is found."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property, partial
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import decisions as content
from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.decisions.models import Decision
from colead.practice.decisions.queries import fetching
from colead.practice.decisions.queries.answers import Said, answered_ids, answers_to_each, state_words
from colead.promises import space
from colead.promises.models import Release
from colead.promises.open_ends import OpenEnds
from colead.rules import decisions as rules
from colead.rules.decisions import Size, State
from colead.ui.templatetags.colead import plain_date, plain_time

KIND: Final = "decision"
OWN_CALL_WAITS: Final = timedelta(days=7)
OPEN: Final = (
    State.FRAMED,
    State.WRITING,
    State.REVEALED,
    State.ASKED,
    State.INTEGRATING,
    State.CALLED,
    State.OURS,
    State.TO_TALK,
    State.ESCALATED_JOINTLY,
    State.CONFLICT,
)


class Desk:
    """All open decisions of a pair with what is known of their seals, keys and marks, each by one look."""

    def __init__(self, viewer: Viewer, pair: Pair, ends: OpenEnds) -> None:
        self.viewer, self.pair, self.ends = viewer, pair, ends
        self.decisions = fetching.unfinished(viewer, pair)
        is_writing = any(one.state == State.WRITING for one in self.decisions)
        known = ends.standings if is_writing else {}
        self.standings = {round_id: standing for (round_id, _kind), standing in known.items()}
        self.turned = self.keys_turned()
        self.titles: dict[UUID, str] = {}

    def keys_turned(self) -> dict[UUID, set[UUID]]:
        """Who has turned a key on the present text of each draft; without those on which nobody has."""
        turned: dict[UUID, set[UUID]] = {}
        if any(papers_of(one) for one in self.decisions):
            for release_id, person_id, _at in self.ends.turned:
                turned.setdefault(release_id, set()).add(person_id)
        return turned

    def title(self, decision: Decision) -> str:
        if decision.pk not in self.titles:
            self.titles[decision.pk] = fetching.title_of(decision, fetching.text_of(decision, self.viewer))
        return self.titles[decision.pk]

    def entry(self, decision: Decision) -> Open:
        return entry(decision, self.title(decision), self.pair, self.answers.get(decision.pk, ()))

    def line(
        self, decision: Decision, note: str, *, at: str = "show_decision", query: str = "", **more: Any
    ) -> Waiting:
        url = address(self.pair, decision, at) + query
        more = {"place": Place.DECISION} | more
        return Waiting(title=self.title(decision), note=note, url=url, kind=KIND, is_in_their_words=True, **more)

    def taps(self, decision: Decision, **labels: str) -> Iterator[Answer]:
        for tap, label in labels.items():
            yield Answer(label, address(self.pair, decision, "tap_decision", tap=tap))

    def lines(self, decision: Decision) -> Iterator[Waiting]:
        """What of this decision waits for the viewer; mostly nothing, seldom two things."""
        by_state = {
            State.FRAMED: self.framed,
            State.WRITING: self.writing,
            State.REVEALED: self.opened,
            State.ASKED: self.opened,
            State.CALLED: self.called,
            State.OURS: self.called,
            State.DECIDED: self.told,
            State.ESCALATED_JOINTLY: self.with_sponsor,
        }
        known = by_state.get(State(decision.state))
        if known is not None:
            yield from known(decision)
        yield from self.keys(decision)
        if fetching.is_due(decision):
            yield self.line(decision, _("Time to look back"), at="look_back")

    def framed(self, decision: Decision) -> Iterator[Waiting]:
        if decision.framed_by_id == self.viewer.person_id:
            return
        note = with_day(_("A question for both of you"), decision)
        yield self.line(decision, note, taps=partial(self.agreement, decision))

    def agreement(self, decision: Decision) -> Iterator[Answer]:
        seen = {"seen": fetching.stamp_of(decision)}
        yield Answer(_("Yes, that is the question"), address(self.pair, decision, "agree_to_frame"), seen)

    def writing(self, decision: Decision) -> Iterator[Waiting]:
        standing = self.standings.get(decision.round_id) if decision.round_id is not None else None
        if standing is None or standing.is_mine_sealed:
            return
        if standing.ready_ids:
            note = _("%(name)s is ready when you are") % {"name": self.pair.partner_name}
        else:
            minutes = content.load().size(decision.size).minutes
            note = _("Write your view alone, about %(minutes)d minutes") % {"minutes": minutes}
        yield self.line(decision, with_day(note, decision), at="write_view")

    def opened(self, decision: Decision) -> Iterator[Waiting]:
        if not decision.is_marked_by_viewer:
            note = _("Both views are open. How near did %(name)s come?") % self.name
            yield self.line(decision, note, query="?opened=1")

    def called(self, decision: Decision) -> Iterator[Waiting]:
        until = rules.rapid_until(decision.called_at) if decision.called_at is not None else None
        if decision.state == State.OURS:
            yield self.line(decision, _("Complete it together, or drop it, by %(time)s") % {"time": plain_time(until)})
        elif decision.author_id != self.viewer.person_id and until is not None and clock.now() < until:
            taps = partial(self.taps, decision, ours=_("Yes, ours"), talk=_("Talk"))
            yield self.line(decision, _("%(name)s called this on the spot") % self.name, taps=taps)

    def told(self, decision: Decision) -> Iterator[Waiting]:
        """Nothing is owed for an own call: after a week it stops asking."""
        decided = decision.decided_at
        is_recent = decided is not None and decided > clock.now() - OWN_CALL_WAITS
        is_theirs = decision.size == Size.OWN_CALL and decision.author_id != self.viewer.person_id
        if is_theirs and is_recent and not decision.is_fine_by_partner:
            taps = partial(self.taps, decision, fine=_("Fine by me"), talk=_("Let's talk"))
            yield self.line(decision, _("%(name)s decided this") % self.name, taps=taps)

    @cached_property
    def answers(self) -> dict[UUID, list[Said]]:
        return answers_to_each(self.viewer, self.decisions)

    def with_sponsor(self, decision: Decision) -> Iterator[Waiting]:
        for one in self.answers.get(decision.pk, ()):
            yield self.line(decision, _("%(name)s has answered you both") % {"name": one.name})

    def keys(self, decision: Decision) -> Iterator[Waiting]:
        for id in papers_of(decision):
            turned = self.turned.get(id, set())
            if turned and self.viewer.person_id not in turned:
                yield self.line(decision, _("%(name)s has agreed. It waits for you") % self.name, place=Place.KEY)

    @property
    def name(self) -> dict[str, str]:
        return {"name": self.pair.partner_name}


def papers_of(decision: Decision) -> list[UUID]:
    """The ids of its texts that need both keys."""
    ids = (getattr(decision, f"{name}_id") for name in fetching.PAPERS)
    return [id for id in ids if id is not None]


def with_day(note: str, decision: Decision) -> str:
    if decision.by_on is None:
        return note
    return _("%(note)s, by %(day)s") % {"note": note, "day": plain_date(decision.by_on)}


def address(pair: Pair, decision: Decision, name: str = "show_decision", **given: str) -> str:
    return address_of(pair, decision.pk, name, **given)


def address_of(pair: Pair, id: UUID, name: str = "show_decision", **given: str) -> str:
    return addresses.address(f"decisions:{name}", pair.partnership.pk, id, *given.values())


def waiting_for(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """What of this pair's decisions only the viewer can do now."""
    return first_page(viewer, pair)[0]


def between_us(viewer: Viewer, pair: Pair) -> list[Open]:
    """Decisions that are open between the two, and where each stands."""
    return first_page(viewer, pair)[1]


def first_page(viewer: Viewer, pair: Pair, ends: OpenEnds | None = None) -> tuple[list[Waiting], list[Open]]:
    """What waits for the viewer, and what is open between the two; both from one look."""
    desk = Desk(viewer, pair, ends or OpenEnds(viewer, pair.space))
    waiting = [line for decision in desk.decisions for line in desk.lines(decision)] + asks_due(viewer, pair)
    return waiting, [desk.entry(one) for one in desk.decisions if one.state in OPEN]


def asks_due(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """What the viewer meant to ask somebody by now, and has not written down."""
    due = fetching.asks_due(viewer, space=pair.space.pk, today=clock.today())
    lines = []
    for ask in due:
        text = space.read(ask, viewer)
        if not text["answer"]:
            url = address_of(pair, ask.decision_id) + "#asks"
            note, place = _("You wanted to ask"), Place.DECISION
            line = Waiting(title=text["whom"], note=note, url=url, kind=KIND, place=place, is_in_their_words=True)
            lines.append(line)
    return lines


def entry(decision: Decision, title: str, pair: Pair, answers: Iterable[Said] = ()) -> Open:
    note = state_words(decision, answers)
    return Open(title=title, note=note, url=address(pair, decision), kind=KIND, is_in_their_words=True)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The decisions of this pair in whose open words the phrase occurs; what is sealed is not among them."""
    wanted = phrase.strip().casefold()
    if not wanted:
        return []
    return [
        entry(one, fetching.title_of(one, fetching.text_of(one, viewer)), pair)
        for one, words in fetching.all_words(viewer, pair)
        if any(wanted in part.casefold() for part in words)
    ]


def published(viewer: Viewer) -> list[Open]:
    """The messages that are out for everyone; nothing counts who reads them."""
    return [released_line(one, "show_message", "what") for one in fetching.messages(viewer)]


def for_sponsor(viewer: Viewer, *, is_answered: bool | None = None) -> list[Open]:
    """The joint briefs that pairs have brought to this viewer, both together: all, or those answered or not."""
    found, answered = fetching.briefs(viewer), answered_ids(viewer)
    return [
        released_line(one, "show_brief", "question")
        for one in found
        if is_answered is None or (one.pk in answered) is is_answered
    ]


def released_line(release: Release, name: str, part: str) -> Open:
    text = release.published or {}
    note = _("%(day)s, %(names)s, %(unit)s") % {
        "day": plain_date(release.released_at),
        "names": _(" and ").join(text.get("signed_by", [])),
        "unit": text.get("unit", ""),
    }
    url = reverse(f"decisions:{name}", kwargs={"release_id": release.pk})
    title, since = str(text.get(part, "")), release.released_at
    return Open(title=title, note=note, url=url, kind=KIND, since=since, is_in_their_words=True)
