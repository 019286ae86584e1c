"""P23: how long an answer takes does not tell whether an address has an account."""

import math
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.makers import make_login, make_person
from tests.people.conftest import sign_in

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
TRIES = 200
WARM_UP = 10
FIVE_MS, ONE_MS = 0.005, 0.001


def seconds(act: Callable[[], object]) -> float:
    """The work of this thread, so that a busy machine does not blur what is compared."""
    start = time.thread_time()
    act()
    return time.thread_time() - start


def chance_of_no_difference(one: list[float], other: list[float]) -> float:
    """Mann and Whitney's test by the normal approximation, which is close at two hundred each."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    rank_sum = sum(rank for rank, (_value, group) in enumerate(ranked, start=1) if group == 0)
    n, m = len(one), len(other)
    u = rank_sum - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def is_told_apart(act: Callable[[str], object]) -> bool:
    """Whether the answers to known and unknown addresses differ by more than any network blurs."""
    known: list[float] = []
    unknown: list[float] = []
    for number in range(WARM_UP):
        act(f"nobody.before.{number}@riverside.example")
    for number in range(TRIES):
        pair = [(known, f"nurse.{number}@riverside.example"), (unknown, f"nobody.{number}@riverside.example")]
        for times, address in pair if number % 2 else reversed(pair):
            times.append(seconds(lambda at=address: act(at)))
    apart = abs(statistics.median(known) - statistics.median(unknown))
    is_chance = chance_of_no_difference(known, unknown) > 0.01
    return apart >= FIVE_MS or not (is_chance or apart < ONE_MS)


@pytest.fixture
def two_hundred_accounts(settings: Any, transactional_db: None) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(TRIES):
        make_login(make_person(f"Nurse {number}"))


def test_time_of_a_wrong_password_tells_nothing(two_hundred_accounts: None) -> None:
    assert not is_told_apart(lambda email: sign_in(Client(), email, "not the password at all"))


def test_time_of_a_reset_request_tells_nothing(two_hundred_accounts: None) -> None:
    assert not is_told_apart(lambda email: Client().post("/account/password/reset/", {"email": email}))
