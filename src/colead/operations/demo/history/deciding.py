"""The decisions of the pairs, from frame to look back."""

from collections.abc import Iterator
from datetime import datetime

from colead.operations.demo.history.house import Act, House


def acts(house: House) -> Iterator[tuple[datetime, Act]]:
    yield from ()
