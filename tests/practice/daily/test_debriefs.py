"""Debrief: alone until shared, answered from the need, advice only when it was asked for."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.content import daily
from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.practice.daily import queries
from colead.practice.daily.actions import debriefs
from colead.practice.daily.models import Debrief
from colead.promises import retention, space
from colead.promises.models import Hold
from colead.rules.debriefs import MACHINE
from colead.rules.moves import IllegalMove
from tests.cast import Riverside
from tests.practice.conftest import Desk

LINE = "I raised my voice at the huddle."
TOLD = {"kind": "mistake", "need": "listen", "line": LINE, "my_part": "I had not slept.", "keep": "", "change": ""}


def shared(by: Desk, **words: str) -> Debrief:
    return debriefs.share(pair=by.pair, text={**TOLD, **words}, by=by.viewer)


def test_draft_is_its_writers_alone(maya: Desk, tom: Desk) -> None:
    maya.sends("keep_draft", line=LINE, status=204)
    assert LINE in maya.sees("write_debrief")
    draft = queries.draft_of(maya.viewer, maya.pair)
    assert draft is not None
    assert draft.space.owner_id == maya.person.pk
    assert LINE not in tom.sees("list_between") + tom.sees("write_debrief")
    assert tom.client.get(tom.url("show_debrief", draft.pk)).status_code == 404
    with pytest.raises(Hidden):
        Debrief.door.fetch(tom.viewer, draft.pk)


def test_draft_keeps_the_last_words_and_stays_one(maya: Desk) -> None:
    for words in ("I raised", "I raised my", LINE, ""):
        maya.sends("keep_draft", line=words, need="listen", status=204)
    draft = queries.draft_of(maya.viewer, maya.pair)
    assert draft is not None
    assert space.read(draft, maya.viewer)["line"] == ""
    assert Debrief.door.visible_to(maya.viewer).count() == 1


def test_draft_with_patient_words_is_not_held(maya: Desk) -> None:
    maya.sends("keep_draft", line="MRN 0044512 slipped", status=422)
    assert queries.draft_of(maya.viewer, maya.pair) is None


def test_sharing_lets_the_draft_go(maya: Desk, tom: Desk) -> None:
    maya.sends("keep_draft", line="half a thou", status=204)
    maya.sends("write_debrief", line=LINE, need="listen")
    assert queries.draft_of(maya.viewer, maya.pair) is None
    assert Debrief.door.visible_to(maya.viewer).count() == 1
    assert LINE in tom.sees("list_between")
    assert "half a thou" not in tom.sees("list_between")


def test_draft_let_go_is_gone_at_once(maya: Desk) -> None:
    maya.sends("write_debrief", line=LINE, keep_alone="yes")
    maya.sends("let_go_of_draft")
    assert not Debrief.door.visible_to(maya.viewer).exists()
    maya.sends("let_go_of_draft")


def test_draft_under_a_legal_hold_only_leaves_the_screen(riverside: Riverside, maya: Desk) -> None:
    maya.sends("write_debrief", line=LINE, keep_alone="yes")
    draft = Debrief.door.visible_to(maya.viewer).get()
    Hold.objects.create(space=draft.space, item_id=draft.pk, placed_by=riverside.dana, confirmed_by=riverside.sam)
    maya.sends("let_go_of_draft")
    assert LINE not in maya.sees("write_debrief")
    retention.sweep(on=clock.today() + timedelta(days=500))
    assert Debrief.door.visible_to(maya.viewer).get().state == "let_go"


@pytest.mark.parametrize("need", daily.load().needs, ids=lambda need: need.key)
def test_replies_start_from_the_need(maya: Desk, tom: Desk, need: daily.Need) -> None:
    debrief = shared(maya, need=need.key)
    for strange in {reply.key for other in daily.load().needs for reply in other.replies} - {
        reply.key for reply in need.replies
    }:
        tom.sends("answer_debrief", debrief.pk, reply=strange, status=422)
    tom.sends("answer_debrief", debrief.pk, reply=need.replies[0].key)
    assert need.replies[0].label in maya.sees("show_debrief", debrief.pk)


def test_advice_is_closed_to_who_asked_to_be_heard(maya: Desk, tom: Desk) -> None:
    debrief = shared(maya)
    assert 'name="line"' not in tom.sees("show_debrief", debrief.pk).partition('class="thumb"')[0]
    with pytest.raises(IllegalMove):
        debriefs.answer(debrief=debrief, reply="heard", line="You should sleep more", by=tom.viewer)
    tom.sends("answer_debrief", debrief.pk, reply="heard", line="You should sleep more")
    assert "sleep more" not in maya.sees("show_debrief", debrief.pk)


def test_advice_opens_when_it_is_asked_for(maya: Desk, tom: Desk) -> None:
    debrief = shared(maya)
    tom.sends("answer_debrief", debrief.pk, reply="heard")
    maya.sends("ask_advice", debrief.pk)
    tom.sends("answer_debrief", debrief.pk, reply="one_thought", line="I would say sorry at the next huddle.")
    page = maya.sees("show_debrief", debrief.pk)
    assert "Heard. Thank you for telling me." in page
    assert "I would say sorry at the next huddle." in page


def test_only_the_partner_answers_and_only_the_writer_asks_for_advice(maya: Desk, tom: Desk) -> None:
    debrief = shared(maya)
    with pytest.raises(Hidden):
        debriefs.answer(debrief=debrief, reply="heard", by=maya.viewer)
    debriefs.answer(debrief=debrief, reply="heard", by=tom.viewer)
    with pytest.raises(Hidden):
        debriefs.ask_advice(debrief=debrief, by=tom.viewer)


def test_second_answer_keeps_the_words_it_came_with(maya: Desk, tom: Desk) -> None:
    debrief = shared(maya, need="advise")
    tom.sends("answer_debrief", debrief.pk, reply="one_thought", line="Sleep first.")
    page = tom.sends("answer_debrief", debrief.pk, reply="one_thought", line="And then eat.", status=422)
    assert "This has been answered. Nothing was changed." in page


def test_debrief_about_a_mistake_says_what_belongs_elsewhere(maya: Desk) -> None:
    assert "belong in the safety event system" in maya.sees("write_debrief")


def test_missing_need_comes_back_with_every_word(maya: Desk) -> None:
    page = maya.sends("write_debrief", line=LINE, my_part="I had not slept.", status=422)
    assert LINE in page
    assert "I had not slept." in page
    assert "Choose one, please." in page


def test_debrief_is_gone_after_ninety_days(maya: Desk, tom: Desk) -> None:
    debrief = shared(maya)
    clock.travel(timedelta(days=91))
    assert LINE not in tom.sees("list_between")
    assert tom.client.get(tom.url("show_debrief", debrief.pk)).status_code == 404
    retention.sweep(on=clock.today())
    assert not Debrief.door.visible_to(maya.viewer).exists()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    need=st.sampled_from([need.key for need in daily.load().needs]),
    steps=st.lists(st.tuples(st.booleans(), st.sampled_from(["answer", "talk", "ask_advice"])), max_size=6),
)
def test_whatever_is_tapped_only_legal_moves_happen(
    maya: Desk, tom: Desk, need: str, steps: list[tuple[bool, str]]
) -> None:
    debrief = shared(maya, need=need)
    for is_writer, verb in steps:
        who = maya if is_writer else tom
        before = Debrief.door.fetch(maya.viewer, debrief.pk)
        try:
            if verb == "answer":
                asked = "advise" if space.read(before, maya.viewer)["advice_asked"] else need
                reply = daily.load().need(asked).replies[0].key
                debriefs.answer(debrief=debrief, reply=reply, by=who.viewer)
            elif verb == "talk":
                debriefs.we_talked(debrief=debrief, by=who.viewer)
            else:
                debriefs.ask_advice(debrief=debrief, by=who.viewer)
        except (IllegalMove, Hidden):
            assert Debrief.door.fetch(maya.viewer, debrief.pk).state == before.state
        else:
            assert Debrief.door.fetch(maya.viewer, debrief.pk).state == MACHINE.next_state(before.state, verb)
        assert space.read(Debrief.door.fetch(tom.viewer, debrief.pk), tom.viewer)["line"] == LINE
