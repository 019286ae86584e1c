"""What must be filled and tapped, and no more: a signature is one tap after showing who one is."""

import re

import pytest

from tests.practice.conftest import Desk
from tests.practice.goals.test_budgets import required
from tests.practice.memos.conftest import WORDS, Memos

pytestmark = pytest.mark.django_db


def test_signature_is_one_tap_and_nothing_to_fill(memos: Memos) -> None:
    id = memos.draft()
    page = memos.sure(memos.maya, id).get(memos.maya.url("memos:sign_memo", id)).content.decode()
    forms = [form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "/sign/" in form]
    assert len(forms) == 1
    fields = re.findall(r"<(?:input|textarea|select)[^>]*>", forms[0])
    assert all('type="hidden"' in field for field in fields)
    assert len(re.findall(r"<button", forms[0])) == 1
    assert WORDS["body"].split("\n", 1)[0] in page, "what is signed is read on the same page"


def test_memo_begins_with_one_line(memos: Memos) -> None:
    page = memos.maya.sees("memos:draft_memo", "news")
    assert required(page, 'name="title"') == {"title"}
    memos.maya.sends("memos:draft_memo", "news", title="Nights")


def test_presentation_begins_with_one_line(memos: Memos) -> None:
    assert required(memos.maya.sees("memos:plan_presentation"), 'name="title"') == {"title"}
    memos.maya.sends("memos:plan_presentation", title="Winter")


@pytest.mark.parametrize(("route", "kind"), [("draft_memo", ("position",)), ("plan_presentation", ())])
def test_every_writing_field_says_who_can_see_it(maya: Desk, route: str, kind: tuple[str, ...]) -> None:
    page = maya.sees(f"memos:{route}", *kind)
    fields = [field for field in re.findall(r"<(?:textarea|input)[^>]*>", page) if is_for_words(field)]
    assert fields
    for field in fields:
        told = re.search(r'aria-describedby="([^"]*)"', field)
        assert told, field
        assert any(re.search(rf'<p class="who[^"]*" id="{id}"', page) for id in told[1].split()), field


def is_for_words(field: str) -> bool:
    return field.startswith("<textarea") or 'type="text"' in field
