"""Each of the two reads at home what is theirs to do or to know: a yes to a loan, what came back, a memo withdrawn."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as sponsoring
from colead.partnerships.queries import sponsorships_of
from colead.practice.memos import jobs, queries
from tests.cast import Riverside
from tests.makers import confirm_sponsors, viewer_of
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in
from tests.practice.memos.test_preparing import BETTER, lent, loan_of, sheet_of

pytestmark = pytest.mark.django_db
NEEDS_YES = "would let Rosa Diaz prepare it. It waits for your yes"
STAYED = "your sponsor has changed, and nobody would read it"
CAME_BACK = "Rosa Diaz has prepared it. Read it, and take over what you like"


def waiting(desk: Desk) -> str:
    return desk.sees("home:pair").split("Waiting for you</h2>")[1].split("Between us</h2>")[0]


def between(desk: Desk) -> str:
    return desk.sees("home:pair").split("Between us</h2>")[1]


def prepares(memos: Memos, id: UUID, riverside: Riverside) -> UUID:
    """Rosa keeps her words; the id of what came back."""
    url = reverse("memos:prepare_lent", args=[sheet_of(memos, id).pk])
    assert signed_in(riverside.rosa).post(url, BETTER).status_code == 303
    return queries.prepared_of(memos.maya.viewer, sheet_of(memos, id))[0].id


def notices(person: Any) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk, sent_at=None).values_list("sentence", flat=True))


def test_partner_whose_yes_is_needed_is_told_until_it_is_given(memos: Memos) -> None:
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person="Rosa Diaz")
    assert NEEDS_YES in waiting(memos.tom)
    assert f"{memos.tom.url('memos:show_memo', id)}#hands" in waiting(memos.tom)
    assert 'id="hands"' in memos.tom.sees("memos:show_memo", id)
    assert NEEDS_YES not in memos.maya.sees("home:pair"), "she has said yes"
    assert notices(memos.tom.person) == ["waiting"]
    memos.tom.sends("memos:agree_to_loan", id, loan_of(memos, id).pk)
    assert NEEDS_YES not in memos.tom.sees("home:pair")
    assert notices(memos.tom.person) == []


def test_offer_that_is_taken_back_waits_for_nobody(memos: Memos) -> None:
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person="Rosa Diaz")
    memos.maya.sends("memos:take_loan_back", id, loan_of(memos, id).pk)
    assert NEEDS_YES not in memos.tom.sees("home:pair")
    assert notices(memos.tom.person) == []


def test_both_are_told_that_it_came_back_until_one_takes_it_over(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    lent(memos, id)
    assert CAME_BACK not in waiting(memos.maya) + waiting(memos.tom)
    version = prepares(memos, id, riverside)
    for desk in (memos.maya, memos.tom):
        assert CAME_BACK in waiting(desk)
        assert desk.url("memos:take_version", id, version) in waiting(desk)
    came = queries.prepared_of(memos.tom.viewer, sheet_of(memos, id))[0]
    memos.tom.sends("memos:take_version", id, version, seen=memos.hash(id), stamp=came.stamp)
    assert CAME_BACK not in waiting(memos.maya) + waiting(memos.tom)


def test_who_leaves_it_as_it_was_ends_the_loan_and_is_asked_no_more(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    lent(memos, id)
    version = prepares(memos, id, riverside)
    assert "Leave it, and end the loan" in memos.maya.sees("memos:take_version", id, version)
    memos.maya.sends("memos:take_loan_back", id, loan_of(memos, id).pk)
    assert CAME_BACK not in waiting(memos.maya) + waiting(memos.tom)
    assert "has prepared other words" not in memos.maya.sees("memos:sign_memo", id)
    assert "end the loan" not in memos.maya.sees("memos:take_version", id, version), "what came back stays readable"


def test_page_to_sign_names_the_words_that_wait(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    lent(memos, id)
    assert "has prepared other words" not in memos.tom.sees("memos:sign_memo", id)
    version = prepares(memos, id, riverside)
    page = memos.tom.sees("memos:sign_memo", id)
    assert "Rosa Diaz has prepared other words" in page
    assert memos.tom.url("memos:take_version", id, version) in page


def test_loans_of_one_pair_are_no_matter_of_another(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    memos.maya.sends("memos:lend_memo", id, person="Rosa Diaz")
    other = Desk(riverside.ana, riverside.exec)
    other.sends("memos:draft_memo", "news", **{**WORDS, "title": "A memo of others"})
    assert "Rosa" not in other.sees("home:pair")


def test_other_signer_hears_of_a_withdrawal_at_once_and_by_whom(memos: Memos, nia: Any) -> None:
    id = memos.published()
    release = memos.get(id).release_id
    Notice.objects.all().delete()
    assert WORDS["title"] in signed_in(nia).get(reverse("home:published")).content.decode()
    memos.tom.sends("memos:withdraw_memo", id)
    assert WORDS["title"] in between(memos.maya)
    assert "Withdrawn by Dr Tom Becker, today" in between(memos.maya)
    assert "Withdrawn by" in memos.maya.sees("memos:show_memo", id)
    assert WORDS["title"] not in memos.tom.sees("home:pair"), "he did it"
    assert notices(memos.maya.person) == ["partnership_changed"]
    assert notices(memos.tom.person) == []
    for page in (reverse("home:published"), reverse("memos:show_released", args=[release])):
        read = signed_in(nia).get(page).content.decode()
        assert WORDS["title"] not in read
        assert "Withdrawn by" not in read


def test_withdrawal_leaves_the_first_page_after_a_week(memos: Memos) -> None:
    id = memos.published()
    memos.tom.sends("memos:withdraw_memo", id)
    clock.travel(timedelta(days=6))
    assert WORDS["title"] in memos.maya.sees("home:pair")
    clock.travel(timedelta(days=7))
    assert WORDS["title"] not in memos.maya.sees("home:pair")
    assert "Withdrawn by Dr Tom Becker" in memos.maya.sees("memos:list_memos")


def test_notice_names_both_and_the_two_days(memos: Memos, nia: Any) -> None:
    id = memos.published()
    memos.tom.sends("memos:withdraw_memo", id)
    page = memos.outside(nia, id)
    assert "This memo was withdrawn" in page
    assert "Signed by Dr Tom Becker and Maya Lind on" in page


@pytest.fixture
def sponsored(memos: Memos, riverside: Riverside) -> UUID:
    """For the sponsor alone, signed by both for tomorrow; meanwhile Helen takes the sponsor's place."""
    day = (clock.today() + timedelta(days=1)).isoformat()
    id = memos.draft(audience="sponsor", publish_on=day, publish_time="09:30")
    memos.both_sign(id)
    [before] = sponsorships_of(riverside.six_west)
    keeper = viewer_of(riverside.priya)
    sponsoring.add_sponsor(partnership=riverside.six_west, person=riverside.helen, by=keeper)
    sponsoring.end_sponsor(sponsorship=before, by=keeper)
    return id


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_what_nobody_would_read_stays_at_its_hour(
    memos: Memos, riverside: Riverside, sponsored: UUID, is_confirmed: bool
) -> None:
    if is_confirmed:
        confirm_sponsors(riverside.six_west, riverside.maya)
    assert STAYED not in memos.maya.sees("home:pair"), "its hour has not come"
    Notice.objects.filter(sent_at=None).delete()
    clock.travel(timedelta(days=2))
    for _round in range(2):
        assert jobs.publish_due(now=clock.now()) == 0
    assert memos.state(sponsored) == "scheduled"
    for desk in (memos.maya, memos.tom):
        assert STAYED in waiting(desk)
        assert ("Nobody would read it" if is_confirmed else "Nobody reads it yet") in desk.sees(
            "memos:show_memo", sponsored
        )
        assert notices(desk.person) == ["next_step"]


def test_what_stayed_is_signed_anew_for_the_new_sponsor(memos: Memos, riverside: Riverside, sponsored: UUID) -> None:
    confirm_sponsors(riverside.six_west, riverside.maya)
    clock.travel(timedelta(days=2))
    jobs.publish_due(now=clock.now())
    memos.maya.sends("memos:take_signature_back", sponsored)
    memos.signs(memos.maya, sponsored, status=409)
    assert memos.state(sponsored) == "one_signed", "Tom's signature is older than the sponsor"
    memos.tom.sends("memos:take_signature_back", sponsored)
    memos.both_sign(sponsored)
    assert memos.state(sponsored) == "published"
    assert WORDS["title"] in memos.outside(riverside.helen, sponsored)
    assert STAYED not in memos.maya.sees("home:pair")


def test_second_sponsor_who_stays_is_enough(memos: Memos, riverside: Riverside) -> None:
    day = (clock.today() + timedelta(days=1)).isoformat()
    id = memos.draft(audience="sponsor", publish_on=day, publish_time="09:30")
    memos.both_sign(id)
    keeper = viewer_of(riverside.priya)
    sponsoring.add_sponsor(partnership=riverside.six_west, person=riverside.helen, by=keeper)
    clock.travel(timedelta(days=2))
    assert jobs.publish_due(now=clock.now()) == 1
