"""What a pair gathers in years, written in bulk with the pair's own keys: every kind of row that its pages read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bench.town import Dyad, Ledger
from colead.content import rights
from colead.foundation import clock
from colead.partnerships.models import RightsRow
from colead.people.models import Person
from colead.practice.daily.models import Brief, Coffee, Debrief, RunIt
from colead.practice.decisions.models import Ask, Decision, LookBack, Mark
from colead.practice.goals.models import CheckIn, Goal
from colead.practice.wins.models import Appreciation, Note
from colead.promises import ciphers, keystore, sealed, trail, two_key, vault
from colead.promises.models import Entry, Key, Release, Round, TrailEntry
from colead.rules.decisions import Size, State

WORDS = "Cohort the two new admissions on the east side before the huddle, and tell the night charge nurse why"
OPEN_STATES = (State.FRAMED, State.WRITING, State.REVEALED, State.INTEGRATING, State.CALLED, State.DECIDED)


@dataclass(frozen=True)
class Amount:
    """How many of each a pair has; `open` counts for each state a decision can wait in."""

    closed: int
    open: int
    daily: int
    appreciations: int
    goals: int
    trail: int


ONE = Amount(closed=1, open=1, daily=1, appreciations=1, goals=1, trail=1)
USUAL = Amount(closed=30, open=1, daily=4, appreciations=60, goals=2, trail=200)
BUSY = Amount(closed=400, open=2, daily=10, appreciations=500, goals=5, trail=4000)


class Chronicle:
    """Writes one pair's history into a ledger."""

    def __init__(self, ledger: Ledger, dyad: Dyad) -> None:
        self.ledger, self.dyad = ledger, dyad
        self.now = clock.now()

    def write(self, amount: Amount) -> None:
        for turn in range(amount.closed):
            self.closed_decision(turn)
        for state in OPEN_STATES:
            for turn in range(amount.open):
                self.open_decision(state, turn)
        for turn in range(amount.daily):
            self.day(turn)
        for turn in range(amount.appreciations):
            me, other = self.turn(turn)
            self.item(Appreciation, me, {"line": f"{WORDS} {turn}"}, at=self.ago(turn % 1800), receiver=other)
        for turn in range(amount.goals):
            self.goal(turn)
        self.papers()
        self.walk(amount.trail)

    def turn(self, number: int) -> tuple[Person, Person]:
        nurse, physician = self.dyad.people
        return (nurse, physician) if number % 2 else (physician, nurse)

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    # Decisions

    def closed_decision(self, turn: int) -> None:
        """Written by both, opened, put together, told to everyone, looked back on."""
        at = self.ago(30 + turn * 4)
        made = self.decision(
            Size.STANDARD,
            State.CLOSED,
            turn,
            at=at,
            round=self.round("views", is_revealed=True) if turn % 3 == 0 else None,
            integration=self.release("integration", "pair", at),
            words=self.release("one_voice", "everyone", at, published={"what": WORDS, "signed_by": ["A", "B"]}),
            brief=self.brief_to_sponsor(at) if turn % 10 == 0 else None,
            decided_at=at,
            look_back_on=at.date(),
        )
        for person in self.dyad.people:
            self.item(Mark, person, {"add": WORDS[:40]}, at=at, decision=made, value="partly")
        self.item(LookBack, self.dyad.nurse, {"missed": WORDS}, at=at, decision=made, value="worked")
        self.item(Ask, self.dyad.nurse, {"whom": WORDS[:30], "answer": WORDS}, decision=made, asker=self.dyad.nurse)

    def brief_to_sponsor(self, at: datetime) -> Release:
        return self.release("joint_brief", "sponsor", at, published={"question": WORDS, "signed_by": ["A", "B"]})

    def open_decision(self, state: State, turn: int) -> None:
        _, other = self.turn(turn)
        size = {State.CALLED: Size.RAPID, State.DECIDED: Size.OWN_CALL}.get(state, Size.STANDARD)
        self.decision(
            size,
            state,
            turn,
            framed_by=other,
            framed_at=self.now,
            called_at=self.now,
            decided_at=self.now,
            round=self.round("views", is_revealed=state == State.REVEALED) if state != State.FRAMED else None,
            integration=self.draft("integration", other) if state == State.INTEGRATING else None,
        )

    def decision(self, size: Size, state: State, turn: int, **fields: Any) -> Decision:
        _, other = self.turn(turn)
        text = {"question": f"{WORDS}? {turn}", "affected": WORDS}
        made: Decision = self.item(Decision, other, text, kind="clinical", size=size.value, state=state.value, **fields)
        return made

    # The day

    def day(self, turn: int) -> None:
        me, other = self.turn(turn)
        line = {"line": f"{WORDS} {turn}"}
        self.item(RunIt, other, {**line, "kind": "gut_check"}, state="asked")
        self.item(
            RunIt, me, {**line, "kind": "gut_check", "answer": "good"}, state="answered", moved_on=self.now.date()
        )
        self.item(RunIt, me, {**line, "kind": "gut_check"}, state="talked", moved_on=self.ago(5).date(), kept_by=me)
        self.item(Debrief, other, {**line, "kind": "tough", "need": "listen"}, state="shared")
        self.item(Debrief, me, {**line, "need": "listen"}, state="talked", moved_on=self.ago(5).date())
        self.item(Coffee, other, {}, state="invited", asked_of=me)
        brief = {"meeting": WORDS[:60], "position": WORDS}
        self.item(Brief, other, brief, state="shared", speaker=me, changed_by=other)
        self.item(Ask, me, {"whom": WORDS[:30]}, decision=self.last(Decision), asker=me, by_on=self.now.date())

    def last(self, model: type[Any]) -> Any:
        return self.ledger.rows[model][-1]

    # What they want to reach, and told everyone of

    def goal(self, turn: int) -> None:
        """Live, with a year of months said; and one that was closed, with the win they told of it."""
        me, other = self.turn(turn)
        text = {"title": f"{WORDS[:60]} {turn}", "patient_line": WORDS, "staff_line": WORDS, "incentives": "yes"}
        work = dict.fromkeys(Goal.TEXT, WORDS)
        day = {"live_on": self.ago(360).date(), "checked_on": self.ago(5).date()}
        live = self.item(Goal, me, work, state="live", release=self.goal_out(text), **day)
        for month in range(12):
            self.item(
                CheckIn,
                other,
                dict.fromkeys(CheckIn.TEXT, WORDS),
                at=self.ago(30 * month + 5),
                goal=live,
                value="on_way",
            )
        ended = text | {"outcome": "met", "learned": WORDS}
        self.item(Goal, me, work, state="met", release=self.goal_out(ended), ended_on=self.ago(400).date(), **day)
        told = {"text": WORDS, "kind": "win", "signed_by": ["A", "B"], "unit": "6 West"}
        self.item(Note, me, dict.fromkeys(Note.TEXT, WORDS), kind="win", state="published", release=self.win_out(told))

    def goal_out(self, text: dict[str, Any]) -> Release:
        return self.release("goal", "programme", self.ago(360), text=text, published=text)

    def win_out(self, text: dict[str, Any]) -> Release:
        return self.release("note", "everyone", self.ago(300), text=text, published=text)

    # What stands once for a pair: its charter, its agreement, its decision rights, its cards

    def papers(self) -> None:
        at = self.ago(1700)
        self.release("charter", "pair", at, text={"north_star": WORDS, "guideposts": [WORDS] * 4})
        self.release("agreement", "sponsor", at, text={"purpose": WORDS}, published={"purpose": WORDS})
        self.release("roles", "pair", at)
        self.round("cards", is_revealed=True)
        for area in rights.load().areas[:4]:
            row = {"area": area.key, "level": "B", "days": 3, "state": "agreed", "agreed_at": at}
            self.item(RightsRow, self.dyad.nurse, {"tie_break": WORDS}, at, **row)

    # Sealed things

    def item(
        self, model: type[Any], author: Person, text: dict[str, Any], at: datetime | None = None, **state: Any
    ) -> Any:
        row = model(space=self.dyad.space, author=author, key_version=1, created_at=at or self.now, **state)
        key = ciphers.item_key(self.dyad.space_key, row.pk)
        row.ciphertext = ciphers.encrypt(key, vault.item_place(row), text)
        return self.ledger.add(row)

    def release(
        self, kind: str, audience: str, at: datetime, text: dict[str, Any] | None = None, published: Any = None
    ) -> Release:
        return self.sealed_release(kind, audience, text or {"what": WORDS}, at, published, self.dyad.people)

    def draft(self, kind: str, turned_by: Person) -> Release:
        return self.sealed_release(kind, "pair", {"what": WORDS}, None, None, (turned_by,))

    def sealed_release(
        self, kind: str, audience: str, text: dict[str, Any], at: datetime | None, published: Any, turned: Any
    ) -> Release:
        state = "released" if at else "draft"
        row = Release(space=self.dyad.space, author=self.dyad.nurse, kind=kind, audience=audience, key_version=1)
        row.state, row.released_at, row.published = state, at, published
        key = ciphers.item_key(self.dyad.space_key, row.pk)
        salt = two_key.salt_from(key)
        row.text_hash = two_key.hash_of(two_key.signed_words(row, text, salt))
        row.ciphertext = ciphers.encrypt(key, two_key.place_of(row), {"text": text, "salt": salt})
        for person in self.dyad.people:
            is_turned = person in turned
            on = {"turned_on": row.text_hash, "turned_at": at or self.now} if is_turned else {}
            self.ledger.add(Key(release=row, person=person, **on))
        return self.ledger.add(row)

    def round(self, kind: str, *, is_revealed: bool) -> Round:
        state = {"state": "revealed", "revealed_at": self.now} if is_revealed else {}
        made = self.ledger.add(Round(space=self.dyad.space, kind=kind, **state))
        for person in self.dyad.people:
            own, own_key = self.dyad.own[person.pk]
            entry = Entry(round=made, author=person, own_space=own, is_sealed=is_revealed)
            if is_revealed:
                key = ciphers.item_key(self.dyad.space_key, entry.pk)
                place = sealed.place_of(entry, "shared", self.dyad.space.pk, 1)
                entry.shared_ciphertext = ciphers.encrypt(key, place, {"view": WORDS}, sealed.PAGE_BYTES)
            else:
                entry.own_ciphertext = sealed.page(entry, "own", {}, ciphers.item_key(own_key, entry.pk))
            self.ledger.add(entry)
        return made

    # The trail

    def walk(self, steps: int) -> None:
        """One chain, as long as the years; only for a pair whose chain is still empty."""
        key, previous, chain = keystore.trail_key(is_first=True), trail.START, str(self.dyad.space.pk)
        for height in range(1, steps + 1):
            entry = TrailEntry(chain=chain, height=height, at=self.now, actor_id=self.dyad.people[height % 2].pk)
            entry.verb, entry.subject_kind, entry.subject_id = "turned_key", "promises.release", str(uuid4())
            entry.facts, entry.previous = {}, previous
            entry.digest = trail.digest_of(key, tuple(getattr(entry, name) for name in trail.COLUMNS[:-1]))
            previous = self.ledger.add(entry).digest


ORDER = (Round, Entry, Release, Key, Decision, Goal)


def write_history(dyad: Dyad, amount: Amount, ledger: Ledger | None = None) -> None:
    """Into the ledger given, or straight into the database."""
    book = ledger or Ledger()
    Chronicle(book, dyad).write(amount)
    if ledger is None:
        book.write(ORDER)
