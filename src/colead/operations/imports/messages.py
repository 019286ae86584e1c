"""What is said about a file: where it stands, in row and column, and what is wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from colead.operations.imports.limits import MESSAGES_KEPT, MESSAGES_MAX


@dataclass(frozen=True)
class Message:
    text: str
    row: int = 0
    column: str = ""
    where: str = ""  # the place in a bundle, which has no rows

    def __str__(self) -> str:
        place = self.where or (f"row {self.row}" if self.row else "")
        if self.column:
            place += f', column "{self.column}"' if place else f'column "{self.column}"'
        return f"{place}: {self.text}" if place else self.text


class Refused(Exception):
    """The file is not taken in, and nothing was changed; `messages` say why."""

    def __init__(self, messages: Iterable[Message], count: int = 0) -> None:
        self.messages = list(messages)[:MESSAGES_MAX]
        self.count = max(count, len(self.messages))
        super().__init__(f"{self.count} messages")

    @property
    def lines(self) -> list[str]:
        """What the command prints and the page shows: each place, and how many more there are than are named."""
        named = [str(message) for message in self.messages]
        if self.count > len(named):
            more = {"n": self.count - len(named), "named": len(named)}
            named.append(_("and %(n)d more. The first %(named)d are named here.") % more)
        return named


class Complaints:
    """Collects messages from every look at a file, counts them all, and names the first of them in its order."""

    def __init__(self) -> None:
        self.found: list[Message] = []
        self.count = 0

    def add(self, text: str, row: int = 0, column: str = "", where: str = "") -> None:
        self.count += 1
        if len(self.found) < MESSAGES_KEPT:
            self.found.append(Message(text, row, column, where))

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def has_more_than_are_named(self) -> bool:
        return self.count >= MESSAGES_MAX

    def refuse(self) -> None:
        if self:
            raise Refused(sorted(self.found, key=lambda message: message.row), self.count)


def quoted(value: str, most: int = 60) -> str:
    """A value from the file, short enough to stand in a sentence, on one line."""
    line = " ".join(value.split())
    return f'"{line[:most]}..."' if len(line) > most else f'"{line}"'


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean "State"?', or nothing."""
    by_folded = {name.casefold(): name for name in known if name}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f' Did you mean "{by_folded[close[0]]}"?' if close else ""
