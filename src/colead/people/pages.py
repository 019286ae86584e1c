"""The page 'You': who one is here, and one's own wishes."""

from dataclasses import dataclass

from colead.foundation.viewer import Viewer
from colead.people import queries
from colead.people.hours import HOURS, WEEKDAYS
from colead.people.models import Login, Person, QuietBlock


@dataclass(frozen=True)
class QuietRow:
    block: QuietBlock

    @property
    def words(self) -> str:
        day = dict(WEEKDAYS)[self.block.weekday]
        return f"{day} {HOURS[self.block.from_hour][1]}-{HOURS[self.block.until_hour][1]}"


@dataclass(frozen=True)
class YouPage:
    person: Person
    login: Login
    quiet: list[QuietRow]

    @classmethod
    def build(cls, viewer: Viewer) -> "YouPage":
        me = queries.me(viewer)
        return cls(me, queries.my_login(viewer), [QuietRow(block) for block in me.quiet_blocks.all()])
