"""The pages of oneself: who one is here, and when one is reminded."""

from dataclasses import dataclass

from colead.foundation.viewer import Viewer
from colead.people import queries
from colead.people.hours import HOURS, WEEKDAYS
from colead.people.models import Digest, Login, Person, QuietBlock


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

    @classmethod
    def build(cls, viewer: Viewer) -> "YouPage":
        return cls(queries.me(viewer), queries.my_login(viewer))

    @property
    def hour(self) -> str:
        return HOURS[self.person.digest_hour][1]


@dataclass(frozen=True)
class RemindersPage(YouPage):
    """Whether mail comes, when, and when nothing does; all of it on one page."""

    @property
    def is_asked(self) -> bool:
        """After three weeks without a visit the mail asked whether to pause, and nobody has answered."""
        return self.person.digest_is_on and Digest.objects.filter(person=self.person, asked_on__isnull=False).exists()

    @property
    def quiet(self) -> list[QuietRow]:
        return [QuietRow(block) for block in self.person.quiet_blocks.all()]
