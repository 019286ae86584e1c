"""A joint brief can be answered: with one tap, to both at once, and by nobody but the sponsor who reads it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnerships
from colead.practice.decisions import queries
from colead.promises import retention
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import confirm_sponsors, viewer_of
from tests.partnerships.test_sponsors import name_sponsor
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.test_with_the_sponsor import send_up, sent

__all__ = ["sent"]
WORDS = "Hold electives for two weeks, and tell the surgeons together."
ANSWER = {"value": "part", "words": WORDS}


class Sponsor:
    """Helen at her screen, in front of the brief."""

    def __init__(self, client: Client, brief: Any) -> None:
        self.client, self.url = client, reverse("decisions:show_brief", args=[brief.pk])

    def sees(self, url: str = "") -> str:
        return self.client.get(url or self.url).content.decode()

    def sends(self, data: dict[str, str]) -> Any:
        return self.client.post(self.url, {"once": str(uuid4()), **data})


@pytest.fixture
def helen(two: Two, sent: UUID, riverside: Riverside, as_person: SignIn) -> Sponsor:
    return Sponsor(as_person(riverside.helen), two.ana.get(sent).brief)


def home(screen: steps.Screen) -> str:
    return screen.client.get(f"/partnerships/{screen.partnership.pk}/").content.decode()


def test_brief_waits_on_the_sponsors_first_page_until_it_is_answered(helen: Sponsor) -> None:
    page = helen.sees("/sponsor/")
    assert "Nothing waits for you" not in page
    assert steps.QUESTION in page.split("The pairs you sponsor")[0]
    assert helen.sends(ANSWER).status_code == 303
    page = helen.sees("/sponsor/")
    assert "Nothing waits for you" in page
    assert steps.QUESTION in page.split("What you answered")[1]


def test_both_read_the_answer_at_once_and_find_it_on_their_first_page(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    for screen in (two.ana, two.kwame):
        page = screen.look("show_decision", sent)
        assert "Helen Park" in page
        assert "In part" in page
        assert WORDS in page
        assert "Our sponsor has answered" not in page
        assert "Helen Park has answered you both" in home(screen)
    assert WORDS in helen.sees()


def test_answer_without_words_is_one_tap(two: Two, sent: UUID, helen: Sponsor) -> None:
    assert helen.sends({"value": "see_both"}).status_code == 303
    assert "I would like to see you both" in two.kwame.look("show_decision", sent)


def test_answer_needs_a_tap_and_keeps_the_words(helen: Sponsor) -> None:
    answer = helen.sends({"words": WORDS})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


@pytest.fixture
def free(two: Two, riverside: Riverside, as_person: SignIn) -> Sponsor:
    """Helen in front of a brief that recommends nothing."""
    id = steps.reveal(two.ana, two.kwame, "standard")
    send_up(two, id, agree_on="Nobody is nursed in a corridor.")
    return Sponsor(as_person(riverside.helen), two.ana.get(id).brief)


def test_yes_or_no_is_asked_only_where_something_is_recommended(helen: Sponsor, free: Sponsor) -> None:
    assert 'value="part"' in helen.sees()
    page = free.sees()
    assert [word for word in ("yes", "part", "no") if f'name="value" value="{word}"' in page] == []
    assert 'name="value" value="see_both"' in page
    assert free.sends({"value": "no", "words": WORDS}).status_code == 422


def test_answer_where_nothing_is_recommended_is_free(two: Two, free: Sponsor) -> None:
    assert free.sends({"words": WORDS}).status_code == 303
    assert WORDS in free.sees()
    id = queries.list_for(viewer_of(two.kwame.person), two.kwame.pair)[0].pk
    page = two.kwame.look("show_decision", id)
    assert "Helen Park, today</strong>" in page
    assert WORDS in page


def test_free_answer_needs_a_line_or_a_tap(free: Sponsor) -> None:
    refused = free.sends({"words": " "})
    assert refused.status_code == 422
    assert "Write a line, or choose one of the two below" in refused.content.decode()
    assert free.sends({"value": "talked"}).status_code == 303


def test_once_a_sponsor_has_answered_the_line_of_the_decision_says_who_and_when(
    two: Two, sent: UUID, helen: Sponsor
) -> None:
    waits = "You have taken this to your sponsor together."
    assert waits in two.ana.look("show_decision", sent)
    assert "your answer goes to both" in helen.sees()
    helen.sends(ANSWER)
    assert "You answered today; " in helen.sees()
    assert "your answer goes to both" not in helen.sees()
    for look in (two.ana.look("show_decision", sent), two.ana.look("list_decisions")):
        assert "Helen Park answered today." in look
        assert waits not in look
    assert waits not in home(two.kwame)


def test_answer_to_an_earlier_brief_is_not_the_line_of_the_next(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    two.ana.tap(sent, "come-back")
    send_up(two, sent)
    for look in (two.ana.look("show_decision", sent), two.ana.look("list_decisions")):
        assert "Helen Park answered" not in look
        assert "You have taken this to your sponsor together." in look


def test_answer_that_one_noted_is_in_the_line_too(two: Two, sent: UUID) -> None:
    two.kwame.tap(sent, "sponsor-answered")
    for look in (two.ana.look("show_decision", sent), two.ana.look("list_decisions"), home(two.ana)):
        assert "Your sponsor answered today." in look


def test_answer_is_taken_back_within_its_minute(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    assert "Take it back" in helen.sees()
    assert helen.sends({"back": "yes"}).status_code == 303
    for screen in (two.ana, two.kwame):
        assert WORDS not in screen.look("show_decision", sent)
        assert "has answered you both" not in home(screen)
    assert helen.sends({"value": "yes"}).status_code == 303


def test_answer_stands_after_its_minute(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    clock.travel(timedelta(minutes=2))
    assert "Take it back" not in helen.sees()
    assert helen.sends({"back": "yes"}).status_code == 409
    assert WORDS in two.ana.look("show_decision", sent)


def test_second_answer_is_refused_and_the_first_stands(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    assert helen.sends({"value": "no"}).status_code == 409
    assert WORDS in two.ana.look("show_decision", sent)


@pytest.mark.parametrize("who", ["maya", "priya", "nia", "kwame"])
def test_nobody_else_answers(two: Two, helen: Sponsor, riverside: Riverside, as_person: SignIn, who: str) -> None:
    helen.client = as_person(getattr(riverside, who))
    assert helen.sends(ANSWER).status_code == 404


def test_another_sponsor_of_the_same_two_reads_no_answer(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    """Each of two sponsors answers for one; neither reads what the other said."""
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    id = steps.reveal(two.ana, two.kwame, "standard")
    send_up(two, id)
    brief = two.ana.get(id).brief
    helen, nia = (Sponsor(as_person(one), brief) for one in (riverside.helen, riverside.nia))
    helen.sends(ANSWER)
    assert WORDS not in nia.sees()
    assert nia.sends({"value": "no"}).status_code == 303
    page = two.kwame.look("show_decision", id)
    assert "Helen Park" in page
    assert "Nia Grant" in page


def test_brief_taken_back_cannot_be_answered(two: Two, sent: UUID, helen: Sponsor) -> None:
    two.kwame.tap(sent, "take-brief-back")
    assert helen.sends(ANSWER).status_code == 404


def test_answer_to_an_earlier_brief_stays_and_the_next_one_waits(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    two.ana.tap(sent, "come-back")
    send_up(two, sent)
    assert WORDS in two.kwame.look("show_decision", sent)
    assert "has answered you both" not in home(two.kwame)
    assert steps.QUESTION in helen.sees("/sponsor/").split("The pairs you sponsor")[0]


def test_answer_goes_with_its_days(two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    clock.travel(timedelta(days=91))
    retention.sweep(on=clock.today())
    two.ana.sign_in_again()
    assert WORDS not in two.ana.look("show_decision", sent)


def test_patient_words_in_an_answer_are_stopped(two: Two, sent: UUID, helen: Sponsor) -> None:
    assert helen.sends({"value": "yes", "words": "Move MRN 0044512 first"}).status_code == 422
    assert "0044512" not in two.ana.look("show_decision", sent)


def test_sponsor_hears_nothing_of_the_brief_of_a_pair_that_is_over(sent: UUID, riverside: Riverside) -> None:
    told = Notice.objects.filter(person_id=riverside.helen.pk, sentence="sponsor_waiting", sent_at=None)
    assert told.exists()
    partnerships.end_seat(partnership=riverside.exec, side="nurse", by=viewer_of(riverside.priya))
    assert not told.all().exists()
