"""To whom a memo is written, and who reads it: asked for as needed from the first, and said before anyone signs."""

import re

import pytest
from django.urls import reverse

from tests.cast import Riverside
from tests.practice.memos.conftest import Memos, signed_in
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
