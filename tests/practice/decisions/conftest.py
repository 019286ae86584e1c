"""Ana and Kwame at their screens; Maya at two."""

from dataclasses import dataclass

import pytest

from tests.cast import Riverside
from tests.conftest import SignIn
from tests.practice.decisions.steps import Screen


@dataclass
class Two:
    ana: Screen
    kwame: Screen


@pytest.fixture
def two(riverside: Riverside, as_person: SignIn) -> Two:
    return Two(
        Screen(as_person(riverside.ana), riverside.ana, riverside.exec),
        Screen(as_person(riverside.kwame), riverside.kwame, riverside.exec),
    )
