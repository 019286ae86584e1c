"""The invitation, its four answers, the two lines of a crossed wire; small agreements, and the end."""

import re
from datetime import timedelta

import pytest
from django.forms import Form

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import inviting, settling
from colead.practice.conflicts.forms import CheckForm, CrossedForm, InviteForm, LineForm, ReplyForm
from colead.practice.conflicts.models import Matter
from colead.practice.conflicts.queries import home as home_lines
from colead.promises import retention, space
from colead.promises.models import Hold
from colead.rules.conflicts import State
from tests.cast import Riverside
from tests.practice.conflicts.conftest import LINE, TOPIC, agreed, both_say, invited, matter_of, state_of, talked
from tests.practice.conftest import Desk


@pytest.mark.parametrize(
    ("form", "lines", "taps"),
    [(InviteForm(), 1, 1), (CrossedForm(), 1, 1), (LineForm(), 1, 0), (ReplyForm(), 0, 1), (CheckForm(), 0, 1)],
    ids=["invite", "crossed", "line", "reply", "check"],
)
def test_required_inputs_keep_the_budget(form: Form, lines: int, taps: int) -> None:
    required = [field for field in form.fields.values() if field.required]
    assert len([field for field in required if not hasattr(field, "choices")]) == lines
    assert len([field for field in required if hasattr(field, "choices")]) == taps


def test_topic_holds_sixty_characters(ana: Desk) -> None:
    assert "Up to 60 characters" in ana.sends("conflicts:invite", status=422, topic="x" * 61, setting="coffee")
    invited(ana, topic="x" * 60)


def test_first_page_says_that_one_would_like_to_talk_and_not_what_about(ana: Desk, kwame: Desk) -> None:
    invited(ana, hope="That we laugh again.", minutes="20")
    page = kwame.sees("home:pair")
    assert "Ana Ruiz would like to talk" in page
    assert "A walk, 20 minutes" in page
    assert TOPIC not in page + ana.sees("home:pair")
    assert "laugh" not in page
    assert "That we laugh again." in kwame.sees("conflicts:show", matter_of(kwame).pk)


def test_who_is_asked_answers_from_home_and_each_is_told_in_names(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    lines, _open = home_lines.first_page(kwame.viewer, kwame.pair)
    assert [answer.label for answer in lines[0].answers] == ["Yes, let us talk", "Not yet"]
    assert "Ana Ruiz would like to talk." in kwame.sees("conflicts:show", id)
    assert f"You asked {kwame.person.name}." in ana.sees("conflicts:show", id)
    page = kwame.sees("conflicts:show", id)
    assert kind_of(page, "accept") == "primary"
    assert kind_of(page, "talk") == "quiet"
    answered = kwame.client.post(lines[0].answers[0].action_url, lines[0].answers[0].fields)
    assert answered["Location"] == kwame.url("home:pair")
    assert state_of(ana) == State.SET
    assert kind_of(kwame.sees("conflicts:show", id), "talk") == "primary"


def kind_of(page: str, value: str) -> str:
    """How large the button that sends this stands."""
    button = next(one for one in re.findall(r"<button[^>]*>", page) if f'value="{value}"' in one)
    return "quiet" if "quiet" in button else "primary"


def test_yes_sets_the_talk_and_only_the_other_says_it(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    with pytest.raises(Hidden):
        inviting.answer(pair=ana.pair, id=id, reply="accept", by=ana.viewer)
    kwame.sends("conflicts:answer", id, reply="accept")
    assert state_of(ana) == State.SET
    assert "What I saw" in ana.sees("conflicts:show", id)


def test_another_time_turns_the_question_round(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    assert "Say when, please." in kwame.sends("conflicts:answer", id, status=422, reply="other_time")
    kwame.sends("conflicts:answer", id, reply="other_time", when="Thursday after rounds")
    assert "Kwame Osei would like to talk" in ana.sees("home:pair")
    ana.sends("conflicts:answer", id, reply="accept")
    assert state_of(kwame) == State.SET


def test_with_a_coach_is_asked_back(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    kwame.sends("conflicts:answer", id, reply="with_coach")
    assert "With a coach" in ana.sees("home:pair")


def test_not_yet_asks_for_a_time_within_a_week(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    kwame.sends("conflicts:answer", id, reply="not_yet")
    matter = matter_of(kwame)
    assert matter.propose_by == clock.today() + timedelta(days=7)
    assert "Propose a time to talk" in kwame.sees("home:pair")
    assert "Propose a time" not in ana.sees("home:pair")
    assert "not_yet" not in kwame.sees("conflicts:show", id).partition("<h1")[2].partition("Another time")[0]
    kwame.sends("conflicts:answer", id, reply="other_time", when="Monday")
    assert state_of(ana) == State.INVITED


def test_who_was_asked_cannot_make_it_go_away(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    assert kwame.client.post(kwame.url("conflicts:let_go", id)).status_code == 404
    ana.sends("conflicts:let_go", id)
    assert not Matter.door.visible_to(ana.viewer).exists()
    for desk in (ana, kwame):
        assert desk.client.get(desk.url("conflicts:show", id)).status_code == 404
        assert "would like to talk" not in desk.sees("home:pair")


def test_what_is_let_go_under_a_hold_leaves_the_screen(riverside: Riverside, ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    place = matter_of(ana).space
    Hold.objects.create(space=place, item_id=id, placed_by=riverside.dana, confirmed_by=riverside.sam)
    kwame.sends("conflicts:let_go", id)
    assert ana.client.get(ana.url("conflicts:show", id)).status_code == 404
    assert TOPIC not in ana.sees("conflicts:start")
    retention.sweep(on=clock.today() + timedelta(days=500))
    assert Matter.door.visible_to(ana.viewer).count() == 1


def test_a_week_without_a_talk_reminds_the_inviter_alone_and_once(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    [notice] = Notice.objects.all()
    assert (notice.person_id, notice.sentence) == (ana.person.pk, "next_step")
    assert notice.due_at >= clock.now() + timedelta(days=6)
    assert not re.search("talk|conflict|matter", notice.key)
    clock.travel(timedelta(days=7))
    assert "Talk, let it go, or ask for help" in ana.sees("home:pair")
    assert "Talk, let it go" not in kwame.sees("home:pair")
    kwame.sends("conflicts:tap", id, verb="talk")
    assert not Notice.objects.filter(sent_at=None).exists()


def test_crossed_wires_are_two_lines_and_done(ana: Desk, kwame: Desk) -> None:
    ana.sends("conflicts:cross", side="heard", line="That the lounge is closed.")
    id = matter_of(ana).pk
    assert "Ana Ruiz asks what was meant" in kwame.sees("home:pair")
    assert "lounge" not in kwame.sees("home:pair")
    with pytest.raises(Hidden):
        inviting.clear(pair=ana.pair, id=id, line="I answer myself", by=ana.viewer)
    kwame.sends("conflicts:clear", id, line="That it closes at seven.")
    page = ana.sees("conflicts:show", id)
    assert "That the lounge is closed." in page
    assert "That it closes at seven." in page
    assert state_of(ana) == State.SETTLED
    kwame.sends("conflicts:clear", id, status=422, line="And another thing.")
    assert "another thing" not in ana.sees("conflicts:show", id)


def test_there_is_no_box_for_a_reply_at_any_stage(ana: Desk, kwame: Desk) -> None:
    """The one line that can be written is a small agreement, and a time."""
    id = invited(ana)
    seen = {name for desk in (ana, kwame) for name in boxes(desk, id)}
    kwame.sends("conflicts:answer", id, reply="accept")
    seen |= {name for desk in (ana, kwame) for name in boxes(desk, id)}
    assert seen == {"when"}
    both_say("talk", id, kwame, ana)
    assert set(boxes(ana, id)) == {"line"}
    both_say("settle", id, kwame, ana)
    assert boxes(ana, id) == []


def boxes(desk: Desk, id: object) -> list[str]:
    page = desk.sees("conflicts:show", id)
    return re.findall(r'<textarea[^>]*name="(\w+)"|<input type="text"[^>]*name="(\w+)"', page) and [
        one or two for one, two in re.findall(r'<textarea[^>]*name="(\w+)"|<input type="text"[^>]*name="(\w+)"', page)
    ]


def test_agreement_stands_when_both_have_tapped_it(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:add_line", id, line=LINE)
    assert state_of(ana) == State.TALKED
    assert "A small agreement waits for your yes" in kwame.sees("home:pair")
    with pytest.raises(Hidden):
        settling.agree_line(pair=ana.pair, id=id, place=1, seen=LINE, by=ana.viewer)
    page = kwame.sends("conflicts:tap_line", id, 1, status=422, seen="Other words")
    assert "has changed since you opened" in page
    kwame.sends("conflicts:tap_line", id, 1, seen=LINE)
    assert state_of(ana) == State.AGREED
    assert matter_of(ana).check_on == clock.today() + timedelta(days=14)


def test_three_agreements_are_as_many_as_two_keep(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    for n in range(3):
        ana.sends("conflicts:add_line", id, line=f"Line {n}")
    assert "Take one away first." in kwame.sends("conflicts:add_line", id, status=422, line="A fourth")
    assert kwame.client.post(kwame.url("conflicts:tap_line", id, 2), {"drop": "yes"}).status_code == 404
    ana.sends("conflicts:tap_line", id, 2, drop="yes")
    kwame.sends("conflicts:add_line", id, line="In its place")
    assert space.read(matter_of(ana), ana.viewer)["line_2"] == "In its place"


def test_played_off_asks_for_one_line_and_offers_to_hold_it(ana: Desk, kwame: Desk) -> None:
    id = invited(ana, kind="played_off")
    assert "Nobody rescues anybody" in kwame.sees("conflicts:show", id)
    both_say("talk", id, kwame, ana)
    assert "The one line, and who says it" in ana.sees("conflicts:show", id)


def test_move_that_came_too_late_says_so_and_changes_nothing(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    page = kwame.sends("conflicts:answer", id, status=422, reply="accept")
    assert "The two of you have talked. Nothing was changed." in page


def test_settled_words_go_after_ninety_days_and_open_ones_too(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    both_say("settle", id, kwame, ana)
    assert matter_of(ana).retain_until == clock.today() + timedelta(days=90)
    other = invited(ana)
    clock.travel(timedelta(days=91))
    for gone in (id, other):
        assert ana.client.get(ana.url("conflicts:show", gone)).status_code == 404
    retention.sweep(on=clock.today())
    assert not Matter.door.visible_to(ana.viewer).exists()


def test_empty_seat_has_nobody_to_ask(ana: Desk, kwame: Desk) -> None:
    pair = ana.pair
    alone = type(pair)(pair.partnership, pair.space, pair.me, None, pair.my_side)
    with pytest.raises(Exception, match="other seat is empty"):
        inviting.invite(pair=alone, text={"topic": TOPIC}, by=ana.viewer)
    assert not queries.matters(ana.viewer, pair).exists()
