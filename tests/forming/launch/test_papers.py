"""Charter, role descriptions, broken glass: nothing leaves before two keys turn on the same words."""

from io import BytesIO

import pytest
from docx import Document

from colead.forming.launch import first_page, queries
from colead.partnerships import charter
from colead.promises import two_key
from tests.forming.launch.conftest import Desk, hidden_value

LINES = {"north_star": "Nobody waits alone.", "guidepost_1": "Say it.", "guidepost_2": "Ask.", "guidepost_3": "Rest."}
ROLES = {
    "nurse_purpose": "Leads nursing on 6 West",
    "nurse_partnering": "Decides with the physician leader",
    "nurse_own": "Staffing",
    "physician_partnering": "Decides with the nurse leader",
    "shared": "Quality and safety",
    "audience": "sponsor",
}


def put_roles(desk: Desk, **changes: str) -> None:
    seen = hidden_value(desk.sees("edit_roles"))
    desk.taken("edit_roles", **{**ROLES, **changes}, on_screen=seen)


def turn_both(first: Desk, second: Desk, kind: str, route: str) -> None:
    for desk in (first, second):
        desk.taken("turn", kind, on_screen=hidden_value(desk.sees(route)))


def test_charter_stands_when_both_keys_have_turned(maya: Desk, tom: Desk) -> None:
    maya.taken("edit_charter", **LINES, on_screen="")
    turn_both(maya, tom, "charter", "charter")
    assert charter.charter(tom.viewer, tom.pair).guideposts == ["Say it.", "Ask.", "Rest."]
    assert "Nobody waits alone." in maya.sees("road") or "Nobody waits alone." in maya.sees("charter")


def test_charter_needs_three_guideposts_and_takes_no_more_than_seven(maya: Desk) -> None:
    answer = maya.sends("edit_charter", north_star="One line", guidepost_1="a", guidepost_2="b", on_screen="")
    assert answer.status_code == 422
    assert "One line" in answer.content.decode()
    assert "guidepost_8" not in maya.sees("edit_charter")


def test_changing_a_word_takes_the_key_back(maya: Desk, tom: Desk) -> None:
    maya.taken("edit_charter", **LINES, on_screen="")
    maya.taken("turn", "charter", on_screen=hidden_value(maya.sees("charter")))
    tom.taken(
        "edit_charter",
        **{**LINES, "north_star": "Nobody waits alone"},
        on_screen=hidden_value(tom.sees("edit_charter")),
    )
    draft = queries.draft_of(maya.viewer, maya.pair, "charter")
    assert draft is not None
    assert two_key.standing(draft, maya.viewer).turned_ids == frozenset()


def test_writing_over_what_the_partner_just_wrote_is_refused_and_nothing_is_lost(maya: Desk, tom: Desk) -> None:
    tab = hidden_value(maya.sees("edit_roles"))
    put_roles(tom)
    answer = maya.sends("edit_roles", **{**ROLES, "shared": "My own words"}, on_screen=tab)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "My own words" in page
    assert "Nothing was replaced" in page
    assert "Quality and safety" in maya.sees("roles")
    maya.taken("edit_roles", **{**ROLES, "shared": "My own words"}, on_screen=hidden_value(page))
    assert "My own words" in tom.sees("roles")


@pytest.mark.parametrize("missing", ["nurse_partnering", "physician_partnering", "shared"])
def test_role_description_refuses_to_finish_without(maya: Desk, missing: str) -> None:
    assert maya.sends("edit_roles", **{**ROLES, missing: ""}, on_screen="").status_code == 422
    maya.taken("edit_roles", **{**ROLES, missing: ""}, keep="yes", on_screen="")
    draft = queries.draft_of(maya.viewer, maya.pair, "roles")
    assert draft is not None
    maya.taken("turn", "roles", on_screen=draft.text_hash)
    assert two_key.standing(draft, maya.viewer).turned_ids == frozenset()
    assert "before you can finish" in maya.sees("roles")


def test_role_description_goes_to_whom_the_pair_chose(maya: Desk, tom: Desk, ana: Desk, priya: Desk) -> None:
    put_roles(maya)
    assert "Leads nursing" not in ana.sees("summary")
    turn_both(maya, tom, "roles", "roles")
    assert "Leads nursing" in ana.sees("summary")
    assert "Leads nursing" not in priya.sees("progress")
    assert priya.client.get(priya.url("download_released_roles")).status_code == 404
    put_roles(tom, audience="programme")
    turn_both(tom, maya, "roles", "roles")
    assert "Leads nursing" in priya.sees("progress")
    assert "Leads nursing" in ana.sees("summary")


def test_role_description_starts_from_the_decision_rights(maya: Desk, tom: Desk) -> None:
    from_rights = {"nurse_staffing_plan": "N+", "physician_schedule": "P", "rounding_model": "B"}
    maya.taken("seal", "rights", **from_rights)
    tom.taken("seal", "rights", **from_rights)
    maya.saves_rows()
    tom.taken("agree_rows", row=[str(row.pk) for row in queries.proposals(tom.viewer, tom.pair)])
    page = maya.sees("edit_roles")
    assert page.index("Nurse staffing plan") < page.index("Physician schedule") < page.index("Rounding model")


def test_document_for_hr_says_what_it_is_not_for(maya: Desk, tom: Desk) -> None:
    assert maya.client.get(maya.url("download_roles")).status_code == 404
    put_roles(maya)
    assert maya.client.get(maya.url("download_roles")).status_code == 404
    turn_both(maya, tom, "roles", "roles")
    answer = maya.client.get(maya.url("download_roles"))
    words = "\n".join(line.text for line in Document(BytesIO(answer.content)).paragraphs)
    assert "Not for appraisal, pay, credentialing or discipline." in words
    assert "Quality and safety" in words
    assert words.index("Nurse leader") < words.index("Physician leader")


def test_broken_glass_is_kept_with_the_sponsor_only_when_both_want_it(maya: Desk, tom: Desk, ana: Desk) -> None:
    maya.taken("sponsor_meeting", broken_glass="The last two stopped speaking", success="Fewer falls")
    maya.taken("broken_glass", kept="Two leaders before us stopped speaking", on_screen="")
    maya.taken("turn", "broken_glass", on_screen=hidden_value(maya.sees("sponsor_meeting")))
    assert "stopped speaking" not in ana.sees("summary")
    tom.taken("turn", "broken_glass", on_screen=hidden_value(tom.sees("sponsor_meeting")))
    page = ana.sees("summary")
    assert "Two leaders before us stopped speaking" in page
    assert "The last two" not in page
    assert "Fewer falls" not in page


def test_draft_laid_aside_leaves_nothing_waiting(maya: Desk, tom: Desk) -> None:
    maya.taken("edit_charter", **LINES, on_screen="")
    maya.taken("turn", "charter", on_screen=hidden_value(maya.sees("charter")))
    assert "Maya Lind has agreed. It waits for you." in [
        line.note for line in first_page.waiting_for(tom.viewer, tom.pair)
    ]
    tom.taken("drop", "charter")
    assert "Maya Lind has agreed. It waits for you." not in [
        line.note for line in first_page.waiting_for(tom.viewer, tom.pair)
    ]


def test_what_was_released_is_taken_out_of_view_by_either(maya: Desk, tom: Desk, ana: Desk) -> None:
    put_roles(maya)
    assert maya.sends("unpublish", "roles").status_code == 404
    turn_both(maya, tom, "roles", "roles")
    tom.taken("unpublish", "roles")
    assert "Leads nursing" not in ana.sees("summary")
    assert maya.client.get(maya.url("download_roles")).status_code == 404
    assert maya.sends("unpublish", "charter").status_code == 404
    put_roles(maya)
    turn_both(tom, maya, "roles", "roles")
    assert "Leads nursing" in ana.sees("summary")
