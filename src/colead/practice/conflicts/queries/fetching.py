"""What may be seen of a hard talk: notes by their writer, the rest by the two, what was lent by its reader."""

from datetime import date
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.queries import Pair
from colead.people.models import Appointment, Person
from colead.practice.conflicts.models import PLACES, Call, Card, Matter, Prep, Words
from colead.promises import grants, sealed, two_key
from colead.promises.models import Grant, Release, SpaceItem
from colead.promises.models.releases import ReleaseState
from colead.promises.sealed import Standing
from colead.rules import conflicts as rules
from colead.rules.conflicts import State
from colead.rules.roles import Role

BRIEF: Final = "brief_together"
SAID_BY: Final = {verb: f"{verb}_by" for verb in rules.SAID_BY_BOTH}
Item = TypeVar("Item", bound=SpaceItem)


class Halves(NamedTuple):
    """What each of the two says alone: one thing at a time, or nothing."""

    mine: str
    theirs: str


def lasting(rows: "QuerySet[Item]", today: date | None = None) -> "QuerySet[Item]":
    """Up to the last day, whether or not the retention clock has struck yet."""
    return rows.filter(Q(retain_until=None) | Q(retain_until__gte=today or clock.today()))


def prep_of(viewer: Viewer, pair: Pair) -> Prep | None:
    """One's own notes about this partner; nobody else asks for them."""
    rows: QuerySet[Prep] = Prep.door.visible_to(viewer).filter(author_id=viewer.person_id, meant_for=pair.space)
    return lasting(rows).select_related("space").first()


def matters(viewer: Viewer, pair: Pair) -> "QuerySet[Matter]":
    """This pair's, newest first; what was let go is nowhere."""
    rows: QuerySet[Matter] = Matter.door.visible_to(viewer).filter(space=pair.space).exclude(state=State.LET_GO)
    return lasting(rows).order_by("-created_at", "id")


@Prepared
def open_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Matter]":
    """What is neither settled nor let go, newest first; asked on every visit to the first page."""
    rows: QuerySet[Matter] = Matter.door.visible_to(viewer).filter(space=space)
    rows = lasting(rows.exclude(state__in=[State.LET_GO, State.SETTLED]), today)
    return rows.select_related("space").order_by("-created_at", "id")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Matter:
    found = matters(viewer, pair).select_related("space", "round__space", "brief__space", "author").filter(pk=id)
    matter = found.first()
    if matter is None:
        raise Hidden
    return matter


def present_state(matter: Matter) -> State:
    return rules.present_state(matter.state, check_on=matter.check_on, today=clock.today())


def invited_on(matter: Matter) -> date:
    return timezone.localdate(matter.created_at)


def may_take_back(matter: Matter, text: Words) -> str:
    """What both said today and either may still take back; a line or a half that was said since stands on it."""
    if any(text[f"line_{place}"] for place in PLACES) and matter.state == State.TALKED:
        return ""
    if any(text[name] for name in SAID_BY.values()):
        return ""
    today = clock.today()
    return rules.may_take_back(matter.state, before=text["both_from"], both_on=text["both_on"], today=today)


def halves_of(matter: Matter, text: Words, viewer: Viewer) -> Halves:
    """What each of the two says and the other has not yet said; neither stands in the other's place."""
    state, me = present_state(matter), str(viewer.person_id)
    waiting = {verb: text[name] for verb, name in SAID_BY.items() if text[name] and rules.still_waits(state, verb)}
    mine = next((verb for verb, by in waiting.items() if by == me), "")
    return Halves(mine, next((verb for verb, by in waiting.items() if by != me), ""))


def may_let_go(matter: Matter, text: Words, viewer: Viewer) -> bool:
    state, theirs = present_state(matter), halves_of(matter, text, viewer).theirs
    is_called_settled = bool(text["settled_once"]) or (theirs == "settle" and state != State.CROSSED)
    is_inviter = matter.author_id == viewer.person_id
    return rules.may_let_go(state, is_inviter=is_inviter, is_called_settled=is_called_settled)


def standing(matter: Matter, viewer: Viewer) -> Standing | None:
    """Who has sealed how it is; nothing before the first of the two has begun."""
    return sealed.standing(matter.round, viewer) if matter.round is not None else None


def views_of_check(matter: Matter, viewer: Viewer) -> dict[UUID, str]:
    """How each of the two sees it, once both have sealed."""
    if matter.round is None:
        return {}
    opened = sealed.documents_of([matter.round], viewer).get(matter.round.pk, {})
    return {person_id: str(document.get("check", "")) for person_id, document in opened.items()}


def card_of(viewer: Viewer, matter: Matter) -> Card | None:
    rows: QuerySet[Card] = Card.door.visible_to(viewer).filter(matter=matter)
    return lasting(rows).select_related("space").first()


def lent(item: SpaceItem, viewer: Viewer) -> list[Grant]:
    """To whom it is lent or offered, for those whose it is."""
    return list(grants.on_item(item, viewer).prefetch_related("agreed_by"))


def holders_of(role: Role) -> "QuerySet[Person]":
    held = Appointment.objects.filter(role=role.value, ended_at=None, confirmed_at__isnull=False)
    return Person.objects.filter(pk__in=held.values("person_id"), left_on=None)


def sponsors_of(pair: Pair) -> list[Person]:
    """Those whom one of the two has confirmed: they read what both release to their sponsor."""
    return [row.person for row in partnerships.readers_of(pair.partnership)]


def coaches(pair: Pair) -> list[Person]:
    """Who can read a card of this pair: a coach who is neither one of the two nor their sponsor."""
    sponsors = [row.person_id for row in partnerships.sponsorships_of(pair.partnership)]
    not_these = [*(person.pk for person in pair.people), *sponsors]
    return list(holders_of(Role.COACH).exclude(pk__in=not_these).order_by("name"))


def helpers(pair: Pair) -> list[Person]:
    """Whom one partner alone may ask for a conversation: coaches, mentors, the sponsor."""
    ids = {person.pk for role in (Role.COACH, Role.MENTOR) for person in holders_of(role)}
    ids |= {person.pk for person in sponsors_of(pair)}
    ids -= {person.pk for person in pair.people}
    return list(Person.objects.filter(pk__in=ids).order_by("name"))


def calls_of(viewer: Viewer) -> "QuerySet[Call]":
    """Whom one has asked for a conversation; for oneself alone."""
    rows: QuerySet[Call] = Call.door.visible_to(viewer).filter(author_id=viewer.person_id)
    return lasting(rows).select_related("helper").order_by("helper__name")


def call_of(viewer: Viewer, id: UUID) -> Call:
    found = calls_of(viewer).select_related("space", "helper").filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def granted(viewer: Viewer, model: type[SpaceItem]) -> list[Grant]:
    """Nothing of a pair that is over; nothing while a reset of the sign-in holds what is private."""
    if viewer.is_held:
        return []
    rows = grants.granted_to(viewer).filter(item_model=model._meta.label_lower)
    found = list(rows.select_related("offered_by").order_by("until", "pk"))
    over = partnerships.over_among(grant.space_id for grant in found)
    return [grant for grant in found if grant.space_id not in over]


def asked_of_me(viewer: Viewer) -> list[Grant]:
    """Who asks this person for a conversation. The call behind it says nothing, so it is not opened."""
    return granted(viewer, Call)


def lent_to_me(viewer: Viewer) -> list[tuple[Grant, Words]]:
    return [(grant, grants.read(Card, grant.item_id, viewer)) for grant in granted(viewer, Card)]


def brief_text(matter: Matter, viewer: Viewer) -> Words:
    return two_key.text_of(matter.brief, viewer) if matter.brief is not None else {}


def briefs(viewer: Viewer) -> "QuerySet[Release]":
    """What pairs have brought to this sponsor about how they differ, both together."""
    return two_key.released_to(viewer, BRIEF).filter(state=ReleaseState.RELEASED).order_by("-released_at")


def get_brief(viewer: Viewer, id: UUID) -> Release:
    found: Any = briefs(viewer).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found  # type: ignore[no-any-return]
