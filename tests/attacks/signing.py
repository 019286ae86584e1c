"""Carries a memo to where everyone reads it, another to one signature, and a plan of a presentation."""

from typing import Any

from django.test import Client
from django.urls import reverse

from colead.partnerships.queries import get_pair
from colead.practice.memos import queries
from colead.practice.memos.models import Memo
from tests.attacks.aiming import sent
from tests.makers import viewer_of
from tests.practice.decisions.steps import Screen
from tests.proving import forget, show_for

WRITTEN = ("title", "to", "body", "north_star", "in_person")


def latest(one: Screen) -> Memo:
    by = viewer_of(one.person)
    return queries.rows(by, get_pair(by, one.partnership.pk)).order_by("-created_at")[0]


def signs(one: Screen, memo: Memo) -> None:
    """Afterwards the session says no more than before, so that whoever uses it later is asked again."""
    path = reverse("memos:sign_memo", args=[one.partnership.pk, memo.pk])
    show_for(one.client, one.person.login, path, memo.release.text_hash)
    sent(one, "memos:sign_memo", {"on_screen": memo.release.text_hash}, memo.pk)
    forget(one.client)


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


def lent_out(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    """A draft that an assistant reads by the leave of both, and what she made of it."""
    memo = drafted(one, who[0], word)
    sent(one, "memos:lend_memo", {"person": "Rosa Diaz"}, memo.pk)
    sheet = queries.sheet_of(viewer_of(one.person), memo)
    assert sheet is not None
    [loan] = queries.loans(sheet, viewer_of(one.person))
    sent(two, "memos:agree_to_loan", {}, memo.pk, loan.pk)
    rosa = Client()
    rosa.force_login(loan.reader.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    words = {name: word("rosa", f"prepared {name}") for name in ("title", "to", "body", "north_star")}
    answer = rosa.post(reverse("memos:prepare_lent", args=[sheet.pk]), words)
    assert answer.status_code == 303
    return memo.pk


def presented(one: Screen, two: Screen, who: tuple[str, str], word: Any) -> Any:
    asked = ("title", "forum", "dry_line", "question_1", "answer_1", "topic_1", "topic_2")
    words = {name: word(who[0], name) for name in asked}
    sent(one, "memos:plan_presentation", {**words, "speaker_1": "nurse", "area_1": "physician", "minutes_1": "5"})
    return None
