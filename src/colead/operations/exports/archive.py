"""A ZIP that is written piece by piece into the answer; nothing of it ever lies on a disk."""

from collections.abc import Iterable, Iterator
from typing import IO, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile

PIECE: Final = 64 * 1024


class Spout:
    """A file that can only be written to, and gives away what it holds."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def write(self, piece: bytes, /) -> int:
        self.held.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        held, self.held = self.held, []
        return b"".join(held)


def stream(files: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    spout = Spout()
    with ZipFile(cast(IO[bytes], spout), "w", ZIP_DEFLATED) as archive:
        for name, text in files:
            content = text.encode()
            with archive.open(name, "w") as inside:
                for start in range(0, len(content), PIECE):
                    inside.write(content[start : start + PIECE])
                    yield spout.take()
    yield spout.take()
