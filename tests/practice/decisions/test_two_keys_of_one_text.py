"""Whatever two partners tap in whatever order: does anything go out that both did not sign, in exactly that version?

The machine remembers by itself what stood on whose screen when a key was turned, and asks what a stranger reads.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from colead.foundation.viewer import Viewer
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, papers, settling
from colead.promises import two_key
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.decisions.test_moves import Act

PARTS = ("what", "why", "nurses", "questions")
SECRET = "who_feels"
REFUSALS = (StaleText, AlreadyOut, NotOut, IllegalMove, papers.Refused, papers.Incomplete, papers.Untold)
SEATS = st.sampled_from([0, 1])
SELDOM = st.integers(0, 4).map(lambda n: n == 4)
Out = dict[str, str]


class OneVoice(RuleBasedStateMachine):
    """Two partners, two screens that may be old, one decision, and Nia who reads what is published."""

    town: Riverside

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        ana = Act(self.town, self.town.ana, None)
        id = framing.tell(pair=ana.pair, sentence="The contract stays.", by=ana.by).pk
        self.acts = [Act(self.town, person, id) for person in (self.town.ana, self.town.kwame)]
        self.nia: Viewer = viewer_of(self.town.nia)
        self.screens: list[tuple[str, Out]] = [("", {}), ("", {})]
        self.signed: list[Out | None] = [None, None]
        self.standing: Out = {}
        self.both_signed: Out = {}
        self.n_drafts = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def draft(self) -> Any:
        return papers.draft_of(self.acts[0].decision, "words")

    def tries(self, step: Any, **given: Any) -> bool:
        try:
            with transaction.atomic():
                step(**given)
        except REFUSALS:
            return False
        return True

    def looks(self, who: int) -> None:
        draft = self.draft
        self.screens[who] = (draft.text_hash if draft else "", dict(self.standing) if draft else {})

    @rule(who=SEATS, parts=st.sets(st.sampled_from([*PARTS, SECRET])), is_same=SELDOM, is_old=SELDOM)
    def writes(self, who: int, parts: set[str], is_same: bool, is_old: bool) -> None:
        if not is_old:
            self.looks(who)
        self.n_drafts += not is_same
        text = {name: f"{name} {self.n_drafts}" for name in ("what", "why", "nurses", "question_1", SECRET)}
        before, seen = self.draft, self.screens[who][0]
        given = {"name": "words", "text": text, "parts": sorted(parts), "seen": seen}
        if not self.tries(papers.keep, **given, **self.acts[who].at):
            return
        chosen = {"what", *parts} if parts else set()
        names = {"question_1" if name == "questions" else name for name in chosen} - {SECRET}
        self.standing = {name: text[name] for name in names}
        after = self.draft
        if before is None or (after.pk, after.text_hash) != (before.pk, before.text_hash):
            self.signed = [None, None]
        self.looks(who)

    @rule(who=SEATS, is_old=SELDOM, is_untold=SELDOM)
    def turns(self, who: int, is_old: bool, is_untold: bool = False) -> None:
        if not is_old:
            self.looks(who)
        seen, words = self.screens[who]
        if not self.tries(papers.turn, name="words", seen=seen, are_told=not is_untold, **self.acts[who].at):
            return
        self.signed[who] = words
        if self.signed[0] == self.signed[1]:
            self.both_signed, self.signed = words, [None, None]

    @rule(is_old=SELDOM)
    def both_turn(self, is_old: bool) -> None:
        for who in (0, 1):
            self.turns(who, is_old)

    @rule(who=SEATS)
    def takes_key_back(self, who: int) -> None:
        if self.tries(papers.take_back, name="words", **self.acts[who].at):
            self.signed[who] = None

    @rule(who=SEATS)
    def leaves_draft(self, who: int) -> None:
        if self.tries(papers.leave_words, **self.acts[who].at):
            self.signed = [None, None]

    @precondition(lambda self: self.both_signed)
    @rule(who=SEATS)
    def unpublishes(self, who: int) -> None:
        if self.tries(papers.unpublish, **self.acts[who].at):
            self.both_signed, self.signed = {}, [None, None]

    @rule(who=SEATS)
    def looks_back(self, who: int) -> None:
        back = {"value": "worked", "missed": "", "whose_knew": "", "next_on": None}
        self.tries(settling.look_back, **back, **self.acts[who].at)

    def read_by_nia(self) -> Iterator[Out]:
        for release in two_key.released_to(self.nia, queries.WORDS).filter(state="released"):
            yield {name: words for name, words in (release.published or {}).items()}

    @invariant()
    def everyone_reads_exactly_what_both_signed_last(self) -> None:
        assert list(self.read_by_nia()) == ([self.both_signed] if self.both_signed else [])

    @invariant()
    def nothing_that_was_kept_between_them_is_out_in_any_version(self) -> None:
        for release in two_key.released_to(self.nia, queries.WORDS):
            assert SECRET not in (release.published or {})


@pytest.mark.django_db
def test_nothing_is_out_that_both_did_not_sign_in_that_version(riverside: Riverside) -> None:
    machine = type("OneVoice", (OneVoice,), {"town": riverside})
    few = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=few)
    )
