"""Signed by each in the same words, after showing who they are; published by the second signature or at its hour."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.practice.memos import jobs, queries
from colead.practice.memos.models import Memo
from colead.promises import checkup, signatures, space
from colead.promises.models import Key, Release, SignedRecord
from tests.cast import Riverside
from tests.makers import PASSWORD
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db


def test_second_signature_publishes_to_everyone(memos: Memos, nia: Any) -> None:
    id = memos.draft()
    states = [memos.state(id)]
    for desk in (memos.maya, memos.tom):
        assert memos.outside(nia, id) == ""
        memos.signs(desk, id)
        states.append(memos.state(id))
    assert states == ["draft", "one_signed", "published"]
    page = memos.outside(nia, id)
    assert WORDS["title"] in page
    assert "We heard that many are afraid alone." in page
    assert WORDS["in_person"] not in page


def test_nobody_signs_without_showing_who_they_are(memos: Memos) -> None:
    id = memos.draft()
    answer = memos.maya.client.post(memos.maya.url("memos:sign_memo", id), {"on_screen": memos.hash(id)})
    assert answer["Location"].startswith("/account/reauthenticate/?next=%2Fpartnerships%2F")
    assert memos.state(id) == "draft"
    page = memos.maya.sees("memos:sign_memo", id)
    assert "Show that it is me" in page
    assert 'name="on_screen"' not in page


@pytest.mark.parametrize(
    "change", [{"title": "Families will stay"}, {"body": "Other words."}, {"to": "7 East"}, {"north_star": "Another"}]
)
def test_any_change_voids_both_signatures(memos: Memos, change: dict[str, str]) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.edit(memos.tom, id, **change)
    assert memos.state(id) == "draft"
    memos.signs(memos.tom, id)
    assert memos.state(id) == "one_signed"
    memos.signs(memos.maya, id)
    assert memos.state(id) == "published"


def test_same_words_kept_again_and_a_thought_of_whom_to_tell_void_nothing(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.edit(memos.tom, id)
    memos.edit(memos.tom, id, in_person="The night nurses and the porters")
    assert memos.state(id) == "one_signed"
    assert "the porters" in memos.maya.sees("memos:show_memo", id)


def test_signature_on_a_stale_tab_signs_nothing(memos: Memos) -> None:
    id = memos.draft()
    stale = memos.hash(id)
    memos.edit(memos.tom, id, body="Other words.")
    page = memos.signs(memos.maya, id, status=409, seen=stale).content.decode()
    assert "Nothing was signed" in page
    assert "Other words." in page
    assert memos.state(id) == "draft"


def test_edit_of_what_the_partner_changed_meanwhile_loses_no_word(memos: Memos) -> None:
    id = memos.draft()
    stale = memos.hash(id)
    memos.edit(memos.tom, id, title="Tom's title")
    page = memos.edit(memos.maya, id, status=409, seen=stale, title="Mine")
    assert "Tom&#x27;s title" in page
    assert "Mine" in page


def test_same_person_twice_is_one_signature(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.signs(memos.maya, id)
    assert memos.state(id) == "one_signed"


def test_signature_is_taken_back(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.tom.sends("memos:take_signature_back", id)
    assert memos.state(id) == "one_signed"
    memos.maya.sends("memos:take_signature_back", id)
    assert memos.state(id) == "draft"


def test_names_alternate_from_memo_to_memo_and_stay_through_corrections(memos: Memos) -> None:
    orders = []
    for n in range(4):
        id = memos.published(title=f"Memo {n}")
        orders.append(memos.get(id).release.published["signed_by"])  # type: ignore[index]
        memos.maya.sends("memos:correct_memo", id)
        correction = next(m for m in all_of(memos) if m.corrects_id == id)
        memos.edit(memos.tom, correction.pk, body="Corrected.")
        memos.both_sign(correction.pk)
        assert memos.get(correction.pk).release.published["signed_by"] == orders[-1]  # type: ignore[index]
    assert orders[0] == orders[2] == orders[1][::-1] == orders[3][::-1]


def all_of(memos: Memos) -> list[Memo]:
    return queries.list_for(memos.maya.viewer, memos.maya.pair)


def test_receipts_and_chain_hold_after_signing(memos: Memos) -> None:
    memos.published()
    notices = Notice.objects.filter(sentence="receipt")
    assert notices.count() == 2
    assert [fault for finding in checkup.examine([one.extra for one in notices]) for fault in finding.faults] == []
    assert SignedRecord.objects.count() == 1


def test_reminder_goes_once_to_who_has_not_signed_and_says_nothing(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.edit(memos.tom, id, body="Other words.")
    memos.edit(memos.maya, id, body="Again others.")
    memos.signs(memos.maya, id)
    waiting = Notice.objects.filter(sentence="signature_waits")
    assert sorted(str(one.person_id) for one in waiting) == sorted(
        [str(memos.tom.person.pk), str(memos.maya.person.pk)]
    )
    clock.travel(timedelta(days=4))
    worker.round_of_work(None)
    for message in mail.outbox:
        assert WORDS["title"] not in message.body
        assert "memo" not in message.body.lower()


def test_no_reminder_for_what_is_signed_or_let_go(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    memos.signs(memos.tom, id)
    other = memos.draft(title="Another")
    memos.signs(memos.maya, other)
    memos.tom.sends("memos:drop_memo", other)
    assert not Notice.objects.filter(sentence="signature_waits").exists()


# --- at its hour ---


def tomorrow() -> dict[str, str]:
    day = clock.today() + timedelta(days=1)
    return {"publish_on": day.isoformat(), "publish_time": "09:30"}


def test_memo_for_an_hour_waits_for_it_signed_by_both(memos: Memos, nia: Any) -> None:
    id = memos.draft(**tomorrow())
    memos.both_sign(id)
    assert memos.state(id) == "scheduled"
    worker.round_of_work(clock.today())
    assert memos.state(id) == "scheduled"
    assert memos.outside(nia, id) == ""
    assert memos.get(id).release.published is None
    clock.travel(timedelta(days=2))
    worker.round_of_work(clock.today())
    assert memos.state(id) == "published"
    assert WORDS["title"] in memos.outside(nia, id)
    assert [fault for finding in checkup.examine() for fault in finding.faults] == []


def test_change_before_the_hour_voids_both_and_nothing_goes_out(memos: Memos, nia: Any) -> None:
    id = memos.draft(**tomorrow())
    memos.both_sign(id)
    memos.edit(memos.tom, id, **tomorrow(), body="Other words.")
    assert memos.state(id) == "draft"
    clock.travel(timedelta(days=2))
    assert jobs.publish_due(now=clock.now()) == 0
    assert memos.outside(nia, id) == ""


def test_signature_taken_back_before_the_hour_holds_it(memos: Memos) -> None:
    id = memos.draft(**tomorrow())
    memos.both_sign(id)
    memos.maya.sends("memos:take_signature_back", id)
    assert memos.state(id) == "one_signed"
    clock.travel(timedelta(days=2))
    assert jobs.publish_due(now=clock.now()) == 0
    memos.signs(memos.maya, id)
    assert memos.state(id) == "published"


def test_hour_is_signed_with_the_words(memos: Memos) -> None:
    id = memos.draft(**tomorrow())
    memos.signs(memos.maya, id)
    memos.edit(memos.tom, id)
    assert memos.state(id) == "draft"
    assert memos.get(id).publish_at is None


def test_hour_that_has_passed_is_refused(memos: Memos) -> None:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    page = memos.maya.sends("memos:draft_memo", "news", status=422, **{**WORDS, "publish_on": yesterday})
    assert "still to come" in page


def test_words_spoilt_in_the_database_before_the_hour_do_not_go_out(memos: Memos) -> None:
    id = memos.draft(**tomorrow())
    memos.both_sign(id)
    release = memos.get(id).release
    type(release).door._unguarded().filter(pk=release.pk).update(text_hash="0" * 64)
    Key.door._unguarded().filter(release=release).update(turned_on="0" * 64)
    clock.travel(timedelta(days=2))
    assert jobs.publish_due(now=clock.now()) == 0
    assert memos.state(id) == "scheduled"


def test_ended_partnership_publishes_nothing_more(memos: Memos, nia: Any) -> None:
    id = memos.draft(**tomorrow())
    memos.both_sign(id)
    space = memos.maya.pair.space
    space.closed_at = clock.now()
    space.save(update_fields=["closed_at"])
    clock.travel(timedelta(days=2))
    assert jobs.publish_due(now=clock.now()) == 0
    assert memos.outside(nia, id) == ""


# --- afterwards ---


def test_correction_is_signed_by_both_and_takes_the_place(memos: Memos, nia: Any) -> None:
    first = memos.published()
    memos.tom.sends("memos:correct_memo", first)
    second = next(m for m in all_of(memos) if m.corrects_id == first).pk
    memos.edit(memos.tom, second, body="From Tuesday on.")
    memos.signs(memos.tom, second)
    assert WORDS["title"] in memos.outside(nia, first)
    assert "From Monday on" in memos.outside(nia, first)
    memos.signs(memos.maya, second)
    assert (memos.state(first), memos.state(second)) == ("corrected", "published")
    assert "This was corrected" in memos.outside(nia, first)
    assert "From Monday" not in memos.outside(nia, first)
    assert "From Tuesday on." in memos.outside(nia, second)
    assert memos.get(second).release.version == 2


def test_second_wish_to_correct_leads_to_the_same_draft(memos: Memos) -> None:
    first = memos.published()
    memos.tom.sends("memos:correct_memo", first)
    memos.maya.sends("memos:correct_memo", first)
    assert len([m for m in all_of(memos) if m.corrects_id == first]) == 1


def test_withdrawn_memo_leaves_a_notice(memos: Memos, nia: Any, riverside: Riverside) -> None:
    id = memos.published()
    memos.tom.sends("memos:correct_memo", id)
    memos.tom.sends("memos:withdraw_memo", id)
    assert memos.state(id) == "withdrawn"
    page = memos.outside(nia, id)
    assert "This memo was withdrawn" in page
    assert "Maya Lind" in page
    assert "Dr Tom Becker" in page
    assert WORDS["title"] not in page
    assert WORDS["body"][:20] not in page
    assert [m.state for m in all_of(memos)] == ["withdrawn"]
    assert [fault for finding in checkup.examine() for fault in finding.faults] == []


def test_nothing_is_counted_when_somebody_reads(memos: Memos, nia: Any) -> None:
    id = memos.published()
    before = state_of_everything()
    memos.outside(nia, id)
    assert state_of_everything() == before


def state_of_everything() -> dict[str, int]:
    skip = {"sessions.Session"}
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.label not in skip}


def test_other_dyad_of_the_same_partner_finds_nothing(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    elsewhere = Desk(riverside.maya, riverside.seven_east)
    for route in ("show_memo", "edit_memo", "sign_memo", "download_document"):
        assert elsewhere.client.get(elsewhere.url(f"memos:{route}", id)).status_code == 404


def test_assistant_signs_nothing(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    client = signed_in(riverside.rosa)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for method in ("get", "post"):
        answer = getattr(client, method)(memos.maya.url("memos:sign_memo", id), {"on_screen": memos.hash(id)})
        assert answer.status_code == 404


def test_language_check_finds_i_and_a_person_and_keeps_nothing(memos: Memos) -> None:
    id = memos.draft(body="I think Dr Alvarez did well.")
    page = memos.maya.sees("memos:show_memo", id)
    assert "It speaks for one of you" in page
    assert "Dr Alvarez" in page
    assert "Read it once more" not in memos.maya.sees("memos:show_memo", memos.draft(title="Another"))


def test_home_asks_for_the_signature(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    home = f"/partnerships/{riverside.six_west.pk}/"
    assert WORDS["title"] in memos.tom.client.get(home).content.decode()
    memos.signs(memos.maya, id)
    page = memos.tom.client.get(home).content.decode()
    assert "A memo waits for your signature" in page
    assert "A memo waits" not in memos.maya.client.get(home).content.decode()


def test_published_memo_stands_among_what_leaders_said(memos: Memos, nia: Any) -> None:
    memos.published()
    assert WORDS["title"] in signed_in(nia).get("/published/").content.decode()


def test_signed_document_names_what_was_signed(memos: Memos) -> None:
    id = memos.published()
    paper = json.loads(memos.maya.client.get(memos.maya.url("memos:download_document", id)).content)
    assert paper["words"]["text"]["title"] == WORDS["title"]
    assert {one["name"] for one in paper["link"]["signers"]} == {"Maya Lind", "Dr Tom Becker"}
    assert paper["public_key"] == signatures.public_key().hex()


def test_whoever_hears_it_in_person_stays_between_the_two_and_goes_with_a_draft(memos: Memos, nia: Any) -> None:
    out, dropped = memos.published(), memos.draft(title="Another")
    assert WORDS["in_person"] in memos.tom.sees("memos:show_memo", out)
    assert WORDS["in_person"] not in memos.outside(nia, out)
    memos.tom.sends("memos:drop_memo", dropped)
    row = memos.get(dropped)
    assert space.read(row, memos.maya.viewer)["in_person"] == ""
    assert row.retain_until is not None
    assert row.release.retain_until == row.retain_until


def test_dropped_draft_goes_when_its_days_are_over(memos: Memos) -> None:
    id = memos.draft()
    release_id = memos.get(id).release_id
    memos.tom.sends("memos:drop_memo", id)
    clock.travel(timedelta(days=92))
    worker.round_of_work(None)
    assert not Memo._door_for_keeper().filter(pk=id).exists()
    assert bytes(Release.door._unguarded().get(pk=release_id).ciphertext) == b""


def test_published_memo_stays_for_good(memos: Memos, nia: Any) -> None:
    id = memos.published()
    clock.travel(timedelta(days=3660))
    worker.round_of_work(None)
    assert WORDS["title"] in memos.outside(nia, id)


def test_memo_of_another_pair_is_hidden_before_anybody_is_asked_who_they_are(
    memos: Memos, riverside: Riverside
) -> None:
    id = memos.draft()
    elsewhere = Desk(riverside.maya, riverside.seven_east)
    assert elsewhere.client.post(elsewhere.url("memos:sign_memo", id), {}).status_code == 404


def test_refused_step_keeps_what_was_written(memos: Memos) -> None:
    id = memos.published()
    page = memos.maya.sends("memos:edit_memo", id, status=409, **{**WORDS, "body": "Words of an open tab."})
    assert "Words of an open tab." in page
    assert "This has moved on" in page
