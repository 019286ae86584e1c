"""What every test may ask for."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from colead.foundation import clock
from colead.people.models import Person
from tests.cast import Riverside, make_riverside


@pytest.fixture(autouse=True)
def keystore_of_its_own(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.KEYSTORE = tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def present_time() -> Iterator[None]:
    yield
    clock.travel(timedelta(0))


@pytest.fixture
def riverside(db: None) -> Riverside:
    return make_riverside()


class SignIn:
    """Gives a client signed in as somebody."""

    def __call__(self, person: Person) -> Client:
        client = Client()
        client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@pytest.fixture
def as_person() -> SignIn:
    return SignIn()
