"""The paper a memo becomes, the slides and the run of show: tagged, readable without eyes, editable."""

import json
import re
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pptx import Presentation as Slides

from colead.foundation import clock
from colead.practice.memos import queries
from colead.practice.memos.documents import papers
from colead.practice.memos.pages.released import ReleasedMemoPage
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Beds in winter",
    "forum": "Quality committee",
    "held_on": (clock.today() + timedelta(days=70)).isoformat(),
    "dry_line": "Twelve lounge chairs, nobody in a corridor, and the night staff asked first.",
    "question_1": "What does it cost?",
    "answer_1": "Two nurses a night, and we say what we stop doing.",
    "topic_1": "Physician staffing at night",
    "minutes_1": "7",
    "speaker_1": "nurse",
    "area_1": "physician",
    "topic_2": "What nurses see at three",
    "minutes_2": "5",
    "speaker_2": "physician",
    "area_2": "nurse",
}


def objects_in(paper: bytes) -> str:
    """Everything in a PDF that can be read as text: what lies packed is unpacked."""
    parts = [paper]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            parts.append(found[1])
    return b"\n".join(parts).decode("latin-1")


def letters_in(paper: bytes) -> str:
    """What the pages say, through the table that maps drawn letters back to text."""
    said = []
    for table in re.finditer(r"beginbfchar(.*?)endbfchar", objects_in(paper), re.DOTALL):
        said += re.findall(r"<[0-9A-F]+> <([0-9A-F]+)>", table[1])
    return "".join(bytes.fromhex(code).decode("utf-16-be") for code in said)


def pdf_of(memos: Memos, person: Any, id: Any) -> bytes:
    url = reverse("memos:download_released", args=[memos.get(id).release_id])
    answer = signed_in(person).get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return bytes(answer.content)


def test_paper_is_tagged_and_says_language_title_and_order(memos: Memos, nia: Any) -> None:
    """PDF/UA-1: the compiler refuses what breaks the standard; here stands what a screen reader needs first."""
    text = objects_in(pdf_of(memos, nia, memos.published()))
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert "/StructTreeRoot" in text
    assert re.search(r"/MarkInfo<<\s*/Marked true", text)
    assert "/Lang(en)" in text or "/Lang (en)" in text
    assert "/DisplayDocTitle true" in text
    assert WORDS["title"] in text
    kinds = re.findall(r"/S\s*/(Document|Title|H1|H2|P|Figure|Table)\b", text)
    assert kinds.count("H1") == 2
    assert kinds.count("P") >= 4
    assert "Figure" not in kinds, "the mark is an ornament and no figure without words"


def test_paper_bears_the_hash_that_was_signed_and_the_seal(memos: Memos, nia: Any) -> None:
    id = memos.published()
    viewer = Desk(nia, memos.maya.partnership).viewer
    page = ReleasedMemoPage(viewer, queries.get_released(viewer, memos.get(id).release_id))
    words = papers.memo_words(page)
    shown = json.dumps(words)
    assert memos.hash(id) in shown
    assert page.record is not None
    assert page.record.seal in shown
    assert {"Maya Lind", "Dr Tom Becker"} == set(words["names"])
    assert WORDS["in_person"] not in shown


def test_nothing_written_is_read_as_markup(memos: Memos, nia: Any) -> None:
    body = '#set page(width: 1pt) $x_1$ *no* _no_ `no` <l> @l "quote" \\ #read("/etc/passwd")\n- a\n= b'
    id = memos.published(body=body, title="#panic() [x]")
    letters = letters_in(pdf_of(memos, nia, id))
    assert all(sign in letters for sign in '#$*_`<@"\\')


def test_long_memo_with_letters_of_other_tongues_becomes_a_paper(memos: Memos, nia: Any) -> None:
    body = "\n\n".join(f"Absatz {n}: Ärzte, Pflegende, żółć, Ελλάδα, 東京 — „so“." for n in range(60))
    paper = pdf_of(memos, nia, memos.published(body=body))
    assert re.search(r"<xmpTPg:NPages>[2-9]</xmpTPg:NPages>", objects_in(paper))


def test_paper_of_what_was_corrected_or_withdrawn_is_gone(memos: Memos, nia: Any) -> None:
    id = memos.published()
    memos.maya.sends("memos:correct_memo", id)
    second = next(m for m in queries.list_for(memos.maya.viewer, memos.maya.pair) if m.corrects_id == id).pk
    memos.edit(memos.tom, second, body="Corrected.")
    memos.both_sign(second)
    first_url = reverse("memos:download_released", args=[memos.get(id).release_id])
    assert signed_in(nia).get(first_url).status_code == 303
    assert b"%PDF" in pdf_of(memos, nia, second)
    memos.maya.sends("memos:withdraw_memo", second)
    for one in (id, second):
        url = reverse("memos:download_released", args=[memos.get(one).release_id])
        assert signed_in(nia).get(url).status_code == 404


# --- presentations ---


def planned(desk: Desk, **changes: str) -> Any:
    desk.sends("memos:plan_presentation", **{**PLAN, **changes})
    return queries.list_presentations(desk.viewer, desk.pair)[0][0].pk


def fetched(desk: Desk, route: str, id: Any) -> bytes:
    answer = desk.client.get(desk.url(route, id))
    assert answer.status_code == 200
    return bytes(answer.content)


def test_slides_are_native_and_can_be_edited_and_saved_again(memos: Memos) -> None:
    show = Slides(BytesIO(fetched(memos.tom, "memos:download_slides", planned(memos.maya))))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles == [
        PLAN["title"], PLAN["topic_1"], PLAN["topic_2"], "If we had thirty seconds", "Your questions"
    ]  # fmt: skip
    assert "Maya Lind speaks, from 0:00, 7 minutes. About the area of Dr Tom Becker." in notes(show, 1)
    assert "Dr Tom Becker speaks, from 0:07" in notes(show, 2)
    assert f"{PLAN['question_1']}\n{PLAN['answer_1']}" in notes(show, 4)
    assert all(shape.is_placeholder for slide in show.slides for shape in slide.shapes), "text, no pictures of text"
    show.slides[1].placeholders[1].text_frame.text = "Ours to go on"
    again = BytesIO()
    show.save(again)
    assert Slides(again).slides[1].placeholders[1].text_frame.text == "Ours to go on"
    assert (show.core_properties.title, show.core_properties.language) == (PLAN["title"], "en")


def notes(show: Any, at: int) -> str:
    return str(show.slides[at].notes_slide.notes_text_frame.text)


def test_no_slide_stands_empty_and_both_of_you_speak(memos: Memos) -> None:
    plan = {"topic_2": "What we do now", "speaker_2": "both", "area_2": "both", "minutes_2": "", "answer_1": ""}
    show = Slides(BytesIO(fetched(memos.tom, "memos:download_slides", planned(memos.maya, **plan))))
    bodies = [slide.placeholders[1].text_frame.text for slide in show.slides]
    assert all(bodies)
    assert bodies[1:3] == ["Maya Lind", bodies[0].split("\n")[0]]
    assert notes(show, 2) == "Both of you speak, from 0:07."
    assert notes(show, 4) == f"{PLAN['question_1']}\nYour one answer is still to come."


def test_nothing_stands_off_the_slide(memos: Memos) -> None:
    show = Slides(BytesIO(fetched(memos.tom, "memos:download_slides", planned(memos.maya))))
    for slide in show.slides:
        for shape in slide.placeholders:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top >= 0
            assert shape.top + shape.height <= show.slide_height


def test_run_of_show_is_a_tagged_paper_with_a_table(memos: Memos) -> None:
    text = objects_in(fetched(memos.tom, "memos:download_run_of_show", planned(memos.maya)))
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert PLAN["title"] in text
    kinds = re.findall(r"/S\s*/(Table|TR|TH|TD)\b", text)
    assert kinds.count("TR") == 3
    assert kinds.count("TH") == 4


@pytest.mark.parametrize("title", ["x", "a \x0b\x01 b", "東京 🙂", "<&>\"'"])
def test_plan_with_a_title_alone_becomes_slides_and_paper(memos: Memos, title: str) -> None:
    blank = dict.fromkeys(PLAN, "") | {"title": title}
    id = planned(memos.maya, **blank)
    assert len(Slides(BytesIO(fetched(memos.maya, "memos:download_slides", id))).slides) == 1
    assert fetched(memos.maya, "memos:download_run_of_show", id).startswith(b"%PDF")


def test_prompt_asks_for_the_partners_area_and_forbids_nothing(memos: Memos) -> None:
    id = planned(memos.maya, speaker_2="physician", area_2="physician")
    page = memos.tom.sees("memos:show_presentation", id)
    assert "Dr Tom Becker does not speak about the other" in page
    assert "Maya Lind does not speak about the other" not in page
    assert "does not speak" not in memos.tom.sees("memos:show_presentation", planned(memos.maya))


def test_either_goes_on_planning_and_loses_no_word_of_the_other(memos: Memos) -> None:
    id = planned(memos.maya)
    stale = re.search(r'name="seen" value="(\w+)"', memos.maya.sees("memos:edit_presentation", id))
    assert stale
    memos.tom.sends("memos:edit_presentation", id, **{**PLAN, "seen": stale[1], "title": "Toms title"})
    page = memos.maya.sends("memos:edit_presentation", id, status=409, **{**PLAN, "seen": stale[1], "title": "Mayas"})
    assert "Toms title" in page
    assert "Mayas" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    memos.maya.sends("memos:edit_presentation", id, **{**PLAN, "seen": seen[1], "title": "Mayas"})
    assert "Mayas" in memos.tom.sees("memos:show_presentation", id)


def test_plan_is_let_go_by_either(memos: Memos) -> None:
    id = planned(memos.maya)
    memos.tom.sends("memos:remove_presentation", id)
    assert PLAN["title"] not in memos.maya.sees("memos:list_memos")


def test_plan_is_found_by_its_words_and_leads_to_the_debrief(memos: Memos) -> None:
    id = planned(memos.maya)
    page = memos.tom.sends("home:find", status=200, phrase="nurses see at three")
    assert PLAN["title"] in page
    assert "/debriefs/new/" in memos.tom.sees("memos:show_presentation", id)


def test_nobody_else_reads_a_plan(memos: Memos, nia: Any) -> None:
    id = planned(memos.maya)
    for route in ("show_presentation", "download_slides", "download_run_of_show"):
        assert signed_in(nia).get(memos.maya.url(f"memos:{route}", id)).status_code == 404
