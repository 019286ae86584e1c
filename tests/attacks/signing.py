"""Carries a memo to where everyone reads it, another to one signature, and a plan of a presentation."""

import time
from typing import Any

from colead.partnerships.queries import get_pair
from colead.practice.memos import queries
from colead.practice.memos.models import Memo
from tests.attacks.aiming import sent
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen

WRITTEN = ("title", "to", "body", "north_star", "in_person")


def latest(one: Screen) -> Memo:
    by = viewer_of(one.person)
    return queries.rows(by, get_pair(by, one.partnership.pk)).order_by("-created_at")[0]


def shows_who_it_is(one: Screen) -> None:
    """The session says so, as the sign-in library writes it down: a password for each of many would take too long."""
    session = one.client.session
    session["account_authentication_methods_user"] = str(one.person.login.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()


def signs(one: Screen, memo: Memo) -> None:
    """Afterwards the session says no more than before, so that whoever uses it later is asked again."""
    shows_who_it_is(one)
    sent(one, "memos:sign_memo", {"on_screen": memo.release.text_hash}, memo.pk)
    session = one.client.session
    del session["account_authentication_methods"], session["account_authentication_methods_user"]
    session.save()


def drafted(one: Screen, who: str, word: Any) -> Memo:
    sent(one, "memos:draft_memo", {name: word(who, name) for name in WRITTEN}, "change")
    return latest(one)


def signed(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """One memo that everyone reads and that both go on to correct; one that waits for the second signature."""
    memo = drafted(one, who[0], word)
    signs(one, memo)
    signs(two, memo)
    sent(two, "memos:correct_memo", {}, memo.pk)
    waiting = drafted(two, who[1], word)
    signs(two, waiting)
    return memo.pk


def presented(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    asked = ("title", "forum", "dry_line", "question_1", "answer_1", "topic_1", "topic_2")
    words = {name: word(who[0], name) for name in asked}
    sent(one, "memos:plan_presentation", {**words, "speaker_1": "nurse", "area_1": "physician", "minutes_1": "5"})
    return None
