"""The page 'You': one's own wishes and the forms to change them."""

from dataclasses import dataclass

from django.forms import Form

from colead.foundation.viewer import Viewer
from colead.people import queries
from colead.people.forms import HOURS, WEEKDAYS, DigestForm, QuietForm, ReachForm
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
    reach: Form
    add_quiet: Form
    digest: Form

    @classmethod
    def build(
        cls, viewer: Viewer, *, reach: Form | None = None, add_quiet: Form | None = None, digest: Form | None = None
    ) -> "YouPage":
        """A form that came back with errors stands in the place of a fresh one."""
        me = queries.me(viewer)
        wishes = {"is_on": me.digest_is_on, "hour": me.digest_hour}
        return cls(
            person=me,
            login=queries.my_login(viewer),
            quiet=[QuietRow(block) for block in me.quiet_blocks.all()],
            reach=reach or ReachForm(initial={"words": me.reach_by}),
            add_quiet=add_quiet or QuietForm(),
            digest=digest or DigestForm(initial=wishes),
        )
