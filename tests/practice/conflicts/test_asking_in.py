"""Asking somebody in takes both: the rung, the card that is lent, the brief to the sponsor."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.home import queries as home
from colead.partnerships import actions as partnerships
from colead.people.models import Login, Person
from colead.practice.conflicts import queries
from colead.practice.conflicts.models import Card
from colead.promises import grants, holds, retention
from colead.promises.models import Grant, Hold
from colead.rules.conflicts import State
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.conflicts.conftest import TOPIC, both_say, matter_of, state_of, talked
from tests.practice.conftest import Desk

STUCK = "One of us finds out in the meeting, and answers there."


def asked_in(one: Desk, two: Desk, rung: str) -> UUID:
    id = talked(one, two)
    one.sends("conflicts:tap", id, verb="stuck")
    one.sends("conflicts:choose_rung", id, rung=rung)
    two.sends("conflicts:choose_rung", id, rung=rung)
    return id


def hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', page)
    return (found[1] or found[2]) if found else ""


def test_rung_counts_when_both_name_the_same(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:tap", id, verb="stuck")
    ana.sends("conflicts:choose_rung", id, rung="coach")
    ana.sends("conflicts:choose_rung", id, rung="coach")
    assert state_of(ana) == State.STUCK
    assert "Ask somebody in, both of you?" in kwame.sees("home:pair")
    kwame.sends("conflicts:choose_rung", id, rung="pair")
    assert state_of(ana) == State.STUCK
    ana.sends("conflicts:choose_rung", id, rung="pair")
    assert state_of(kwame) == State.LADDERED


def test_formal_way_is_a_pointer_and_keeps_nothing(ana: Desk, kwame: Desk) -> None:
    id = asked_in(ana, kwame, "formal")
    page = ana.sees("conflicts:show", id)
    assert "Ask the chief of staff or employee relations" in page
    assert "<textarea" not in page.partition("<main")[2].partition("</main>")[0]


def test_rung_can_be_left(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:choose_rung", id, rung="sponsor")
    kwame.sends("conflicts:choose_rung", id, leave="yes")
    assert "Ask somebody in, both of you?" not in kwame.sees("home:pair")


@pytest.fixture
def card(ana: Desk, kwame: Desk) -> Card:
    id = asked_in(ana, kwame, "coach")
    ana.sends("conflicts:write_card", id, stuck=STUCK, tried="A signal.", wish="Before, or after.")
    found = queries.card_of(ana.viewer, matter_of(ana))
    assert found is not None
    return found


def test_card_opens_to_the_coach_when_both_have_said_yes(
    card: Card, ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn
) -> None:
    joan, lend = as_person(riverside.joan), {"person": str(riverside.joan.pk)}
    ana.sends("conflicts:lend_card", card.matter_id, **lend)
    assert STUCK not in joan.get("/for-you/").content.decode()
    assert "would lend it to Joan Reed" in kwame.sees("conflicts:write_card", card.matter_id)
    kwame.sends("conflicts:lend_card", card.matter_id, **lend)
    page = joan.get("/for-you/").content.decode()
    assert STUCK in page
    assert TOPIC not in page
    for other in (riverside.helen, riverside.priya, riverside.maya):
        assert STUCK not in as_person(other).get("/for-you/").content.decode()


def test_ps10_either_takes_the_card_back_at_once(
    card: Card, ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn
) -> None:
    for desk in (ana, kwame):
        desk.sends("conflicts:lend_card", card.matter_id, person=str(riverside.joan.pk))
    kwame.sends("conflicts:take_loan_back", card.matter_id, Grant.objects.get().pk)
    assert STUCK not in as_person(riverside.joan).get("/for-you/").content.decode()


def test_p09_a_reset_sign_in_is_shown_no_card(
    card: Card, ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn
) -> None:
    for desk in (ana, kwame):
        desk.sends("conflicts:lend_card", card.matter_id, person=str(riverside.joan.pk))
    Login.objects.filter(person=riverside.joan).update(held_until=clock.now() + timedelta(hours=72))
    answer = as_person(Person.objects.get(pk=riverside.joan.pk)).get("/for-you/")
    assert STUCK not in answer.content.decode()


def test_new_words_on_the_card_end_the_loan(card: Card, ana: Desk, kwame: Desk, riverside: Riverside) -> None:
    for desk in (ana, kwame):
        desk.sends("conflicts:lend_card", card.matter_id, person=str(riverside.joan.pk))
    assert grants.granted_to(viewer_of(riverside.joan)).exists()
    page = ana.sends("conflicts:write_card", card.matter_id, status=422, stuck="Other words", seen="an older card")
    assert "have changed since you opened" in page
    seen = hidden("seen", ana.sees("conflicts:write_card", card.matter_id))
    ana.sends("conflicts:write_card", card.matter_id, stuck="Other words", seen=seen)
    assert not grants.granted_to(viewer_of(riverside.joan)).exists()


def test_loan_ends_by_itself_after_a_month(
    card: Card, ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn
) -> None:
    for desk in (ana, kwame):
        desk.sends("conflicts:lend_card", card.matter_id, person=str(riverside.joan.pk))
    clock.travel(timedelta(days=31))
    assert STUCK not in as_person(riverside.joan).get("/for-you/").content.decode()


def test_card_is_lent_to_coaches_and_to_nobody_else(card: Card, ana: Desk, riverside: Riverside) -> None:
    for person in (riverside.helen, riverside.priya, riverside.maya):
        page = ana.sends("conflicts:lend_card", card.matter_id, status=422, person=str(person.pk))
        assert "Choose one of these" in page
    assert not Grant.objects.exists()


def test_card_goes_with_its_matter(card: Card, ana: Desk, kwame: Desk) -> None:
    both_say("settle", card.matter_id, kwame, ana)
    clock.travel(timedelta(days=91))
    retention.sweep(on=clock.today())
    assert not Card.door.visible_to(ana.viewer).exists()


def test_let_go_ends_the_loan_and_the_card(card: Card, ana: Desk, kwame: Desk, riverside: Riverside) -> None:
    for desk in (ana, kwame):
        desk.sends("conflicts:lend_card", card.matter_id, person=str(riverside.joan.pk))
    kwame.sends("conflicts:let_go", card.matter_id)
    assert queries.lent_to_me(viewer_of(riverside.joan)) == []
    assert not Card.door.visible_to(ana.viewer).exists()


def test_let_go_takes_along_no_card_that_is_held(card: Card, ana: Desk, kwame: Desk, riverside: Riverside) -> None:
    """What the two talk about is not held: the card on it is, and goes once that is lifted."""
    held = {"placed_by": riverside.dana, "confirmed_by": riverside.sam}
    hold = Hold.objects.create(space=card.space, item_id=card.pk, **held)
    kwame.sends("conflicts:let_go", card.matter_id)
    assert Card.door.visible_to(ana.viewer).filter(pk=card.pk).exists()
    assert ana.client.get(ana.url("conflicts:show", card.matter_id)).status_code == 404
    holds.lift(hold=hold, by=viewer_of(riverside.dana))
    retention.sweep(on=clock.today() + timedelta(days=1))
    assert not Card.door.visible_to(ana.viewer).exists()


def brief_written(one: Desk, two: Desk) -> UUID:
    id = asked_in(one, two, "sponsor")
    one.sends("conflicts:write_brief", id, topic=TOPIC, side="I learn it in the meeting.", ask="")
    seen = hidden("seen", two.sees("conflicts:write_brief", id))
    two.sends("conflicts:write_brief", id, topic=TOPIC, side="I see it too late.", ask="Who presents?", seen=seen)
    return id


def seen_on(desk: Desk, id: UUID) -> str:
    return hidden("seen", desk.sees("conflicts:write_brief", id).partition("/key/")[2])


def test_brief_holds_both_views_and_neither_writes_over_the_other(ana: Desk, kwame: Desk) -> None:
    id = brief_written(ana, kwame)
    views = {view["name"]: view["view"] for view in queries.brief_text(matter_of(ana), ana.viewer)["views"]}
    assert views == {"Ana Ruiz": "I learn it in the meeting.", "Dr Kwame Osei": "I see it too late."}
    assert "I see it too late." in ana.sees("conflicts:write_brief", id)


def test_nothing_one_sided_goes_up(ana: Desk, kwame: Desk) -> None:
    id = asked_in(ana, kwame, "sponsor")
    ana.sends("conflicts:write_brief", id, topic=TOPIC, side="Mine alone.", ask="Decide.")
    assert "Turn my key" not in ana.sees("conflicts:write_brief", id)
    brief = matter_of(ana).brief
    assert brief is not None
    page = ana.sends("conflicts:turn_key", id, status=422, seen=brief.text_hash)
    assert "No key was turned." in page


def test_sponsor_reads_the_brief_under_both_keys_and_nothing_more(
    ana: Desk, kwame: Desk, riverside: Riverside, as_person: SignIn
) -> None:
    id, helen = brief_written(ana, kwame), viewer_of(riverside.helen)
    ana.sends("conflicts:turn_key", id, seen=seen_on(ana, id))
    assert home.briefs(helen, is_answered=False) == []
    kwame.sends("conflicts:turn_key", id, seen=seen_on(kwame, id))
    [line] = home.briefs(helen, is_answered=False)
    page = as_person(riverside.helen).get(line.url).content.decode()
    assert "I learn it in the meeting." in page
    assert "I see it too late." in page
    assert {row.sentence for row in Notice.objects.filter(person_id=riverside.helen.pk)} == {"sponsor_waiting"}
    for other in (riverside.priya, riverside.maya, riverside.joan):
        assert as_person(other).get(line.url).status_code == 404
    assert as_person(riverside.helen).get(ana.url("conflicts:show", id)).status_code == 404
    ana.sends("conflicts:take_brief_back", id)
    assert as_person(riverside.helen).get(line.url).status_code == 404


def test_edit_opens_both_keys_again(ana: Desk, kwame: Desk) -> None:
    id = brief_written(ana, kwame)
    before = seen_on(ana, id)
    ana.sends("conflicts:turn_key", id, seen=before)
    seen = hidden("seen", kwame.sees("conflicts:write_brief", id).rpartition("Keep this brief")[0][-2000:])
    kwame.sends("conflicts:write_brief", id, topic=TOPIC, side="I see it later.", ask="Who presents?", seen=seen)
    page = kwame.sends("conflicts:turn_key", id, status=422, seen=before)
    assert "have changed since you opened" in page
    assert "No key is turned yet." in ana.sees("conflicts:write_brief", id)


def test_brief_is_written_only_where_both_chose_it(ana: Desk, kwame: Desk) -> None:
    id = asked_in(ana, kwame, "coach")
    answer = ana.client.get(ana.url("conflicts:write_brief", id))
    assert answer.status_code == 422
    assert "when both of you have chosen it" in answer.content.decode()
    assert reverse("conflicts:write_brief", args=[ana.partnership.pk, id]) not in ana.sees("conflicts:show", id)


def test_sponsor_hears_nothing_of_the_brief_of_a_pair_that_is_over(
    ana: Desk, kwame: Desk, riverside: Riverside
) -> None:
    id = brief_written(ana, kwame)
    for desk in (ana, kwame):
        desk.sends("conflicts:turn_key", id, seen=seen_on(desk, id))
    told = Notice.objects.filter(person_id=riverside.helen.pk, sent_at=None)
    assert told.exists()
    partnerships.end_seat(partnership=riverside.exec, side="nurse", by=viewer_of(riverside.priya))
    assert not told.all().exists()
