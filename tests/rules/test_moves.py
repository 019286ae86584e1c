"""What holds for every machine: no road leads out of the table, ends stay ends, refusals are kind and silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules.moves import IllegalMove, Machine
from tests.rules.machines import MACHINES

# A step that is reopened, a page that is written anew, a tap that another puts right.
MAY_ALWAYS_BEGIN_AGAIN = {"launch step", "dyad page", "appearance", "promise"}
EVERY_MACHINE = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())
A_MACHINE = st.sampled_from(list(MACHINES.values()))


def verbs_of(machine: Machine) -> list[str]:
    return sorted({verb for _, verb in machine.moves})


@st.composite
def a_walk(draw):
    machine = draw(A_MACHINE)
    return machine, draw(st.lists(st.sampled_from(verbs_of(machine)), max_size=25))


@given(a_walk())
def test_walk_of_any_verbs_never_leaves_the_table(walk):
    machine, verbs = walk
    state = machine.start
    for verb in verbs:
        if machine.may(state, verb):
            state = machine.next_state(state, verb)
        else:
            with pytest.raises(IllegalMove):
                machine.next_state(state, verb)
        assert state in machine.states
        assert (state in machine.terminal) == all(
            machine.next_state(state, one) == state for one in machine.verbs_from(state)
        )


@given(A_MACHINE, st.text(max_size=12), st.text(max_size=12))
def test_strange_states_and_verbs_are_refused(machine, state, verb):
    if not machine.may(state, verb):
        with pytest.raises(IllegalMove):
            machine.next_state(state, verb)


@EVERY_MACHINE
def test_every_state_can_be_reached(machine):
    assert machine.reachable == machine.states


@EVERY_MACHINE
def test_every_state_that_can_be_left_leads_to_an_end_or_rests(machine):
    """Nothing may be caught in a ring that has no way to rest, save what may always be taken up again."""
    if not machine.terminal:
        assert machine.name in MAY_ALWAYS_BEGIN_AGAIN
        return
    for state in machine.states:
        alone = Machine(machine.name, state, machine.words, machine.moves)
        assert alone.reachable & machine.terminal


@EVERY_MACHINE
def test_state_read_as_plain_text_moves_the_same(machine):
    (state, verb), landed = next(iter(machine.moves.items()))
    assert machine.next_state(str(state), verb) is landed


@EVERY_MACHINE
def test_refusal_says_where_it_stands_and_that_nothing_changed(machine):
    for state in machine.states:
        with pytest.raises(IllegalMove) as refused:
            machine.next_state(state, "fly")
        assert refused.value.sentence == f"{machine.words[state]} Nothing was changed."
        assert "!" not in refused.value.sentence
        assert str(refused.value) == f"{machine.name}: no fly from {state}"


def test_refusal_of_an_unknown_state_still_has_a_sentence():
    with pytest.raises(IllegalMove) as refused:
        next(iter(MACHINES.values())).next_state("nowhere", "answer")
    assert refused.value.sentence == "This has moved on. Nothing was changed."
