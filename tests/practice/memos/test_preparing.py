"""Rosa puts a draft of Maya and Tom into shape: she reads what both lent, and signs nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import ending_actions
from colead.partnerships.actions import end_seat
from colead.people.models import Person
from colead.practice.memos import queries
from colead.practice.memos.models import Sheet, Version
from colead.promises import retention
from colead.promises.models import Grant
from colead.rules import memos as rules
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db
BETTER = {
    "title": "Families may stay at night from Monday",
    "to": "Everyone on 6 West",
    "body": "One person may stay with each patient at night, from Monday on.",
    "north_star": "Nobody is alone",
}


class Rosa:
    """Her pages, and nothing else."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def lent(self) -> str:
        return str(signed_in(self.person).get(reverse("memos:list_lent")).content.decode())

    def opens(self, sheet: UUID, **words: str) -> Any:
        client, url = signed_in(self.person), reverse("memos:prepare_lent", args=[sheet])
        return client.post(url, words) if words else client.get(url)


@pytest.fixture
def rosa(riverside: Riverside) -> Rosa:
    return Rosa(riverside.rosa)


def sheet_of(memos: Memos, id: UUID) -> Sheet:
    found = queries.sheet_of(memos.maya.viewer, memos.get(id))
    assert found is not None
    return found


def loan_of(memos: Memos, id: UUID) -> Grant:
    return queries.loans(sheet_of(memos, id), memos.maya.viewer)[0]


def lent(memos: Memos, id: UUID, name: str = "Rosa Diaz") -> UUID:
    """Both have said yes; the id of what is lent."""
    memos.maya.sends("memos:lend_memo", id, person=name)
    memos.tom.sends("memos:agree_to_loan", id, loan_of(memos, id).pk)
    return sheet_of(memos, id).pk


def came_back(memos: Memos, id: UUID) -> UUID:
    return queries.prepared_of(memos.tom.viewer, sheet_of(memos, id))[0].id


def take(desk: Desk, memos: Memos, id: UUID, status: int = 303, seen: str = "", stamp: str = "") -> str:
    came = queries.prepared_of(memos.tom.viewer, sheet_of(memos, id))[0]
    on_screen = {"seen": seen or memos.hash(id), "stamp": stamp or came.stamp}
    return desk.sends("memos:take_version", id, came.id, status=status, **on_screen)


def test_nothing_is_lent_on_one_yes(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person="Rosa Diaz")
    assert WORDS["title"] not in rosa.lent()
    assert rosa.opens(sheet_of(memos, id).pk).status_code == 404
    assert "would let Rosa Diaz prepare it" in memos.tom.sees("memos:show_memo", id)


def test_both_lend_and_she_reads_the_letter_but_not_who_hears_it_first(memos: Memos, rosa: Rosa) -> None:
    sheet = lent(memos, memos.draft())
    page = rosa.opens(sheet).content.decode()
    assert WORDS["title"] in rosa.lent()
    assert "We heard that many are afraid alone." in page
    assert WORDS["in_person"] not in page
    assert "Keep this version" in page
    assert "/sign/" not in page


def test_what_comes_back_is_an_edit_of_whoever_takes_it_over(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    sheet = lent(memos, id)
    assert rosa.opens(sheet, **BETTER).status_code == 303
    assert memos.state(id) == "one_signed", "nothing changes by her hand"
    assert "Rosa Diaz has prepared it" in memos.tom.sees("memos:show_memo", id)
    assert BETTER["body"] in memos.maya.sees("memos:take_version", id, came_back(memos, id))
    take(memos.tom, memos, id)
    assert memos.state(id) == "draft", "every signature is void"
    text = queries.text_of(memos.get(id), memos.maya.viewer)
    assert {name: text[name] for name in BETTER} == BETTER
    assert WORDS["in_person"] in memos.maya.sees("memos:show_memo", id)
    assert rosa.opens(sheet).status_code == 404, "the loan is over"
    memos.both_sign(id)
    assert BETTER["title"] in memos.outside(memos.maya.person, id)


def test_she_can_sign_nothing(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    lent(memos, id)
    client = memos.sure(Desk(rosa.person, memos.maya.partnership), id)
    for route in ("memos:sign_memo", "memos:edit_memo", "memos:show_memo", "memos:drop_memo"):
        url = memos.maya.url(route, id)
        assert client.post(url, {"on_screen": memos.hash(id), **WORDS}).status_code in (404, 405)
    assert memos.state(id) == "draft"


def test_changed_words_are_lent_by_nobody(memos: Memos, rosa: Rosa) -> None:
    """Tom agreed to show one text; what Maya writes afterwards is not shown by his yes."""
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person="Rosa Diaz")
    grant = loan_of(memos, id).pk
    memos.edit(memos.maya, id, body="Something else altogether.")
    page = memos.tom.sends("memos:agree_to_loan", id, grant, status=409)
    assert "The words have changed" in page
    assert "Something else" not in rosa.lent() + rosa.opens(sheet_of(memos, id).pk).content.decode()


def test_either_takes_it_back_at_once(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    sheet = lent(memos, id)
    memos.tom.sends("memos:take_loan_back", id, loan_of(memos, id).pk)
    assert rosa.opens(sheet).status_code == 404
    assert rosa.opens(sheet, **BETTER).status_code == 404
    assert not Version.door._unguarded().exists()


@pytest.mark.parametrize("ends", ["signed", "let go", "two weeks"])
def test_loan_ends_by_itself(memos: Memos, rosa: Rosa, ends: str) -> None:
    id = memos.draft()
    sheet = lent(memos, id)
    if ends == "signed":
        memos.both_sign(id)
    elif ends == "let go":
        memos.tom.sends("memos:drop_memo", id)
    else:
        clock.travel(timedelta(days=rules.LENT_DAYS + 1))
        retention.sweep(on=clock.today())
    assert rosa.opens(sheet).status_code == 404
    assert WORDS["title"] not in rosa.lent()
    assert not Sheet.door._unguarded().exists()


def test_what_stood_there_meanwhile_is_not_overwritten(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    rosa.opens(lent(memos, id), **BETTER)
    seen = memos.hash(id)
    memos.edit(memos.maya, id, title="Another title")
    page = take(memos.tom, memos, id, status=409, seen=seen)
    assert "Another title" in page
    assert BETTER["body"] in page
    assert queries.text_of(memos.get(id), memos.tom.viewer)["title"] == "Another title"


def test_her_second_version_takes_the_place_of_the_first(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    sheet = lent(memos, id)
    rosa.opens(sheet, **BETTER)
    rosa.opens(sheet, **{**BETTER, "title": "Second thoughts"})
    page = memos.maya.sees("memos:take_version", id, came_back(memos, id))
    assert "Second thoughts" in page
    assert BETTER["title"] not in page
    assert Version.door._unguarded().count() == 1
    assert "Second thoughts" in rosa.opens(sheet).content.decode()


def test_third_person_reads_neither_the_loan_nor_what_came_back(memos: Memos, rosa: Rosa, riverside: Riverside) -> None:
    id = memos.draft()
    sheet = lent(memos, id)
    rosa.opens(sheet, **BETTER)
    version = came_back(memos, id)
    for person in (riverside.helen, riverside.priya, riverside.ines, riverside.ana):
        client = signed_in(person)
        assert client.get(reverse("memos:prepare_lent", args=[sheet])).status_code == 404
        assert client.get(memos.maya.url("memos:take_version", id, version)).status_code == 404


@pytest.mark.parametrize(("name", "says"), [("Tom Becker", "Nobody here"), ("dr tom becker", "write it already")])
def test_only_somebody_else_is_asked(memos: Memos, name: str, says: str) -> None:
    id = memos.draft()
    answer = memos.maya.client.post(memos.maya.url("memos:lend_memo", id), {"person": name})
    assert answer.status_code in (409, 422)
    assert says in answer.content.decode()
    assert not Grant.objects.exists()


def test_mail_says_nothing_of_what_or_whose(memos: Memos, rosa: Rosa) -> None:
    id = memos.draft()
    sheet = lent(memos, id)
    assert set(Notice.objects.values_list("person_id", "sentence")) == {(rosa.person.pk, "lent")}
    rosa.opens(sheet, **BETTER)
    rosa.opens(sheet, **BETTER)
    steps = Notice.objects.filter(sentence="next_step").values_list("person_id", flat=True)
    assert sorted(steps) == sorted([memos.maya.person.pk, memos.tom.person.pk])


def test_words_that_were_not_on_the_screen_are_not_taken_over(memos: Memos, rosa: Rosa) -> None:
    """She may change them between the look and the tap."""
    id = memos.draft()
    sheet = lent(memos, id)
    rosa.opens(sheet, **BETTER)
    looked_at = queries.prepared_of(memos.maya.viewer, sheet_of(memos, id))[0].stamp
    rosa.opens(sheet, **{**BETTER, "body": "Nobody may stay at night."})
    page = take(memos.maya, memos, id, status=409, stamp=looked_at)
    assert "Nobody may stay at night." in page
    assert queries.text_of(memos.get(id), memos.maya.viewer)["body"] == WORDS["body"]


def test_loan_closes_on_the_last_day_of_a_seat_worker_or_not(memos: Memos, rosa: Rosa, riverside: Riverside) -> None:
    sheet = lent(memos, memos.draft())
    last = clock.today() + timedelta(days=8)
    keeper = viewer_of(riverside.priya)
    ending_actions.set_end(partnership=riverside.six_west, side="physician", on=last, by=keeper)
    clock.travel(timedelta(days=9))
    assert WORDS["title"] not in rosa.lent()
    assert rosa.opens(sheet).status_code == 404


def test_nothing_is_said_of_a_loan_once_the_pair_is_over(memos: Memos, rosa: Rosa, riverside: Riverside) -> None:
    rosa.opens(lent(memos, memos.draft()), **BETTER)
    assert Notice.objects.filter(sent_at=None, sentence__in=["lent", "next_step"]).count() == 3
    end_seat(partnership=riverside.six_west, side="physician", by=viewer_of(riverside.priya))
    assert not Notice.objects.filter(sent_at=None, sentence__in=["lent", "next_step"]).exists()
