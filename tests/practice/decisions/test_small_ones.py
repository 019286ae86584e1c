"""An own call in one line and one tap; a call on the spot that both complete within two days, or drop."""

from datetime import timedelta
from typing import Any

import pytest

from colead.foundation import clock
from colead.practice.decisions.forms import VIEW_FORMS, FrameForm, OwnCallForm, RapidForm
from colead.rules.decisions import Size
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import id_in


def tell(two: Two) -> Any:
    form = {"sentence": "We hold the agency contract until spring."}
    return id_in(two.ana.done("open_decision", None, form, size="own_call"))


def test_own_call_takes_one_line(two: Two) -> None:
    assert [name for name, field in OwnCallForm().fields.items() if field.required] == ["sentence"]
    id = tell(two)
    assert two.kwame.get(id).state == "decided"
    assert "We hold the agency contract" in two.kwame.look("show_decision", id)


def test_fine_by_me_is_one_tap_and_seen_by_the_other(two: Two) -> None:
    id = tell(two)
    two.kwame.tap(id, "fine")
    assert "Fine by Dr Kwame Osei" in two.ana.look("show_decision", id)


def test_call_is_answered_by_the_partner_alone(two: Two) -> None:
    id = tell(two)
    assert two.ana.send("tap_decision", id, tap="fine").status_code == 404
    two.kwame.tap(id, "talk")
    assert two.kwame.send("tap_decision", id, tap="stand").status_code == 404
    two.ana.tap(id, "stand")
    assert two.ana.get(id).state == "decided"


def test_talk_can_take_a_call_back(two: Two) -> None:
    id = tell(two)
    two.kwame.tap(id, "talk")
    two.ana.tap(id, "talk-instead")
    assert two.kwame.get(id).state == "talked_instead"


def test_call_on_the_spot_is_completed_together(two: Two) -> None:
    id = steps.call(two.kwame)
    theirs, own = two.ana.look("show_decision", id), two.kwame.look("show_decision", id)
    assert "It waits for you." in theirs
    assert "Dr Kwame Osei called it without reaching you." in theirs
    assert "It waits for Ana Ruiz." in own
    assert "You called it without reaching Ana Ruiz." in own
    two.ana.tap(id, "ours")
    page = two.ana.look("write_integration", id)
    assert "We move the two units into recovery" in page
    two.ana.save("write_integration", id, {"sentence": "The two units stay in recovery until the lifts run."})
    two.ana.turn(id, "integration")
    two.kwame.turn(id, "integration")
    assert two.ana.get(id).state == "decided"


def test_call_on_the_spot_can_only_be_dropped_after_two_days(two: Two) -> None:
    id = steps.call(two.kwame)
    clock.travel(timedelta(hours=49))
    two.ana.sign_in_again()
    page = two.ana.look("show_decision", id)
    assert "Yes, ours" not in page
    answer: Any = two.ana.send("tap_decision", id, tap="ours")
    assert answer.status_code == 409
    assert "Its two days are over" in answer.content.decode()
    two.ana.tap(id, "drop")
    assert two.ana.get(id).state == "dropped"


def test_talk_about_a_call_can_end_in_ours(two: Two) -> None:
    id = steps.call(two.kwame)
    two.ana.tap(id, "talk")
    assert two.ana.get(id).state == "to_talk"
    two.ana.tap(id, "ours")
    assert two.ana.get(id).state == "ours"


def required(form: Any) -> set[str]:
    return {name for name, field in form.fields.items() if field.required}


@pytest.mark.parametrize(
    ("size", "needed"),
    [
        (Size.QUICK, {"view", "imagine"}),
        (Size.STANDARD, {"view", "imagine"}),
        (Size.BIG, {"view", "imagine", "firmness", "know", "outside_frame"}),
    ],
)
def test_view_asks_for_no_more_than_its_budget(two: Two, size: Size, needed: set[str]) -> None:
    form = VIEW_FORMS[size](pair=two.ana.pair, size=size)
    assert required(form) == needed


def test_what_is_needed_looks_needed_when_the_page_comes_back(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame)
    two.ana.tap(id, "talked")
    sent: Any = two.ana.send("write_integration", id, {"sentence": "Move MRN 0044512 to 6 West"})
    for page in (two.ana.look("write_integration", id), sent.content.decode()):
        labels = {words: "if you like" in rest[:90] for words, rest in asked(page)}
        assert labels["What do we give up?"] is False
        assert labels["What we decided, in one sentence"] is False


def asked(page: str) -> list[tuple[str, str]]:
    return [(part.split(">", 1)[1].split("<")[0].strip(), part.split(">", 1)[1]) for part in page.split("<label")[1:]]


def test_frame_and_call_ask_for_no_more_than_their_budget() -> None:
    assert required(FrameForm(initial={"size": "quick"})) == {"question", "kind", "size"}
    assert required(RapidForm()) == {"situation", "do_now", "north_star", "partner_reached"}


def test_size_is_suggested_from_the_row(two: Two) -> None:
    page = two.ana.client.get(
        two.ana.url("choose_size"), {"area": "daily_staffing_flow", "undo": "yes"}
    ).content.decode()
    assert "Suggested by what you tapped" in page


def test_patient_words_are_stopped_and_kept_on_the_screen(two: Two) -> None:
    answer: Any = two.ana.send("open_decision", None, {"sentence": "Move MRN 0044512 to 6 West"}, size="own_call")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "patient information" in page
    assert "Move MRN 0044512 to 6 West" in page
    assert "0044512" not in two.kwame.look("list_decisions")


def test_patient_words_are_not_kept_as_a_draft(two: Two) -> None:
    id = two.ana.frame("quick")
    two.kwame.agree(id)
    assert two.ana.send("keep_draft", id, {"view": "MRN 0044512 waits"}).status_code == 422
    assert "0044512" not in two.ana.look("write_view", id)


def test_frame_that_was_edited_meanwhile_is_not_agreed_to(two: Two) -> None:
    id = two.ana.frame("standard")
    seen = steps.hidden("seen", two.kwame.look("show_decision", id))
    form = {
        "question": "Open six?",
        "kind": "operational",
        "decide_by": steps.DECIDE_BY,
        "size": "standard",
    }
    two.ana.done("edit_frame", id, {**form, "seen": seen})
    answer: Any = two.kwame.send("agree_to_frame", id, {"seen": seen})
    assert answer.status_code == 409
    assert two.ana.get(id).state == "framed"


def test_edit_by_the_other_asks_the_first_again(two: Two) -> None:
    id = two.ana.frame("standard")
    seen = steps.hidden("seen", two.kwame.look("edit_frame", id))
    form = {
        "question": "Open six?",
        "kind": "operational",
        "decide_by": steps.DECIDE_BY,
        "size": "big",
        "seen": seen,
    }
    answer: Any = two.kwame.send("edit_frame", id, form)
    assert answer.status_code == 422
    two.kwame.done("edit_frame", id, {**form, "affected": "Night nurses", "reversible": "yes"})
    assert two.kwame.send("agree_to_frame", id, {"seen": seen}).status_code == 409
    two.ana.agree(id)
    assert two.ana.get(id).state == "writing"
    assert two.ana.get(id).size == "big"


def test_nobody_agrees_to_their_own_frame(two: Two) -> None:
    id = two.ana.frame("quick")
    seen = steps.hidden("seen", two.kwame.look("show_decision", id))
    assert two.ana.send("agree_to_frame", id, {"seen": seen}).status_code == 409


def test_own_call_can_be_said_with_one_voice(two: Two) -> None:
    id = tell(two)
    start = two.ana.look("write_words", id)
    assert "We hold the agency contract until spring." in start
    two.ana.save("write_words", id, {"what": "The contract stays until spring.", "why": "Nobody leaves in winter."})
    assert "Both of you have agreed." not in two.kwame.look("show_decision", id)
    two.ana.turn(id, "words")
    two.kwame.turn(id, "words")
    assert two.ana.get(id).state == "announced"
    assert "The contract stays until spring." in two.kwame.look("print_decision", id)


@pytest.mark.parametrize("outcome", ["to_sponsor", "conflict"])
def test_outcome_that_goes_another_way_takes_no_key(two: Two, outcome: str) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, {**steps.TOGETHER, "outcome": outcome})
    page = two.kwame.look("show_decision", id)
    assert "this outcome goes another way" in page
    assert "Turn my key" not in page
    two.kwame.tap(id, "differ")
    assert two.ana.get(id).state == "conflict"
    two.ana.tap(id, "come-back")
    assert two.ana.get(id).state == "integrating"
