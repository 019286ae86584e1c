"""Whatever two people tap in whatever order: only legal moves are taken, and no view opens before both have sealed."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.foundation.viewer import Hidden
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, papers, settling, writing
from colead.practice.decisions.actions.framing import Frame
from colead.practice.decisions.actions.writing import View
from colead.promises import sealed, two_key
from colead.promises.sealed import NotOpen
from colead.rules import decisions as rules
from colead.rules.decisions import State
from colead.rules.moves import IllegalMove
from tests.cast import Riverside
from tests.makers import viewer_of

REFUSALS = (IllegalMove, Refused, Hidden, NotOpen, two_key.StaleText, two_key.AlreadyOut, papers.Incomplete)
Step = Callable[[Any], object]


class Act:
    """One person at one decision, straight at the actions."""

    def __init__(self, town: Riverside, person: Any, id: Any) -> None:
        self.by = viewer_of(person)
        self.pair = partnerships.get_pair(self.by, town.exec.pk)
        self.id = id

    @property
    def at(self) -> dict[str, Any]:
        return {"pair": self.pair, "id": self.id, "by": self.by}

    @property
    def decision(self) -> Any:
        return queries.get(self.by, self.pair, self.id)

    def write(self) -> None:
        view = View({"view": f"view of {self.by.person.name}", "imagine": "the other"}, {})
        writing.keep_draft(view=view, **self.at)

    def keep(self, name: str, text: dict[str, Any]) -> None:
        paper = papers.draft_of(self.decision, name)
        papers.keep(name=name, text=text, seen=paper.text_hash if paper else "", **self.at)

    def turn(self, name: str) -> None:
        paper = queries.paper(self.decision, name)
        papers.turn(name=name, seen=paper.text_hash if paper else "", are_told=True, **self.at)


STEPS: dict[str, Step] = {
    "agree": lambda act: framing.agree(seen=queries.stamp_of(act.decision), **act.at),
    "write": lambda act: act.write(),
    "seal": lambda act: writing.seal(**act.at),
    "unseal": lambda act: writing.unseal(**act.at),
    "withdraw": lambda act: framing.withdraw(**act.at),
    "talk instead": lambda act: framing.talk_instead(**act.at),
    "mark": lambda act: settling.mark(value="partly", add="", **act.at),
    "talked": lambda act: settling.talked(**act.at),
    "differ": lambda act: settling.differ(**act.at),
    "come back": lambda act: settling.come_back(**act.at),
    "close": lambda act: settling.close(**act.at),
    "integrate": lambda act: act.keep("integration", {"outcome": "integrated", "sentence": "A lounge first."}),
    "key to integration": lambda act: act.turn("integration"),
    "find words": lambda act: act.keep("words", {"what": "A lounge first.", "why": "Nobody waits in a corridor."}),
    "key to words": lambda act: act.turn("words"),
    "leave words": lambda act: papers.leave_words(**act.at),
    "look back": lambda act: settling.look_back(value="worked", missed="", whose_knew="", next_on=None, **act.at),
}
# Mostly forward, so that many walks get far; the rest in any order.
FORWARD = ["agree", "write", "seal", "talked", "integrate", "key to integration", "find words", "key to words"]
walks = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.one_of(st.sampled_from(FORWARD), st.sampled_from(sorted(STEPS)))),
    min_size=6,
    max_size=40,
)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=walks)
def test_two_people_tapping_anything_only_move_legally(riverside: Riverside, walk: list[tuple[int, str]]) -> None:
    ana = Act(riverside, riverside.ana, None)
    opened = framing.frame(pair=ana.pair, frame=Frame("quick", "operational", "Open them?"), by=ana.by)
    acts = [Act(riverside, person, opened.pk) for person in (riverside.ana, riverside.kwame)]
    for who, name in walk:
        before = queries.present_state(acts[0].decision, acts[0].by)
        try:
            STEPS[name](acts[who])
        except (*REFUSALS, writing.Unfinished):
            assert queries.present_state(acts[0].decision, acts[0].by) == before
        check(acts, before)


def check(acts: list[Act], before: State) -> None:
    decision = acts[0].decision
    after = queries.present_state(decision, acts[0].by)
    assert decision.state != State.ONE_SEALED
    if after != before:
        assert after in reachable_from(before)
    if decision.round is None or decision.round.state == "revealed":
        return
    for act in acts:
        assert queries.views(decision, act.by) == {}
        with pytest.raises(sealed.NotRevealed):
            sealed.documents(decision.round, act.by)


def reachable_from(before: State) -> set[State]:
    """One move on, or two where looking back begins with falling due."""
    moves = rules.TWO_VIEW.moves
    one = {to for (origin, _), to in moves.items() if origin == before}
    return one | {to for (origin, _), to in moves.items() if origin == State.LOOKBACK_DUE and State.LOOKBACK_DUE in one}


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["quick", "standard", "big"])
def test_a_decision_starts_framed_and_asks_the_other(riverside: Riverside, size: str) -> None:
    act = Act(riverside, riverside.ana, None)
    decision = framing.frame(pair=act.pair, frame=Frame(size, "ethical", "Open them?"), by=act.by)
    assert decision.state == State.FRAMED
    with pytest.raises(Refused):
        framing.agree(pair=act.pair, id=decision.pk, seen=queries.stamp_of(decision), by=act.by)
