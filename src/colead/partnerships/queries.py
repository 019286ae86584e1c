"""Fetching partnerships is the check: as a partner, as a sponsor, as the programme office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.addresses import address
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.foundation.waiting import Waiting
from colead.partnerships import sitting
from colead.partnerships.models import EarlierSpace, Partnership, Seat, Sponsorship
from colead.people import roster
from colead.people.models import Person
from colead.promises.models import Space
from colead.rules.abilities import Ability
from colead.rules.partnerships import SIDES, Status
from colead.ui.templatetags.colead import plain_date
from colead.units.models import Unit

TINTS = 6


@dataclass(frozen=True)
class Pair:
    """One partner's look at the partnership: me, my partner (if the other seat is filled), the space we share."""

    partnership: Partnership
    space: Space
    me: Person
    partner: Person | None
    my_side: str
    place: int = 0  # among the partnerships that I lead, in the order in which they began
    ends_on: date | None = None
    partner_ends_on: date | None = None

    @property
    def people(self) -> list[Person]:
        return [self.me, self.partner] if self.partner else [self.me]

    @property
    def is_over(self) -> bool:
        """Nobody sits beside me, or the partner's last day has come and no worker has been about yet."""
        return self.partner is None or sitting.is_over(self.partner_ends_on, clock.today())

    @property
    def partner_name(self) -> str:
        return self.partner.name if self.partner else ""


@dataclass(frozen=True)
class Frame:
    """What stands above every page of a pair. Whose name comes first changes from day to day."""

    name_one: str
    name_two: str
    other_name: str
    tint: int
    mark: str
    home_url: str
    partnership: Partnership

    @cached_property
    def sponsors(self) -> list[str]:
        """Who reads what goes to 'your sponsor'; asked only by pages that say so."""
        return [reads_from(row) for row in readers_of(self.partnership)]

    @property
    def sponsors_url(self) -> str:
        return reverse("partnerships:own_sponsors", args=[self.partnership.pk])


def frame(pair: Pair) -> Frame:
    """The bar above a pair's pages: both names, the tint of paper that tells this pair from the viewer's others."""
    names = [person.name for person in in_turn(pair)]
    if pair.partner is None:
        names.append(_("an empty seat"))
    return Frame(
        name_one=names[0],
        name_two=names[1],
        other_name=pair.partner_name,
        tint=pair.place % TINTS,
        mark="both" if pair.partner else "one",
        home_url=f"/partnerships/{pair.partnership.pk}/",
        partnership=pair.partnership,
    )


def in_turn(pair: Pair) -> list[Person]:
    """The people of the pair in the order of the day, the same for both of them."""
    people = sorted(pair.people, key=lambda person: str(person.pk))
    return people[::-1] if is_turned(pair.partnership.pk) else people


def is_turned(id: UUID) -> bool:
    """Nobody is the first partner: the order turns each day, and not for all pairs alike."""
    return (clock.today().toordinal() + id.int) % 2 == 1


def led_by(viewer: Viewer) -> QuerySet[Partnership]:
    """The partnerships in which the viewer holds an open seat."""
    over = sitting.seats_over(clock.today()).filter(partnership=OuterRef("pk"), person=viewer.person)
    rows = viewer.sees(Partnership.objects.all(), Ability.LEAD).exclude(Exists(over))
    return rows.select_related("unit", "space")


@Prepared
def seats_beside(viewer: Viewer) -> QuerySet[Seat]:
    """Every open seat of the partnerships that the viewer leads, in the order in which they began."""
    led = Seat.objects.filter(partnership__in=viewer.sees(Partnership.objects.all(), Ability.LEAD), until_on=None)
    rows = led.select_related("person", "partnership__space")
    return rows.order_by("partnership__created_at", "partnership_id")


def get_pair(viewer: Viewer, id: UUID) -> Pair:
    """The partnership as one of its two partners, now; from the last day of a seat on, whether a worker came or not."""
    seats = seats_beside(viewer)
    mine = next((seat for seat in seats if (seat.partnership_id, seat.person_id) == (id, viewer.person_id)), None)
    if mine is None or mine.partnership.space is None or sitting.is_over(mine.ends_on, clock.today()):
        raise Hidden
    ids = list(dict.fromkeys(seat.partnership_id for seat in seats))
    other = next((seat for seat in seats if seat.partnership_id == id and seat.person_id != viewer.person_id), None)
    return Pair(
        partnership=mine.partnership,
        space=mine.partnership.space,
        me=mine.person,
        partner=other.person if other else None,
        my_side=mine.side,
        place=ids.index(id),
        ends_on=mine.ends_on,
        partner_ends_on=other.ends_on if other else None,
    )


def both_sit(space_id: UUID) -> bool:
    """Whether the two to whom this space belongs are both there today."""
    return sitting.seats(clock.today()).filter(partnership__space=space_id).count() == len(SIDES)


def is_behind_a_seat_that_is_over(viewer: Viewer) -> Q:
    """For a question about private rows: those of pairs in which the viewer's own last day has come."""
    over = sitting.seats_over(clock.today()).filter(person_id=viewer.person_id)
    present = Partnership.objects.filter(pk__in=over.values("partnership")).exclude(space=None)
    earlier = EarlierSpace.objects.filter(partnership__in=over.values("partnership"))
    return Q(space__in=present.values("space")) | Q(space__in=earlier.values("space"))


def lately_ended(viewer: Viewer, since: date) -> list[Seat]:
    """The viewer's own seats that ended since that day, and their partners' where theirs goes on; no more of it."""
    led = viewer.sees(Partnership.objects.all(), Ability.LEAD)
    own = Q(person_id=viewer.person_id) & ~Q(partnership__in=led)
    rows = Seat.objects.filter(own | Q(partnership__in=led.filter(space=None)), until_on__gte=since)
    return list(rows.select_related("person", "partnership").order_by("-until_on", "id"))


def seen_by(viewer: Viewer) -> QuerySet[Partnership]:
    """The partnerships this viewer knows to exist: their names, unit, status; nothing inside."""
    return viewer.sees(Partnership.objects.all(), Ability.SEE_PARTNERSHIP).select_related("unit")


def get(viewer: Viewer, id: UUID) -> Partnership:
    return found(seen_by(viewer), id)


def sponsored_by(viewer: Viewer) -> QuerySet[Partnership]:
    return viewer.sees(Partnership.objects.all(), Ability.SPONSOR).select_related("unit")


def confirmed_for(viewer: Viewer) -> Exists:
    """Whether one of the present two has confirmed the viewer as their sponsor; beside each partnership's row."""
    mine = Sponsorship.objects.filter(partnership=OuterRef("pk"), person=viewer.person, ended_on=None)
    return Exists(mine.filter(confirmed_in=OuterRef("space")))


def get_sponsored(viewer: Viewer, id: UUID) -> Partnership:
    return found(sponsored_by(viewer), id)


def get_kept(viewer: Viewer, id: UUID) -> Partnership:
    """As the programme office."""
    return found(viewer.sees(Partnership.objects.all(), Ability.KEEP_PROGRAMME), id)


def found(rows: QuerySet[Partnership], id: UUID) -> Partnership:
    partnership = rows.filter(pk=id).first()
    if partnership is None:
        raise Hidden
    return partnership


def open_seats(partnership: Partnership) -> list[Seat]:
    seats = Seat.objects.filter(partnership=partnership, until_on=None).select_related("person")
    return sorted(seats, key=lambda seat: seat.side)


def seats_today(partnership: Partnership) -> list[Seat]:
    """Without those whose last day has come."""
    return [seat for seat in open_seats(partnership) if not sitting.is_over(seat.ends_on, clock.today())]


def is_countable(partnership: Partnership) -> bool:
    """Temporary co-leads are kept apart from every count."""
    return not partnership.is_temporary and partnership.status == Status.ACTIVE


def countable_spaces() -> dict[UUID, UUID]:
    """Each dyad that counts, by its present space and by those of its earlier pairs: it stays one dyad."""
    dyads = [dyad for dyad in Partnership.objects.all() if is_countable(dyad)]
    earlier = EarlierSpace.objects.filter(partnership__in=dyads).values_list("space_id", "partnership_id")
    return {**dict(earlier), **{dyad.space_id: dyad.pk for dyad in dyads if dyad.space_id is not None}}


def list_for(viewer: Viewer) -> QuerySet[Partnership]:
    """For the programme office: every dyad by name, with who sits in it and whom it reports to. No order of worth."""
    seats = Seat.objects.filter(until_on=None).select_related("person").order_by("side")
    sponsorships = Sponsorship.objects.filter(ended_on=None).select_related("person")
    rows = viewer.sees(Partnership.objects.all(), Ability.KEEP_PROGRAMME).select_related("unit")
    return rows.prefetch_related(
        Prefetch("seats", queryset=seats, to_attr="open_seats"),
        Prefetch("sponsorships", queryset=sponsorships, to_attr="open_sponsorships"),
    ).order_by("name", "id")


def of_unit(viewer: Viewer, unit: Unit) -> QuerySet[Partnership]:
    """The dyads that lead a unit, as far as this viewer may know of them."""
    return seen_by(viewer).filter(unit=unit).exclude(status=Status.ENDED).order_by("name", "id")


def seats_of(partnership: Partnership) -> list[Seat]:
    """Every seat there was, the present ones first; for the programme office."""
    rows = Seat.objects.filter(partnership=partnership).select_related("person")
    return sorted(rows, key=lambda seat: (seat.until_on is not None, seat.side, -seat.from_on.toordinal()))


@Prepared
def sponsorships_now(partnership: UUID) -> QuerySet[Sponsorship]:
    return Sponsorship.objects.filter(partnership=partnership, ended_on=None).select_related("person")


def sponsorships_of(partnership: Partnership) -> list[Sponsorship]:
    return sponsorships_now(partnership=partnership.pk)


def readers_of(partnership: Partnership) -> list[Sponsorship]:
    """The sponsors who read what the present two release to their sponsor: those whom one of them has confirmed."""
    return [row for row in sponsorships_of(partnership) if is_confirmed(row, partnership)]


def is_confirmed(sponsorship: Sponsorship, partnership: Partnership) -> bool:
    return sponsorship.confirmed_in_id is not None and sponsorship.confirmed_in_id == partnership.space_id


def reads_from(sponsorship: Sponsorship) -> str:
    """One sponsor in a line that says who can see something."""
    words = {"who": roster.label(sponsorship.person), "day": plain_date(sponsorship.created_at)}
    return _("%(who)s, since %(day)s") % words


def sponsors_to_confirm(pair: Pair) -> list[Waiting]:
    """A sponsor of whom neither has said yes."""
    url = address("partnerships:own_sponsors", pair.partnership.pk)
    note = _("Is this your sponsor? Nothing you two send up is read before one of you says so.")
    unknown = [row for row in sponsorships_of(pair.partnership) if not is_confirmed(row, pair.partnership)]
    return [Waiting(roster.label(row.person), note, url, "sponsor") for row in unknown]


def get_sponsorship(viewer: Viewer, id: UUID) -> Sponsorship:
    kept = viewer.sees(Partnership.objects.all(), Ability.KEEP_PROGRAMME)
    found = Sponsorship.objects.filter(pk=id, ended_on=None, partnership__in=kept).select_related("partnership").first()
    if found is None:
        raise Hidden
    return found


def over_among(space_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the spaces whose pair is over: the last day of a seat has come, whether or not the worker has."""
    ended = sitting.seats_over(clock.today()).filter(partnership__space__in=set(space_ids))
    return set(ended.values_list("partnership__space_id", flat=True))
