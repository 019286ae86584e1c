"""Maya and Tom with a memo: drafted, signed by each after showing who they are, read by others."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from colead.practice.memos import queries
from colead.practice.memos.models import Memo
from tests.cast import Riverside
from tests.practice.conftest import Desk
from tests.proving import show_for

WORDS = {
    "title": "Families may stay at night",
    "to": "Everyone on 6 West",
    "body": "From Monday on, one person may stay with each patient at night.\n\nWe heard that many are afraid alone.",
    "north_star": "Nobody is alone who does not want to be",
    "in_person": "The night nurses, at the handover on Thursday",
}


class Memos:
    """The pair at work on its memos, through its pages."""

    def __init__(self, maya: Desk, tom: Desk) -> None:
        self.maya, self.tom = maya, tom

    def get(self, id: UUID) -> Memo:
        return Memo.door.fetch(self.maya.viewer, id)  # type: ignore[no-any-return]

    def hash(self, id: UUID) -> str:
        return str(self.get(id).release.text_hash)

    def draft(self, desk: Desk | None = None, kind: str = "change", **changes: str) -> UUID:
        desk = desk or self.maya
        desk.sends("memos:draft_memo", kind, **{**WORDS, **changes})
        newest = queries.rows(desk.viewer, desk.pair).order_by("-created_at").first()
        assert newest is not None
        return newest.pk

    def edit(self, desk: Desk, id: UUID, status: int = 303, **changes: str) -> str:
        words = {**WORDS, "seen": self.hash(id), **changes}
        return desk.sends("memos:edit_memo", id, status=status, **words)

    def signs(self, desk: Desk, id: UUID, status: int = 303, seen: str = "") -> Any:
        client = self.sure(desk, id, seen)
        answer = client.post(desk.url("memos:sign_memo", id), {"on_screen": seen or self.hash(id)})
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer

    def sure(self, desk: Desk, id: UUID, seen: str = "", **record: Any) -> Client:
        """A browser of somebody who has just shown once more who they are, to sign these words."""
        return self.shown_in(desk.client, desk, id, seen, **record)

    def shown_in(self, client: Client, desk: Desk, id: UUID, seen: str = "", **record: Any) -> Client:
        show_for(client, desk.person.login, desk.url("memos:sign_memo", id), seen or self.hash(id), **record)
        return client

    def both_sign(self, id: UUID) -> None:
        self.signs(self.maya, id)
        self.signs(self.tom, id)

    def published(self, **changes: str) -> UUID:
        id = self.draft(**changes)
        self.both_sign(id)
        return id

    def state(self, id: UUID) -> str:
        return str(self.get(id).state)

    def outside(self, person: Any, id: UUID) -> str:
        """The public page of this memo, as somebody else reads it."""
        client = signed_in(person)
        answer = client.get(reverse("memos:show_released", args=[self.get(id).release_id]))
        return answer.content.decode() if answer.status_code == 200 else ""


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def memos(maya: Desk, tom: Desk) -> Memos:
    return Memos(maya, tom)


@pytest.fixture
def nia(riverside: Riverside) -> Any:
    """Somebody who works at Riverside and leads nothing."""
    return riverside.nia
