"""What tests of accounts may ask for."""

from tests.people.conftest import fresh_count_of_tries

__all__ = ["fresh_count_of_tries"]
