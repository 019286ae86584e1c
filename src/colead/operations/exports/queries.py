"""Gathers what a person may take away, in memory: through the person's own doors and in no other way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.operations.exports.kinds import (
    BETWEEN_US,
    FILL_IN,
    KINDS,
    NEVER_PAPERS,
    PAPERS,
    REWORDED,
    ROUNDS,
    Document,
    Kind,
)
from colead.partnerships import areas
from colead.partnerships import queries as partnerships
from colead.people import queries as people
from colead.promises import sealed, space, trail, two_key
from colead.promises.models import Membership, Release, Round, Space
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience


@dataclass(frozen=True)
class Taken:
    """One thing that is taken along: what it is, of which day, with whom, and its words."""

    title: str
    on: date
    partner: str
    words: Document


@dataclass(frozen=True)
class Chapter:
    title: str
    taken: list[Taken] = field(default_factory=list)


def chapters(viewer: Viewer) -> list[Chapter]:
    partners = partners_by_space(viewer)
    mine, received = own_items(viewer, partners)
    return [
        Chapter(_("What you wrote"), mine),
        Chapter(_("What you wrote alone and sealed"), list(own_pages(viewer, partners))),
        Chapter(_("What your partner was glad of"), received),
        Chapter(_("What you both released"), list(released(viewer, partners))),
    ]


def partners_by_space(viewer: Viewer) -> dict[UUID, str]:
    """With whom each of the person's spaces is or was shared."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    spaces = viewer.sees(Space.objects.all(), Ability.READ_SPACE)
    rows = Membership.objects.filter(space__in=spaces).exclude(person_id=viewer.person_id)
    for space_id, name in rows.values_list("space_id", "person__name"):
        found[space_id].add(name)
    return {space_id: ", ".join(sorted(names)) for space_id, names in found.items()}


def lasting(viewer: Viewer) -> Q:
    """What has reached its day is gone for everybody, and with a seat what lies behind it, worker or not."""
    day = Q(retain_until=None) | Q(retain_until__gte=clock.today())
    return day & ~partnerships.is_behind_a_seat_that_is_over(viewer)


def own_items(viewer: Viewer, partners: dict[UUID, str]) -> tuple[list[Taken], list[Taken]]:
    mine: list[Taken] = []
    received: list[Taken] = []
    reworded = reworded_by_others(viewer)
    for model, kind in KINDS.items():
        rows = model.door.visible_to(viewer).filter(lasting(viewer)).select_related("space")
        for item in space.readable(rows, viewer).order_by("created_at"):
            taken = taken_of(item, kind, viewer, partners, str(item.pk) in reworded)
            if taken is not None:
                (received if getattr(item, "receiver_id", None) == viewer.person_id else mine).append(taken)
    return sorted(mine, key=lambda taken: taken.on), received


def reworded_by_others(viewer: Viewer) -> frozenset[str]:
    """The rows into which somebody else has ever put words; the row itself tells only who wrote last."""
    found: set[str] = set()
    for shared in viewer.sees(Space.objects.all(), Ability.READ_SPACE):
        entries = trail.of_space(shared, viewer).filter(verb__in=REWORDED).exclude(actor_id=viewer.person_id)
        found.update(entries.values_list("subject_id", flat=True))
    return frozenset(found)


def taken_of(
    item: Any, kind: Kind, viewer: Viewer, partners: dict[UUID, str], is_reworded: bool = False
) -> Taken | None:
    left = kind.of_both if is_reworded else ()
    names = tuple(name for name in kind.whose(item, viewer.person_id) if name not in left)
    text = space.read(item, viewer) if names else {}
    words = filled(text, names)
    if not words:
        return None
    heading = kind.heading(item, text)
    title = f"{kind.title}: {heading}" if heading else str(kind.title)
    return Taken(title, day_of(item), partners.get(item.space_id, ""), words)


def filled(document: Document, names: Iterable[str]) -> Document:
    return {name: document[name] for name in names if document.get(name)}


def day_of(row: Any) -> date:
    return timezone.localdate(row.created_at)


def own_pages(viewer: Viewer, partners: dict[UUID, str]) -> Iterator[Taken]:
    """The person's own page of each sealed round, sealed or not yet, and what stays with its author for good."""
    rounds = Round.door.visible_to(viewer).filter(lasting(viewer), state__in=[RoundState.OPEN, RoundState.REVEALED])
    rounds = rounds.filter(entries__author_id=viewer.person_id)
    wordings = areas.load()
    for round in rounds.select_related("space").order_by("created_at"):
        document = {**sealed.my_document(round, viewer), **sealed.my_private(round, viewer)}
        if round.kind == FILL_IN:
            known = wordings.at(round.created_at).by_key
            document = {known[key].label if key in known else key: level for key, level in document.items()}
        words = filled(document, document)
        if words:
            title = str(ROUNDS.get(round.kind, _("A sealed page")))
            yield Taken(title, day_of(round), partners.get(round.space_id, ""), words)


def released(viewer: Viewer, partners: dict[UUID, str]) -> Iterator[Taken]:
    """Texts on which every key has turned: both may keep them."""
    out = Release.door.visible_to(viewer).filter(lasting(viewer))
    out = out.filter(state__in=[ReleaseState.RELEASED, ReleaseState.CORRECTED])
    out = out.exclude(kind__in=NEVER_PAPERS).filter(~Q(audience=Audience.PAIR) | Q(kind__in=BETWEEN_US))
    rows = list(out.select_related("space").order_by("released_at"))
    texts = two_key.texts_of(rows, viewer)
    for release in rows:
        words = filled(texts[release.pk], texts[release.pk])
        title = str(PAPERS.get(release.kind, _("A released text")))
        if release.version > 1:
            title = _("%(title)s, version %(number)s") % {"title": title, "number": release.version}
        if words:
            yield Taken(title, timezone.localdate(release.released_at), partners.get(release.space_id, ""), words)


def about(viewer: Viewer) -> Document:
    """What the site knows of the person as a person."""
    me = people.me(viewer)
    return {
        "name": me.name,
        "title": me.title,
        "email": people.my_login(viewer).email,
        "reach_by": me.reach_by,
        "quiet_hours": [f"{row.weekday}: {row.from_hour}-{row.until_hour}" for row in me.quiet_blocks.all()],
    }
