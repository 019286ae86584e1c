"""The pages of oneself: who one is here, and when one is reminded."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.people import queries
from colead.people.hours import HOURS, WEEKDAYS, zone_words
from colead.people.models import Login, Person, QuietBlock


@dataclass(frozen=True)
class QuietDay:
    block: QuietBlock

    @property
    def day(self) -> str:
        return str(dict(WEEKDAYS)[self.block.weekday])

    @property
    def words(self) -> str:
        return f"{self.day} {hours_of(self.block)}"


@dataclass(frozen=True)
class QuietRow:
    """The same hours, on one day or on several."""

    days: list[QuietDay]

    @property
    def words(self) -> str:
        days = [one.day for one in self.days]
        listed = _(" and ").join([*[", ".join(days[:-1])][: len(days) - 1], days[-1]])
        return f"{listed} {hours_of(self.days[0].block)}"


def hours_of(block: QuietBlock) -> str:
    return f"{HOURS[block.from_hour][1]}-{HOURS[block.until_hour][1]}"


@dataclass(frozen=True)
class YouPage:
    person: Person
    login: Login

    @classmethod
    def build(cls, viewer: Viewer) -> "YouPage":
        return cls(queries.me(viewer), queries.my_login(viewer))

    @property
    def hour(self) -> str:
        return HOURS[self.person.digest_hour][1]


@dataclass(frozen=True)
class RemindersPage(YouPage):
    """Whether mail comes, when, and when nothing does; all of it on one page.

    Whether to pause is asked by mail, of somebody who does not come. Whoever reads this page has come.
    """

    @property
    def zone(self) -> str:
        """The clock by which the hour goes, in words."""
        return zone_words(self.person.time_zone or settings.TIME_ZONE)

    @property
    def quiet(self) -> list[QuietRow]:
        blocks = sorted(self.person.quiet_blocks.all(), key=lambda block: (*span_of(block), block.weekday))
        return [QuietRow([QuietDay(block) for block in days]) for _span, days in groupby(blocks, span_of)]


def span_of(block: QuietBlock) -> tuple[int, int]:
    return block.from_hour, block.until_hour
