"""The agreement: signed on the same words by both, or not at all; and never more of it outside than its summary."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.content import agreement as agreement_content
from colead.forming.launch import first_page, jobs, queries
from colead.forming.launch.actions import agreement as actions
from colead.forming.launch.actions import papers
from colead.forming.launch.models import SignedBefore
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.partnerships import actions as partnership_actions
from colead.partnerships import charter
from colead.promises import holds, signatures, two_key
from colead.promises.models import Release, SignedRecord
from colead.rules import agreements
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk, hidden_value
from tests.makers import viewer_of

SECTIONS = {section.key: f"{section.key} words of ours." for section in agreement_content.load().sections}
TEXT = {**SECTIONS, "shared": "We answer together for falls.", "cadence": "Thirty minutes a week."}
PRIVATE = [key for key in SECTIONS if key != "why"]


def lay(desk: Desk, **changes: str) -> None:
    desk.taken("edit_agreement", **{**TEXT, **changes}, on_screen=hidden_value(desk.sees("edit_agreement")))


def sign(desk: Desk) -> None:
    desk.confirms_who()
    desk.taken("sign_agreement", on_screen=hidden_value(desk.sees("sign_agreement")))


@pytest.fixture
def in_force(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    sign(tom)


def turned(desk: Desk) -> int:
    draft = queries.draft_of(desk.viewer, desk.pair, charter.AGREEMENT)
    return len(two_key.standing(draft, desk.viewer).turned_ids) if draft else -1


def test_signing_asks_first_who_is_there(maya: Desk) -> None:
    lay(maya)
    page = maya.sees("sign_agreement")
    assert 'name="on_screen"' not in page
    draft = queries.draft_of(maya.viewer, maya.pair, charter.AGREEMENT)
    assert draft is not None
    answer = maya.sends("sign_agreement", on_screen=draft.text_hash)
    assert answer["Location"].startswith("/account/reauthenticate/?next=%2Fpartnerships%2F")
    assert turned(maya) == 0
    maya.confirms_who()
    assert "Section 8 and everything else stays with the two of you" in maya.sees("sign_agreement")


@pytest.mark.usefixtures("in_force")
def test_second_signature_puts_it_in_force(maya: Desk, tom: Desk) -> None:
    assert queries.state_of_agreement(maya.viewer, maya.pair) is agreements.State.IN_FORCE
    assert SignedRecord.objects.count() == 1
    assert Notice.objects.filter(sentence="receipt").count() == 2
    assert signatures.unmatched() == []
    assert "Both of you have signed." in tom.sees("agreement")


def test_a_comma_takes_both_signatures_back(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    assert turned(maya) == 1
    lay(tom, why="why words, of ours.")
    assert turned(maya) == 0
    assert queries.state_of_agreement(maya.viewer, maya.pair) is None
    sign(tom)
    assert queries.state_of_agreement(maya.viewer, maya.pair) is None
    sign(maya)
    text = charter.text_in_force(maya.viewer, maya.pair, charter.AGREEMENT)
    assert text["why"] == "why words, of ours."


def waiting_line(desk: Desk) -> str:
    lines = [line for line in first_page.waiting_for(desk.viewer, desk.pair) if line.title == "Your working agreement"]
    return lines[0].note if lines else ""


def test_first_signer_is_told_what_the_other_changed_until_she_signs_again(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    assert waiting_line(maya) == ""
    lay(tom, time="Mondays at noon.", when_hard="")
    told = '"5. Our time" first; your signature no longer stands. See what changed and sign again.'
    assert waiting_line(maya) == f"Dr Tom Becker changed 2 parts, {told}"
    assert waiting_line(tom) == ""
    for route in ("sign_agreement", "agreement"):
        page = maya.sees(route)
        assert "Dr Tom Becker changed 2 parts" in page
        assert page.count("What you had signed") == 2
        assert page.count("Taken out since you signed") == 1
        assert SECTIONS["time"] in page
        assert "since you signed" not in tom.sees(route)
    lay(tom, when_hard=TEXT["when_hard"])
    assert waiting_line(maya).startswith("Dr Tom Becker changed the words, so your signature")
    lay(tom, time="Mondays at noon.")
    sign(tom)
    assert waiting_line(maya).startswith('Dr Tom Becker changed the part "5. Our time"')
    sign(maya)
    assert waiting_line(maya) == ""
    assert not SignedBefore.door.visible_to(maya.viewer).exists()


def test_own_change_and_a_draft_laid_aside_are_told_to_nobody(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    lay(maya, time="Mondays at noon.")
    assert waiting_line(maya) == waiting_line(tom) == ""
    sign(maya)
    lay(tom, time="Tuesdays.")
    tom.taken("drop_agreement")
    lay(tom, time="Wednesdays.")
    assert waiting_line(maya) == ""
    assert "since you signed" not in maya.sees("agreement")


def test_change_after_a_signature_mails_the_signer_one_line_without_content(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    lines = Notice.objects.filter(key__startswith="key ")
    assert {line.person_id for line in lines} == {tom.person.pk}
    lay(tom, time="Mondays at noon.")
    assert {(line.person_id, line.sentence) for line in lines.all()} == {(maya.person.pk, "signature_waits")}


def test_under_a_hold_what_was_signed_stays_and_is_not_shown(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    held = holds.place(space=maya.pair.space, by=viewer_of(riverside.dana))
    holds.confirm(hold=held, by=viewer_of(riverside.joan))
    for words in ("Mondays.", "Tuesdays."):
        lay(maya)
        sign(maya)
        lay(tom, time=words)
        assert '"5. Our time"' in waiting_line(maya)
        sign(maya)
        assert waiting_line(maya) == ""
        maya.taken("take_signature_back")
        assert waiting_line(maya) == ""
    assert SignedBefore.door.visible_to(maya.viewer).count() == 2


def test_rows_not_settled_are_said_before_the_signature_and_counted_for_the_sponsor(
    maya: Desk, tom: Desk, ana: Desk
) -> None:
    maya.taken("seal", "rights", huddle_design="N", equipment="N", space="B")
    tom.taken("seal", "rights", huddle_design="N", equipment="P")
    lay(maya)
    assert "None of your decision rights is settled yet" in maya.sees("sign_agreement")
    maya.taken("propose_row", "huddle_design", level="N")
    tom.taken("agree_rows", row=str(queries.proposals(tom.viewer, tom.pair).get().pk))
    lay(maya)
    page = tom.sees("sign_agreement")
    assert re.search(r"These 2 rows are not settled yet: [^.]*Equipment requests", page)
    assert f'href="{tom.url("rights")}"' in page
    sign(maya)
    sign(tom)
    page = ana.sees("summary")
    assert "2 more rows of who decides what were not settled between them when they signed." in page
    assert "Equipment requests" not in page
    assert "not settled between them" not in maya.sees("agreement")


def test_nothing_is_said_of_rows_once_all_are_settled(maya: Desk, tom: Desk, ana: Desk) -> None:
    for desk in (maya, tom):
        desk.taken("seal", "rights", huddle_design="N")
    maya.taken("propose_row", "huddle_design", level="N")
    tom.taken("agree_rows", row=str(queries.proposals(tom.viewer, tom.pair).get().pk))
    lay(maya)
    assert "not settled yet" not in maya.sees("sign_agreement")
    sign(maya)
    sign(tom)
    assert "not settled" not in ana.sees("summary")


def test_stale_tab_signs_nothing_and_says_what_to_do(maya: Desk, tom: Desk) -> None:
    lay(maya)
    maya.confirms_who()
    tab = hidden_value(maya.sees("sign_agreement"))
    lay(tom, mirror="Say it the same day.")
    answer = maya.sends("sign_agreement", on_screen=tab)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was signed" in page
    assert "Say it the same day." in page
    assert 'name="on_screen"' not in page, "what was shown was shown for the other words"
    assert turned(maya) == 0
    sign(maya)
    assert turned(maya) == 1


@pytest.mark.usefixtures("in_force")
def test_sponsor_reads_the_summary_and_no_word_more(ana: Desk, maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "cards", at_my_best="plum-sparrow-9241")
    tom.taken("seal", "cards", at_my_best="plum-sparrow-9242")
    page = ana.sees("summary")
    for words in (TEXT["why"], TEXT["shared"], TEXT["cadence"]):
        assert words in page
    for key in PRIVATE:
        assert SECTIONS[key] not in page
    assert "plum-sparrow" not in page
    assert "when it gets hard" not in page.casefold()
    release = queries.released_to(ana.viewer, ana.partnership, charter.AGREEMENT)
    assert release is not None
    assert set(release.published) == {"why", "shared", "rights", "unsettled", "cadence"}
    [told] = Notice.objects.filter(sentence="sponsor_waiting")
    assert told.space_id == maya.pair.space.pk, "it goes with the pair"


@pytest.mark.usefixtures("in_force")
def test_agreement_in_force_is_folded_to_its_sections(maya: Desk) -> None:
    page = maya.sees("agreement")
    before = page[: page.rindex(TEXT["why"])]
    assert page.count('<details class="details agreed-part">') >= 10
    assert before.count("<details") == before.count("</details") + 1


@pytest.mark.usefixtures("in_force")
def test_sponsor_is_told_since_when_the_agreement_is_in_force(ana: Desk) -> None:
    ana.comes_back(1)
    assert "Agreement in force since yesterday" in ana.client.get("/sponsor/").content.decode()
    assert "Agreement in force since yesterday" in ana.sees("summary")


@pytest.mark.usefixtures("in_force")
def test_nobody_else_reads_even_the_summary(riverside: Riverside, sit: Callable[..., Desk]) -> None:
    for person in (riverside.helen, riverside.priya, riverside.ines, riverside.joan, riverside.rosa, riverside.tom):
        assert sit(person).client.get(sit(person).url("summary")).status_code == 404
    assert queries.released_to(sit(riverside.priya).viewer, riverside.six_west, charter.AGREEMENT) is None
    page = sit(riverside.priya).sees("progress")
    assert not [words for words in TEXT.values() if words in page]


@pytest.mark.usefixtures("in_force")
def test_sponsor_acknowledges_what_she_saw_and_approves_nothing(ana: Desk, maya: Desk) -> None:
    page = ana.sees("summary")
    assert "It approves nothing" in page
    assert ana.sends("acknowledge", on_screen="0" * 64).status_code == 303
    assert "has read the summary" not in maya.sees("agreement")
    ana.taken("acknowledge", on_screen=hidden_value(page))
    ana.taken("acknowledge", on_screen=hidden_value(page))
    assert "Ana Ruiz has read the summary" in maya.sees("agreement")
    assert maya.client.post(maya.url("acknowledge"), {"on_screen": hidden_value(page)}).status_code == 404


@pytest.mark.usefixtures("in_force")
def test_review_comes_after_six_months_and_is_told_to_both_alike(maya: Desk) -> None:
    release = queries.in_force(maya.viewer, maya.pair, charter.AGREEMENT)
    assert release is not None
    review = queries.review_on(release)
    notices = Notice.objects.filter(sentence="review_nears")
    assert {notice.person_id for notice in notices} == {person.pk for person in maya.pair.people}
    assert all(0 <= (notice.due_at.date() - agreements.remind_on(review)).days <= 3 for notice in notices)
    maya.comes_back((review - clock.today()).days)
    assert queries.state_of_agreement(maya.viewer, maya.pair) is agreements.State.REVIEW_DUE
    assert "Time to look at it again" in maya.sees("agreement")


@pytest.mark.usefixtures("in_force")
def test_next_version_takes_over_only_when_both_have_signed(maya: Desk, tom: Desk, ana: Desk) -> None:
    lay(tom, why="A new reason.")
    assert "why words of ours." in ana.sees("summary")
    assert "A new reason." not in ana.sees("summary")
    sign(tom)
    sign(maya)
    page = ana.sees("summary")
    assert "A new reason." in page
    assert "why words of ours." not in page
    release = queries.in_force(maya.viewer, maya.pair, charter.AGREEMENT)
    assert release is not None
    assert release.version == 2
    assert Notice.objects.filter(sentence="review_nears").count() == 2


@pytest.mark.usefixtures("in_force")
def test_ending_is_without_fault_and_leaves_the_sponsors_view(maya: Desk, tom: Desk, ana: Desk) -> None:
    tom.taken("end_agreement")
    assert TEXT["why"] not in ana.sees("summary")
    assert queries.state_of_agreement(maya.viewer, maya.pair) is None
    assert not Notice.objects.filter(sentence="review_nears").exists()
    assert maya.sends("end_agreement").status_code == 404


def test_goals_open_with_the_first_three_sections(maya: Desk, tom: Desk) -> None:
    lay(maya, guideposts="")
    sign(maya)
    sign(tom)
    assert not charter.may_publish_goals(maya.viewer, maya.pair).is_allowed
    lay(maya)
    assert not charter.may_publish_goals(maya.viewer, maya.pair).is_allowed
    sign(tom)
    sign(maya)
    assert charter.may_publish_goals(maya.viewer, maya.pair).is_allowed


def test_waiver_is_the_sponsors_and_both_partners_see_it(maya: Desk, tom: Desk, ana: Desk) -> None:
    assert "Ana Ruiz said so" not in maya.sees("road")
    assert maya.sends("waive").status_code == 404
    ana.taken("waive")
    assert "Ana Ruiz said so" in maya.sees("road")
    assert "Ana Ruiz said so" in tom.sees("road")
    assert charter.may_publish_goals(tom.viewer, tom.pair).is_allowed


def test_draft_starts_from_what_the_two_already_have(maya: Desk, tom: Desk) -> None:
    lines = {"north_star": "Nobody waits.", "guidepost_1": "Say.", "guidepost_2": "Ask.", "guidepost_3": "Rest."}
    maya.taken("edit_charter", **lines, on_screen="")
    for desk in (maya, tom):
        desk.taken("turn", "charter", on_screen=hidden_value(desk.sees("charter")))
    page = maya.sees("edit_agreement")
    assert "Nobody waits." in page
    assert "Say.\nAsk.\nRest." in page


def test_signed_text_holds_the_rights_table_as_it_stood(maya: Desk, tom: Desk, ana: Desk) -> None:
    maya.taken("propose_row", "huddle_design", level="N")
    tom.taken("agree_rows", row=str(queries.proposals(tom.viewer, tom.pair).get().pk))
    lay(maya)
    maya.taken("propose_row", "equipment", level="P")
    tom.taken("agree_rows", row=str(queries.proposals(tom.viewer, tom.pair).get().pk))
    assert "Your decision rights have changed" in maya.sees("agreement")
    sign(maya)
    sign(tom)
    page = ana.sees("summary")
    assert "Huddle design" in page
    assert "Equipment requests" not in page


MOVES = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(["lay", "sign", "stale", "back"]), st.integers(0, 2)),
    max_size=10,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_in_force_means_that_both_signed_these_very_words(maya: Desk, tom: Desk, moves: list[Any]) -> None:
    """Each example begins with an empty table; whoever does what in whatever order."""
    desks, pairs = (maya.viewer, tom.viewer), (maya.pair, tom.pair)
    left = queries.draft_of(desks[0], pairs[0], charter.AGREEMENT)
    if left is not None:
        two_key.drop(release=left, by=desks[0])
    out = Release.door.visible_to(desks[0]).filter(kind=charter.AGREEMENT, released_at__isnull=False)
    n_out, words, signed_by = out.count(), -1, set[int]()
    for who, verb, number in moves:
        draft = queries.draft_of(desks[who], pairs[who], charter.AGREEMENT)
        with suppress(two_key.StaleText, Hidden):
            if verb == "lay":
                text, seen = {"why": f"Reason {number}."}, draft.text_hash if draft else ""
                actions.draft(pair=pairs[who], text=text, seen=seen, by=desks[who])
                signed_by = signed_by if words == number else set()
                words = number
            elif verb == "back":
                papers.take_back(pair=pairs[who], kind=charter.AGREEMENT, by=desks[who])
                signed_by.discard(who)
            else:
                seen = draft.text_hash if draft and verb == "sign" else "f" * 64
                actions.sign(pair=pairs[who], seen=seen, method="password", by=desks[who])
                signed_by.add(who)
        if signed_by == {0, 1}:
            n_out, words, signed_by = n_out + 1, -1, set()
        assert out.count() == n_out
    assert signatures.unmatched() == []


def test_day_thirty_after_the_last_day_nothing_is_lost(maya: Desk, tom: Desk) -> None:
    """Agreements are permanent: the retention clock passes them by."""
    lay(maya)
    sign(maya)
    sign(tom)
    clock.travel(timedelta(days=800))
    assert charter.text_in_force(tom.viewer, tom.pair, charter.AGREEMENT)["why"] == TEXT["why"]


@pytest.mark.usefixtures("in_force")
def test_pair_that_ended_hears_no_more_of_its_review(riverside: Riverside, priya: Desk) -> None:
    partnership_actions.end_seat(partnership=riverside.six_west, side="physician", by=priya.viewer)
    jobs.remind(on=clock.today())
    assert not Notice.objects.filter(sentence="review_nears").exists()
