"""What stands on each first page, in words; assembled from the rooms, which decide what may be seen."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from colead.content import model as model_content
from colead.content import practices as practice_content
from colead.content.model import Domain, Model, ModelKey
from colead.content.practices import Practice
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open, Waiting
from colead.home import queries
from colead.partnerships import charter as charters
from colead.partnerships import queries as partnerships
from colead.partnerships.queries import Pair

WAITING_SHOWN = 5
ROOMS: tuple[tuple[str, str], ...] = ()


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


class PairHome:
    """The partner's first page: at most five lines that wait, what is open between the two, what they steer by."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.pair = pair
        self.partner = pair.partner_name
        waiting = queries.waiting_for(viewer, pair)
        self.waiting: list[Waiting] = waiting[:WAITING_SHOWN]
        self.has_more = len(waiting) > WAITING_SHOWN
        self.open: list[Open] = queries.between_us(viewer, pair)
        self.charter = charters.charter(viewer, pair)
        self.reach_by = pair.partner.reach_by if pair.partner else ""
        self.rooms = [(title, address_of(route, pair.partnership.pk)) for route, title in ROOMS]
