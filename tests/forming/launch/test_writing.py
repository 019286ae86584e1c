"""Writing alone and opening together: is anything seen before both have sealed, and is everything seen after?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.content import cards as cards_content
from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.forming.launch.actions import writing
from colead.foundation.models import Notice
from colead.partnerships import charter
from colead.promises import sealed
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk, masked

CANARY = "plum-sparrow-9241"


def test_cards_open_to_both_at_the_second_seal(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "cards", at_my_best=CANARY, reach_me="Text me")
    for route in (("cards",), ("write", "cards"), ("road",)):
        assert CANARY not in tom.sees(*route)
    assert "Maya Lind is ready when you are" in tom.sees("cards")
    answer = tom.sends("seal", "cards", decide="Thinking aloud")
    assert answer.status_code == 303
    assert "fresh" in tom.client.get(answer["Location"]).content.decode()
    for desk in (maya, tom):
        page = desk.sees("cards")
        assert CANARY in page
        assert "Thinking aloud" in page


@pytest.mark.parametrize(("kind", "words"), [("cards", {"decide": CANARY}), ("rights", {"huddle_design": "N"})])
def test_page_that_waits_asks_again_and_learns_only_that_both_are_in(
    maya: Desk, tom: Desk, priya: Desk, kind: str, words: dict[str, str]
) -> None:
    url = maya.url("waiting", kind)
    maya.taken("seal", kind, **words)
    page = maya.sees("write", kind)
    assert f'hx-get="{url}"' in page
    assert "Look again" in page
    assert "hx-get" not in tom.sees("write", kind)
    for act in (lambda: None, lambda: tom.sends("keep", kind, **words), lambda: maya.sends("unseal", kind)):
        act()
        for desk in (maya, tom):
            answer = desk.client.get(url)
            assert (answer.status_code, answer.content) == (204, b"")
    for desk in (tom, maya):
        desk.taken("seal", kind, **words)
    answer = maya.client.get(url)
    assert answer.status_code == 286
    assert "Read both" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert priya.client.get(url).status_code == 404


def test_partner_cannot_tell_whether_a_draft_exists(maya: Desk, tom: Desk) -> None:
    routes = (("write", "cards"), ("cards",), ("road",), ("rights",))
    before = [masked(tom.sees(*route)) for route in routes]
    maya.sends("keep", "cards", at_my_best="x" * 150, misread="y")
    maya.sends("keep", "rights", huddle_design="N")
    assert [masked(tom.sees(*route)) for route in routes] == before


def test_draft_keeps_itself_and_comes_back(maya: Desk) -> None:
    assert maya.sends("keep", "cards", at_my_best=CANARY).status_code == 204
    assert CANARY in maya.sees("write", "cards")
    maya.taken("keep", "cards", at_my_best=CANARY + "!", keep="yes")
    assert CANARY + "!" in maya.sees("write", "cards")


def test_empty_card_is_not_sealed_and_a_long_line_is_not_lost(maya: Desk) -> None:
    assert maya.sends("seal", "cards").status_code == 422
    long = "word " * 60
    answer = maya.sends("seal", "cards", at_my_best=long)
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()


def test_seal_can_be_taken_back_until_the_partner_seals(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "cards", at_my_best="first words")
    maya.taken("unseal", "cards")
    assert "ready when you are" not in tom.sees("cards")
    assert not Notice.objects.filter(sentence="partner_ready").exists()
    maya.taken("seal", "cards", at_my_best="second words")
    tom.taken("seal", "cards", decide="slowly")
    maya.taken("unseal", "cards")
    page = tom.sees("cards")
    assert "second words" in page
    assert "first words" not in page


def test_new_card_waits_for_both_while_the_old_ones_stand(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "cards", at_my_best="in the morning")
    tom.taken("seal", "cards", at_my_best="after rounds")
    assert "in the morning" in maya.sees("write", "cards")
    maya.taken("seal", "cards", at_my_best="at night")
    page = tom.sees("cards")
    assert "in the morning" in page
    assert "at night" not in page
    tom.taken("seal", "cards", at_my_best="after rounds, still")
    assert "at night" in tom.sees("cards")


def test_card_shows_how_to_reach_the_partner(maya: Desk, tom: Desk) -> None:
    assert charter.how_to_reach(maya.viewer, maya.pair) == ("", "")
    maya.taken("seal", "cards", at_my_best="calm")
    tom.taken("seal", "cards", reach_me="Text", reach_me_second="Ring twice")
    assert charter.how_to_reach(maya.viewer, maya.pair) == ("Text", "Ring twice")


def test_card_stays_in_its_own_dyad(riverside: Riverside, maya: Desk, tom: Desk, as_person: Callable[..., Any]) -> None:
    maya.taken("seal", "cards", at_my_best=CANARY)
    tom.taken("seal", "cards", at_my_best="after rounds")
    east = Desk(as_person(riverside.maya), riverside.maya, riverside.seven_east)
    assert CANARY not in east.sees("cards")
    assert CANARY not in east.sees("write", "cards")


def test_eight_prompts_and_one_tap_for_each_area_are_all_that_is_asked(maya: Desk) -> None:
    assert len(cards_content.load().prompts) == 8
    page = maya.sees("write", "rights")
    areas = rights_content.load().areas
    assert len(areas) <= 32
    assert page.count("<legend>") - page.count("statuses") == len(areas)
    assert "required" not in re.sub(r"<(?!input)[^>]*>", "", page)


def test_reminder_says_only_that_the_partner_is_ready_and_only_when_it_suits(maya: Desk, tom: Desk) -> None:
    for weekday in (1, 3):
        tom.person.quiet_blocks.create(weekday=weekday)
    maya.taken("seal", "cards", at_my_best="calm")
    (notice,) = Notice.objects.filter(sentence="partner_ready")
    assert notice.person_id == tom.person.pk
    assert notice.due_at.weekday() not in (1, 3, 5, 6)


def test_two_beginners_find_one_round(maya: Desk, tom: Desk) -> None:
    first = writing.keep(pair=maya.pair, kind="cards", document={"decide": "a"}, by=maya.viewer)
    second = writing.keep(pair=tom.pair, kind="cards", document={"decide": "b"}, by=tom.viewer)
    assert first.pk == second.pk


MOVES = st.lists(
    st.tuples(st.sampled_from(["maya", "tom"]), st.sampled_from(["keep", "seal", "unseal"]), st.integers(0, 9)),
    max_size=8,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_nothing_opens_before_both_seals_whatever_the_order(maya: Desk, tom: Desk, moves: list[Any]) -> None:
    """Each example goes on where the last one stopped; what has opened never changes again."""
    desks = {"maya": maya, "tom": tom}
    sealed_words: dict[str, str | None] = {"maya": None, "tom": None}
    round = queries.open_round(maya.viewer, maya.pair, "strengths")
    if round is not None:
        sealed.withdraw(round=round, by=maya.viewer)
    opened = len(queries.revealed(maya.viewer, maya.pair, "strengths"))
    for name, verb, number in moves:
        desk, words = desks[name], f"{name} {number}"
        fields = {} if verb == "unseal" else {"bring": words}
        answer = desk.sends(verb, "strengths", **fields)
        if verb == "seal" and answer.status_code == 303:
            sealed_words[name] = words
        if verb == "unseal":
            sealed_words[name] = None
        now = queries.revealed(maya.viewer, maya.pair, "strengths")
        if all(sealed_words.values()):
            assert len(now) == opened + 1
            latest = queries.latest_documents(tom.viewer, tom.pair, "strengths")
            assert {document["bring"] for document in latest.values()} == set(sealed_words.values())
            sealed_words, opened = {"maya": None, "tom": None}, opened + 1
        assert len(now) == opened


@pytest.mark.parametrize("stranger", ["ana", "priya", "ines", "rosa"])
def test_stranger_cannot_write_in_the_pairs_round(
    riverside: Riverside, sit: Callable[..., Desk], stranger: str
) -> None:
    desk = sit(getattr(riverside, stranger))
    assert desk.sends("keep", "cards", decide="x").status_code == 404
    assert desk.sends("seal", "cards", decide="x").status_code == 404


def test_patient_words_are_asked_about_before_anything_is_sealed(maya: Desk) -> None:
    answer = maya.sends("seal", "cards", misread="I spoke about MRN 4455667 in the corridor")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "MRN 4455667" in page
    assert "It is not" in page
    maya.taken("seal", "cards", misread="I spoke about MRN 4455667 in the corridor", not_patient="yes")
