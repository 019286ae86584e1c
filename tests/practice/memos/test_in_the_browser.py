"""A memo signed with a passkey in a real browser, whose device says yes."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.cast import Riverside
from tests.journeys.conftest import town
from tests.people.test_in_the_browser import key_holder, test_passkey_is_added_and_signs_in_alone
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import Memos

__all__ = ["key_holder", "town"]
pytestmark = pytest.mark.browser
sign_in_by_passkey = test_passkey_is_added_and_signs_in_alone
del test_passkey_is_added_and_signs_in_alone  # asked where it belongs


def test_passkey_shown_for_one_memo_signs_that_one(town: Riverside, key_holder: Page) -> None:
    cache.clear()
    memos, page = Memos(Desk(town.maya, town.six_west), Desk(town.tom, town.six_west)), key_holder
    one, other = memos.draft(), memos.draft(title="Another")
    sign_in_by_passkey(town, page)
    page.goto(memos.maya.url("memos:sign_memo", one))
    page.get_by_role("link", name="Show that it is me").click()
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda address: "/sign/" in address and "/account/" not in address)
    page.goto(memos.maya.url("memos:sign_memo", other))
    assert page.get_by_role("link", name="Show that it is me").is_visible()
    page.goto(memos.maya.url("memos:sign_memo", one))
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("You have signed.").first.wait_for()
    assert (memos.state(one), memos.state(other)) == ("one_signed", "draft")
