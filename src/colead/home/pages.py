"""What stands on each first page, in words; assembled from the rooms, which decide what may be seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colead.content import model as model_content
from colead.content import practices as practice_content
from colead.content.model import Domain, Model, ModelKey
from colead.content.practices import Practice
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.home import queries, trail_words
from colead.partnerships import charter as charters
from colead.partnerships import queries as partnerships
from colead.partnerships.models import Seat
from colead.partnerships.queries import Pair
from colead.practice.daily.forms import Thumb
from colead.practice.reviews.pages import OpenCounts

WAITING_SHOWN = 5
OPEN_SHOWN = 6


@dataclass(frozen=True)
class PracticeLink:
    """A practice, and the page that opens it for this viewer, if there is one."""

    practice: Practice
    url: str


@dataclass(frozen=True)
class KeyCard:
    key: ModelKey
    practices: list[PracticeLink]


@dataclass(frozen=True)
class DomainCard:
    domain: Domain
    keys: list[KeyCard]


class ModelPage:
    """The six domains and the 31 keys; each key leads to the practices that serve it."""

    def __init__(self, viewer: Viewer) -> None:
        self.model: Model = model_content.load()
        self.practices = practice_content.load()
        first = partnerships.led_by(viewer).first() if viewer.is_signed_in else None
        self.partnership_id = first.pk if first is not None else None
        self.domains = [self.domain_card(domain) for domain in self.model.domains]

    def domain_card(self, domain: Domain) -> DomainCard:
        cards = [KeyCard(key, [self.link(name) for name in key.practices]) for key in self.model.keys_in(domain.key)]
        return DomainCard(domain, cards)

    def link(self, key: str) -> PracticeLink:
        practice = self.practices.practice(key)
        return PracticeLink(practice, address_of(practice.route, self.partnership_id))


def address_of(route: str, partnership_id: Any) -> str:
    """The page of a route within this partnership; empty when the viewer leads none or the page takes more."""
    if not route or partnership_id is None:
        return ""
    try:
        return reverse(route, kwargs={"partnership_id": partnership_id})
    except NoReverseMatch:
        return ""


def lines_of_endings(pair: Pair) -> list[str]:
    """What each partner is told of the end of a seat, from the day it is set until the day it comes."""
    unit = pair.partnership.name
    lines = []
    if pair.ends_on:
        said = {"unit": unit, "day": date_format(pair.ends_on, "D j M")}
        lines.append(
            _("Your seat on %(unit)s ends on %(day)s, through the programme office. What you wrote is yours.") % said
        )
    if pair.partner_ends_on:
        said = {"name": pair.partner_name, "day": date_format(pair.partner_ends_on, "D j M")}
        lines.append(_("%(name)s's seat ends on %(day)s. Take your words along until then.") % said)
    return lines


class EndedPage:
    """What ended lately and what to do next; of what was written, nothing."""

    def __init__(self, viewer: Viewer, seats: list[Seat], next_url: str) -> None:
        self.lines = [self.line(seat, seat.person_id == viewer.person_id) for seat in seats]
        self.next_url = next_url

    def line(self, seat: Seat, is_mine: bool) -> str:
        day = date_format(seat.until_on or clock.today(), "j F")
        said = {"unit": seat.partnership.name, "day": day, "name": seat.person.name}
        if is_mine:
            return _("Your seat on %(unit)s ended on %(day)s.") % said
        return _("%(name)s's seat on %(unit)s ended on %(day)s. Yours goes on.") % said


@dataclass(frozen=True)
class Choice:
    """One of the viewer's dyads, and whether anything waits there; not what."""

    unit: str
    frame: partnerships.Frame
    n_waiting: int

    @property
    def waits(self) -> str:
        if not self.n_waiting:
            return ""
        return ngettext("One thing waits for you", "%(n)d things wait for you", self.n_waiting) % {"n": self.n_waiting}


class ChoosePage(EndedPage):
    """With whom now; and what ended lately, while somebody still leads another pair."""

    def __init__(self, viewer: Viewer, pairs: list[Pair], ended: list[Seat]) -> None:
        super().__init__(viewer, ended, "")
        self.choices = [
            Choice(pair.partnership.name, partnerships.frame(pair), queries.n_waiting(viewer, pair)) for pair in pairs
        ]


class PairHome:
    """The partner's first page: at most five lines that wait, what is open between the two, what they steer by."""

    def __init__(self, viewer: Viewer, pair: Pair, *, shows_all: bool = False) -> None:
        self.pair = pair
        self.partner = pair.partner_name
        self.endings = lines_of_endings(pair)
        waiting, between, self.doing, doors = queries.first_page(viewer, pair)
        waiting.sort(key=lambda line: line.place)
        shown = len(waiting) if shows_all else WAITING_SHOWN
        self.waiting, self.n_later = waiting[:shown], len(waiting[shown:])
        asked = {line.title for line in waiting}
        self.sent = next((line for line in between if line.undo), None)
        lies_open = [
            line for line in between if line.title not in asked and line is not self.sent
        ]  # what waits above is not said again
        self.open, self.has_more_open = lies_open[:OPEN_SHOWN], len(lies_open) > OPEN_SHOWN
        self.charter = charters.charter(viewer, pair)
        self.reach_by = pair.partner.reach_by if pair.partner else ""
        self.door, self.my_door = (door_words(doors.get(one.pk if one else None)) for one in (pair.partner, pair.me))
        self.thumb = Thumb(pair) if pair.partner else None
        self.ids = pair.partnership.pk


def door_words(door: tuple[Any, datetime] | None) -> dict[str, Any]:
    return {"state": door[0].value, "until": door[1]} if door else {"state": "", "until": ""}


class OwnTrailPage:
    """What the viewer did in this space, in sentences, newest first."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.lines = trail_words.lines(queries.own_trail(viewer, pair))


class SponsorPage:
    """The sponsor's two minutes: what waits, what pairs brought, who reports here. Nothing else about anybody."""

    def __init__(self, viewer: Viewer) -> None:
        self.requests_answered = queries.asks(viewer, is_answered=True)
        self.pairs = queries.sponsored_pairs(viewer)
        self.waiting = [pair for pair in self.pairs if pair.waits]
        self.asked = queries.briefs(viewer, is_answered=False)
        self.briefs = queries.briefs(viewer, is_answered=True)
        self.requests = queries.asks(viewer, is_answered=False)
        self.has_goals = any(pair.goals for pair in self.pairs)
        self.open_counts = OpenCounts(viewer)
        self.maps = [pair.seats for pair in self.pairs if pair.seats is not None]
