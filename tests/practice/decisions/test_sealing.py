"""Does the reveal happen once, to both, or not at all; and is what was opened final?"""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from colead.practice.decisions.actions import writing
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.opened import in_order
from colead.promises.ciphers import Unreadable
from colead.promises.models import Entry, TrailEntry
from tests.cast import Riverside, make_riverside
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES, Screen


@pytest.fixture
def town(transactional_db: None) -> Riverside:
    return make_riverside()


def screen_of(person: Any, town: Riverside) -> Screen:
    screen = Screen(Client(), person, town.exec)
    screen.sign_in_again()
    return screen


def at_once(*steps: Any) -> list[Any]:
    """Runs these at the same moment, each with its own connection."""
    barrier, answers = threading.Barrier(len(steps)), [None] * len(steps)

    def run(at: int) -> None:
        barrier.wait()
        try:
            answers[at] = steps[at]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(steps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_page_that_waits_learns_once_that_both_are_in_and_nothing_before(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.ana.seal(id, ANAS)
    address = two.ana.url("look_again", id)
    assert f'hx-get="{address}"' in two.ana.look("show_decision", id)
    assert "hx-get" not in two.kwame.look("show_decision", id)
    for act in (lambda: None, lambda: two.kwame.send("keep_draft", id, KWAMES), lambda: two.ana.tap(id, "unseal")):
        act()
        answers = [screen.client.get(address) for screen in (two.ana, two.kwame)]
        assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    for screen, words in ((two.kwame, KWAMES), (two.ana, ANAS)):
        screen.seal(id, words)
    answer = two.kwame.client.get(address)
    assert answer.status_code == 286
    assert two.kwame.url("show_decision", id) in answer.content.decode()
    assert ANAS["view"] not in answer.content.decode()


@pytest.mark.parametrize("turn", range(4))
def test_two_seals_in_the_same_second_give_one_reveal(town: Riverside, turn: int) -> None:
    ana, kwame = screen_of(town.ana, town), screen_of(town.kwame, town)
    id = ana.frame("big")
    kwame.agree(id)
    at_once(lambda: ana.seal(id, ANAS), lambda: kwame.seal(id, KWAMES))
    decision = ana.get(id)
    assert decision.state == "revealed"
    reveals = TrailEntry.objects.filter(verb="revealed", subject_id=str(decision.round_id))
    assert reveals.count() == 1
    for screen in (ana, kwame):
        page = screen.look("show_decision", id)
        assert ANAS["view"] in page
        assert KWAMES["view"] in page


def test_same_form_sent_many_times_at_once_opens_one_decision(town: Riverside) -> None:
    ana = screen_of(town.ana, town)
    form = {"sentence": "We hold the contract.", "once": str(uuid4())}
    url = ana.url("open_decision", size="own_call")
    clients = [screen_of(town.ana, town).client for _ in range(4)]
    answers = at_once(*[lambda client=client: client.post(url, form) for client in clients])
    assert {answer.status_code for answer in answers} == {303}
    assert ana.look("list_decisions").count("We hold the contract.") == 1


def test_reveal_that_fails_shows_neither(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.kwame.seal(id, KWAMES)
    decision = two.ana.get(id)
    Entry.door._unguarded().filter(round=decision.round, author=two.kwame.person).update(commitment=b"tampered")
    two.ana.done("write_view", id, {**ANAS, "then": "keep"})
    with pytest.raises(Unreadable):
        writing.seal(pair=two.ana.pair, id=id, by=viewer_of(two.ana.person))
    assert two.ana.get(id).state == "writing"
    assert KWAMES["view"] not in two.ana.look("show_decision", id)
    assert ANAS["view"] not in two.kwame.look("show_decision", id)


@pytest.mark.parametrize("name", ["write_view", "keep_draft"])
def test_view_that_was_opened_is_final(two: Two, name: str) -> None:
    id = steps.reveal(two.ana, two.kwame)
    answer = two.ana.send(name, id, {**ANAS, "view": "I always said so.", "then": "seal"})
    assert answer.status_code == 409
    page = two.kwame.look("show_decision", id)
    assert "I always said so." not in page
    assert ANAS["view"] in page


def test_words_sent_too_late_are_shown_back_to_be_copied(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame)
    answer: Any = two.ana.send("write_view", id, {**ANAS, "view": "A thought that came too late."})
    assert "A thought that came too late." in answer.content.decode()


def test_seal_cannot_be_taken_back_once_both_have_sealed(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame)
    assert two.ana.send("tap_decision", id, tap="unseal").status_code in {303, 409}
    assert two.ana.get(id).state == "revealed"


def test_seal_waits_for_what_the_size_asks_and_keeps_the_words(two: Two) -> None:
    id = two.ana.frame("standard")
    two.kwame.agree(id)
    answer = two.ana.seal(id, {"view": "Only this so far."})
    assert answer["Location"].endswith("?check=1")
    page = two.ana.client.get(answer["Location"]).content.decode()
    assert "Only this so far." in page
    assert "Not sealed yet" in page
    assert "is ready" not in two.kwame.look("show_decision", id)


@pytest.mark.parametrize(
    ("cards", "is_enough"),
    [
        ({"card_family": "A door.", "card_patient": "A name."}, False),
        ({"card_charge_nurse": "Two calls.", "card_resident": "Whom to ask."}, False),
        ({"card_family": "A door.", "card_charge_nurse": "Two calls."}, True),
    ],
)
def test_cards_ask_for_one_who_is_cared_for_and_one_who_cares(two: Two, cards: dict[str, str], is_enough: bool) -> None:
    id = two.ana.frame("standard")
    two.kwame.agree(id)
    words = {name: ANAS[name] for name in ("view", "imagine")}
    two.ana.seal(id, {**words, **cards})
    assert ("is ready when you are" in two.kwame.look("show_decision", id)) is is_enough


FOUR = ("view", "imagine", "card_family", "card_charge_nurse")


def test_standard_view_is_sealed_with_four_short_fields_and_not_with_three(two: Two) -> None:
    id = two.ana.frame("standard")
    two.kwame.agree(id)
    words = {name: ANAS[name] for name in FOUR}
    for left_out in FOUR:
        two.ana.seal(id, {name: text for name, text in words.items() if name != left_out})
        assert "is ready when you are" not in two.kwame.look("show_decision", id), left_out
    two.ana.seal(id, words)
    assert "is ready when you are" in two.kwame.look("show_decision", id)


def test_big_view_is_sealed_without_the_line_for_oneself(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.ana.seal(id, {name: text for name, text in ANAS.items() if name not in {"assumption", "hope"}})
    assert "is ready when you are" in two.kwame.look("show_decision", id)


def test_withdrawal_before_the_reveal_leaves_no_word(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.kwame.seal(id, KWAMES)
    assert two.kwame.send("tap_decision", id, tap="withdraw").status_code == 404
    two.ana.tap(id, "withdraw")
    for screen in (two.ana, two.kwame):
        page = screen.look("show_decision", id)
        assert steps.QUESTION not in page
        assert KWAMES["view"] not in page
        assert str(id) not in screen.look("list_decisions")
    entries = Entry.door._unguarded().filter(round=two.ana.get(id).round)
    assert not [entry for entry in entries if entry.own_ciphertext or entry.private_ciphertext]


def test_talking_instead_opens_nothing(two: Two) -> None:
    id = two.ana.frame("quick")
    two.kwame.agree(id)
    two.ana.seal(id, {"view": ANAS["view"], "imagine": ANAS["imagine"]})
    two.kwame.tap(id, "talk-instead")
    assert two.kwame.get(id).state == "talked_instead"
    assert ANAS["view"] not in two.kwame.look("show_decision", id)
    assert ANAS["view"] not in two.ana.look("show_decision", id)


def test_left_and_right_are_the_same_for_both(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    pages = [screen.look("show_decision", id) for screen in (two.ana, two.kwame)]
    is_anas_first = [page.index(ANAS["view"]) < page.index(KWAMES["view"]) for page in pages]
    assert is_anas_first[0] == is_anas_first[1]


def test_left_and_right_fall_by_chance(two: Two) -> None:
    sides = {in_order(two.ana.pair, Decision(pk=uuid4()))[0] for _ in range(40)}
    assert sides == {two.ana.person, two.kwame.person}
