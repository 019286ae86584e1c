"""The pages of oneself: who one is here, and when one is reminded."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.people import queries
from colead.people.hours import HOURS, WEEKDAYS, morning_after, zone_words
from colead.people.models import Login, Person, QuietBlock


@dataclass(frozen=True)
class QuietDay:
    """Hours of one day, and of the morning after where they are a night."""

    block: QuietBlock
    morning: QuietBlock | None = None

    @property
    def day(self) -> str:
        return str(dict(WEEKDAYS)[self.block.weekday])

    @property
    def words(self) -> str:
        return f"{self.day} {self.hours}"

    @property
    def span(self) -> tuple[int, int]:
        return self.block.from_hour, (self.morning or self.block).until_hour

    @property
    def hours(self) -> str:
        since, until = (HOURS[hour][1] for hour in self.span)
        if self.morning is None:
            return f"{since}-{until}"
        return _("%(since)s until %(until)s the next morning") % {"since": since, "until": until}


@dataclass(frozen=True)
class QuietRow:
    """The same hours, on one day or on several."""

    days: list[QuietDay]

    @property
    def words(self) -> str:
        days = [one.day for one in self.days]
        listed = get_text_list(days, _("and"))
        return f"{listed} {self.days[0].hours}"


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
        """The clock by which the hour goes, in words, and what it says now."""
        own = self.person.time_zone
        now = clock.now().astimezone(ZoneInfo(own or settings.TIME_ZONE))
        said = {"zone": zone_words(own), "now": f"{now:%H:%M}"}
        if own:
            return _("By the clock of %(zone)s, where it is %(now)s now") % said
        return _("By the clock of this place, where it is %(now)s now") % said

    @property
    def quiet(self) -> list[QuietRow]:
        blocks = list(self.person.quiet_blocks.all())
        days = [QuietDay(block, morning_after(block, blocks)) for block in blocks]
        mornings = {day.morning.pk for day in days if day.morning is not None}
        shown = sorted((day for day in days if day.block.pk not in mornings), key=in_order)
        return [QuietRow(list(same)) for _span, same in groupby(shown, attrgetter("span"))]


def in_order(day: QuietDay) -> tuple[int, int, int]:
    return *day.span, day.block.weekday
