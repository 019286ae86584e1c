"""What tests of signing in may ask for: a clean count of tries, and the codes a phone would show."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.makers import PASSWORD

HALF_MINUTE = 30


@pytest.fixture(autouse=True)
def fresh_count_of_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def code_for(secret: str, *, ahead: int = 0) -> str:
    """What an authenticator app shows now; `ahead` gives the next one, since each is taken once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // HALF_MINUTE + ahead))


def sign_in(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return client.post("/account/login/", {"login": email, "password": password})


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Shows once more that it is you."""
    assert client.post("/account/reauthenticate/", {"password": password}).status_code == 302


def set_up_app(client: Client, password: str = PASSWORD) -> tuple[str, list[str]]:
    """Sets up an authenticator app; gives its secret and the recovery codes that were shown."""
    confirm(client, password)
    secret = re.search(r"<code>(\w+)</code>", client.get("/account/app/set-up/").content.decode())
    assert secret is not None
    answer = client.post("/account/app/set-up/", {"code": code_for(secret[1])})
    assert answer.headers["Location"] == "/account/recovery-codes/"
    return secret[1], re.findall(r"<li><code>(\d+)</code>", client.get("/account/recovery-codes/").content.decode())


def is_signed_in(client: Client) -> bool:
    return client.get("/account/ways/").status_code == 200
