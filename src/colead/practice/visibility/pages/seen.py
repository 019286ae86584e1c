"""How the two are seen, for the two alone: their page, what lies ahead, where they were, who sits in with whom."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, in_turn
from colead.practice.visibility import queries, wording
from colead.practice.visibility.actions.reminding import sides
from colead.practice.visibility.models import Appearance, Visit
from colead.practice.visibility.pages.sheet import Sheet
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import visibility as rules
from colead.rules.visibility import PageState, State, VisitState, Who


def named(pair: Pair) -> dict[str, str]:
    """Who sits on each side, in the order of the day."""
    side_of = {person.pk: side.value for side, person in sides(pair).items()}
    return {side_of[person.pk]: person.name for person in in_turn(pair)}


class Keys:
    """Who has turned a key on a draft."""

    def __init__(self, viewer: Viewer, pair: Pair, release: Release, turned: dict[UUID, datetime]) -> None:
        self.seen = release.text_hash
        self.me, self.partner = pair.me.name, pair.partner_name
        self.mine_at: datetime | None = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)


class OurPage:
    """Where the page stands: the draft that waits, the one that is out, and what of it is no longer so."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair, self.ids = viewer, pair, pair.partnership.pk
        self.out, self.draft = queries.out_of(viewer, pair), queries.draft_of(viewer, pair)
        self.state = queries.state_of(viewer, pair, self.out)
        self.words = str(wording.PAGES[self.state])
        self.is_out, self.is_stale = self.state != PageState.DRAFT, self.state == PageState.STALE

    @cached_property
    def has_agreement(self) -> bool:
        return bool(charter.text_in_force(self.viewer, self.pair, charter.AGREEMENT))

    @cached_property
    def sheet(self) -> Sheet | None:
        """The draft if there is one: it is what the two have before them."""
        if self.draft is not None:
            return Sheet(two_key.text_of(self.draft, self.viewer), self.ids)
        return Sheet(self.out.published or {}, self.ids) if self.out is not None else None

    @cached_property
    def keys(self) -> Keys | None:
        if self.draft is None:
            return None
        return Keys(self.viewer, self.pair, self.draft, queries.keys_turned(self.draft, self.viewer))

    @cached_property
    def changed(self) -> list[str]:
        """What of the page that is out the two have settled otherwise since."""
        said = (self.out.published or {}) if self.out is not None else {}
        return queries.rights_differ(said, queries.rights(self.viewer, self.pair))

    @property
    def is_old(self) -> bool:
        """A year after both agreed they are asked once more, unless something on it waits for them anyway."""
        if self.out is None or self.out.released_at is None or self.draft is not None or self.is_stale or self.changed:
            return False
        return self.out.released_at <= queries.year_ago()

    @property
    def released_at(self) -> datetime | None:
        return self.out.released_at if self.out is not None else None


@dataclass(frozen=True)
class Row:
    """One appearance, in words."""

    id: UUID
    forum: str
    on_day: date
    who: str
    said: str
    level: str
    level_key: str
    speaks: str
    is_due: bool
    is_shown: bool
    is_alone: bool
    may_show: bool
    stamp: str
    keys: Keys | None


class SeenPage:
    """The plan, the past and the visits. Nothing is summed up."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair, self.today = viewer, pair, clock.today()
        self.page = OurPage(viewer, pair)
        self.named = named(pair)
        self.said = {key: str(words) for key, words in wording.who(self.named).items()}
        rows = [(item, self.row(item, text)) for item, text in queries.list_for(viewer, pair)]
        planned = [row for item, row in rows if item.state == State.PLANNED]
        self.due = [row for row in planned if row.on_day < self.today]
        self.ahead = self.by_quarter([row for row in planned if row.on_day >= self.today])
        self.past = [row for item, row in rows[::-1] if item.state == State.PAST]

    def row(self, item: Appearance, text: dict[str, Any]) -> Row:
        release = item.release
        is_draft = release is not None and release.state == ReleaseState.DRAFT
        is_shown = release is not None and release.state == ReleaseState.RELEASED
        return Row(
            id=item.pk,
            forum=text["forum"],
            on_day=item.on_day,
            who=text["who"],
            said=self.said.get(text["who"], str(_("One for both"))),
            level=str(wording.LEVELS.get(text["level"], "")),
            level_key=text["level"],
            speaks=text["speaks"],
            is_due=item.on_day <= self.today,
            is_shown=is_shown,
            is_alone=text["who"] != Who.BOTH,
            may_show=not is_shown and not is_draft,
            stamp=space.stamp_of(item),
            keys=self.keys_of(release) if is_draft and release is not None else None,
        )

    @cached_property
    def turned(self) -> dict[UUID, dict[UUID, datetime]]:
        """Whose key has turned on what waits between the two: asked once for all rows."""
        found: dict[UUID, dict[UUID, datetime]] = {}
        for release_id, person_id, at in two_key.turned_in(self.viewer, space=self.pair.space.pk):
            found.setdefault(release_id, {})[person_id] = at
        return found

    def keys_of(self, release: Release) -> Keys:
        return Keys(self.viewer, self.pair, release, self.turned.get(release.pk, {}))

    def by_quarter(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Each with at most one thing to think about."""
        found: dict[date, list[Row]] = {}
        for row in rows:
            found.setdefault(rules.quarter_of(row.on_day), []).append(row)
        return [
            {"title": self.quarter_words(begun), "rows": held, "hint": self.hint_of(held)}
            for begun, held in sorted(found.items())
        ]

    def quarter_words(self, begun: date) -> str:
        if begun == rules.quarter_of(self.today):
            return _("This quarter")
        return _("Next quarter") if begun == rules.next_quarter(self.today) else date_format(begun, "F Y")

    @staticmethod
    def hint_of(rows: list[Row]) -> str:
        hint = rules.hint([(row.who, row.level_key) for row in rows])
        return str(wording.HINTS[hint]) if hint is not None else ""

    @property
    def is_bare(self) -> bool:
        return not (self.due or self.ahead)

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """Where both were seen, and where one was: side by side, without a number."""
        return [
            {"who": who, "title": said, "rows": [row for row in self.past if row.who == who]}
            for who, said in self.said.items()
        ]

    @cached_property
    def visits(self) -> list[dict[str, Any]]:
        open_ones = [one for one in queries.visits_of(self.pair) if self.is_told(one)]
        others = {self.other(one).pk: self.other(one) for one in open_ones}
        names = queries.names_in(others) if others else {}
        return [self.visit(one, names.get(self.other(one).pk, [])) for one in open_ones]

    def is_told(self, visit: Visit) -> bool:
        """What is open; and to who asked, until its day, that it does not fit this time."""
        is_no = visit.state == VisitState.DECLINED and not self.is_host(visit) and visit.on_day >= self.today
        return visit.state in queries.OPEN_VISITS or is_no

    def other(self, visit: Visit) -> Partnership:
        return visit.guest if self.is_host(visit) else visit.host

    def is_host(self, visit: Visit) -> bool:
        return visit.host_space_id == self.pair.space.pk

    def visit(self, one: Visit, names: list[str]) -> dict[str, Any]:
        is_host, asked = self.is_host(one), one.state == VisitState.ASKED
        words = wording.VISITS_HOST if is_host else wording.VISITS_GUEST
        said = {"names": _(" and ").join(names), "unit": self.other(one).name}
        return {
            "id": one.pk,
            "title": str(words[one.state]) % said,
            "on_day": one.on_day,
            "is_host": is_host,
            "is_asked": asked,
            "is_agreed": one.state == VisitState.AGREED,
            "may_finish": one.state == VisitState.AGREED and one.on_day <= self.today,
        }
