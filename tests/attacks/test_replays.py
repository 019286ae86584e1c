"""One key, one write: twenty hands at once, each with a connection of its own."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from colead.foundation import gate
from colead.practice.daily.models import RunIt
from colead.practice.wins.models import Appreciation
from tests.cast import Riverside, make_riverside

HANDS = 20
WRITES: dict[str, tuple[Any, str, dict[str, str]]] = {
    "an appreciation": (Appreciation, "wins:list_appreciations", {"line": "You stayed with the family."}),
    "a question": (RunIt, "daily:ask_run_it", {"line": "May I move the huddle?", "kind": "gut_check"}),
}


def send_at_once(client_for: Callable[[], Client], url: str, data: dict[str, str], hands: int = HANDS) -> Counter[int]:
    """All hands wait for the last one, then send."""
    statuses: Counter[int] = Counter()
    ready = threading.Barrier(hands)

    def send() -> None:
        try:
            client = client_for()
            ready.wait(timeout=60)
            statuses[client.post(url, data).status_code] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return statuses


def written(model: Any, town: Riverside) -> int:
    return int(model.door._unguarded().filter(space=town.exec.space).count())


def race(what: str, hands: int = HANDS) -> tuple[int, Counter[int]]:
    town = make_riverside()
    model, route, data = WRITES[what]
    signed_in = Client()
    signed_in.force_login(town.ana.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse(route, kwargs={"partnership_id": town.exec.pk})

    def client_for() -> Client:
        client = Client(raise_request_exception=False)
        client.cookies = signed_in.cookies.copy()
        return client

    statuses = send_at_once(client_for, url, {**data, "once": str(uuid.uuid4())}, hands)
    return written(model, town), statuses


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", WRITES)
def test_ps05_twenty_hands_with_one_key_write_once(what: str) -> None:
    rows, statuses = race(what)
    assert rows == 1
    assert statuses == {303: HANDS}


@pytest.mark.django_db(transaction=True)
def test_a_gate_that_forgets_keys_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the key each hand writes."""
    monkeypatch.setattr(gate, "read_key", lambda request: None)
    rows, _ = race("an appreciation", hands=4)
    assert rows > 1
