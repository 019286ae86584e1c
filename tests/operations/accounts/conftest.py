"""What tests of accounts may ask for."""

from collections.abc import Callable

import pytest
from django.test import Client

from colead.people.models import Person
from tests.conftest import SignIn
from tests.people.conftest import confirm, fresh_count_of_tries

__all__ = ["fresh_count_of_tries"]
Administrator = Callable[[Person], Client]


@pytest.fixture
def as_administrator(as_person: SignIn) -> Administrator:
    """Signed in, and has just shown once more who it is."""

    def sign_in_and_confirm(person: Person) -> Client:
        client = as_person(person)
        confirm(client)
        return client

    return sign_in_and_confirm
