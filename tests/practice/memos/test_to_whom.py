"""To whom a memo is written, and who reads it: asked for as needed from the first, and said before anyone signs."""

import re

import pytest
from django.urls import reverse

from tests.cast import Riverside
from tests.practice.memos.conftest import WORDS, Memos, signed_in
from tests.practice.memos.test_preparing import lent

pytestmark = pytest.mark.django_db


def test_half_a_memo_is_kept_and_not_signed(memos: Memos) -> None:
    id = memos.draft(to="")
    for desk in (memos.maya, memos.tom):
        page = desk.sees("memos:show_memo", id)
        assert f'To. <a href="{desk.url("memos:edit_memo", id)}">' in page.split('class="letter"')[0]
        assert "Read and sign" not in page
    memos.signs(memos.maya, id, status=409)
    assert memos.state(id) == "draft"


@pytest.mark.parametrize("where", ["new", "kept", "lent"])
def test_to_whom_it_is_written_is_asked_for_as_needed(memos: Memos, riverside: Riverside, where: str) -> None:
    if where == "new":
        page = memos.maya.sees("memos:draft_memo", "news")
    elif where == "kept":
        page = memos.maya.sees("memos:edit_memo", memos.draft(to=""))
    else:
        sheet = lent(memos, memos.draft(to=""))
        page = signed_in(riverside.rosa).get(reverse("memos:prepare_lent", args=[sheet])).content.decode()
    label = re.search(r'<label for="[a-z0-9-]+-to">(.*?)</label>', page)
    assert label
    assert "if you like" not in label[1]


def test_draft_says_who_reads_it_before_anyone_signs(memos: Memos) -> None:
    page = memos.tom.sees("memos:show_memo", memos.draft())
    assert "Needed before either of you signs" not in page
    assert "To: Everyone on 6 West" in re.sub(r"\s+", " ", page)
    assert "With the second signature everyone in the organisation can read it." in page


def test_title_is_said_once_and_names_the_page(memos: Memos, riverside: Riverside) -> None:
    id = memos.published()
    for page in (memos.outside(riverside.nia, id), memos.maya.sees("memos:show_memo", id)):
        body = page.split("<body")[1]
        assert body.count(WORDS["title"]) == 1
        assert f'<h1 class="letter-title">{WORDS["title"]}</h1>' in body
        assert body.count("<h1") == 1


def test_words_of_it_stand_only_where_it_looks(memos: Memos, riverside: Riverside) -> None:
    id = memos.published()
    for page in (memos.outside(riverside.nia, id), memos.maya.sees("memos:show_memo", id)):
        plain, technical = page.split("For IT: how it is checked")
        for word in ("ublic key", "verify.py", "script"):
            assert word not in re.sub(r"<script.*?</script>|<[^>]+>", "", plain, flags=re.DOTALL), word
        assert "ublic key" in technical
    assert "Dr Tom Becker and Maya Lind" in memos.outside(riverside.nia, id)
