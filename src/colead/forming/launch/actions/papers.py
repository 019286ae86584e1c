"""Texts of the pair with two keys: the charter, role descriptions, what is kept of the sponsor's broken glass."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from colead.forming.launch import queries
from colead.forming.launch.actions import reminding, signatures
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused, require_sponsor
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.rules.audiences import Audience

ROLE_PARTS = ("nurse_partnering", "physician_partnering", "shared")


@transaction.atomic
def lay_out(
    *,
    pair: Pair,
    kind: str,
    text: dict[str, Any],
    audience: Audience,
    by: Viewer,
    seen: str = "",
    publishes: Sequence[str] | None = None,
    is_signed: bool = False,
) -> Release:
    """Puts these words on the table; a key on earlier ones is void, and the other whose key it was is told.

    `seen` is the draft the writer had in view; no other is overwritten.
    """
    space.locked_for(by, pair.space)
    draft = queries.draft_of(by, pair, kind)
    if (draft.text_hash if draft else "") != seen:
        raise two_key.StaleText
    if draft is None:
        return begin(pair, kind, text, audience, publishes, is_signed, by)
    signed = two_key.text_of(draft, by) if has_turned(pair.partner, draft, by) else None
    reminding.take_back_that_a_key_waits(draft)
    if draft.audience == audience:
        laid = two_key.edit(release=draft, text=text, by=by, publishes=publishes)
    else:
        two_key.drop(release=draft, by=by)
        laid = begin(pair, kind, text, audience, publishes, is_signed, by)
        signatures.move_what_was_signed(pair, draft, laid, by)
    if pair.partner is not None and signed is not None and not has_turned(pair.partner, laid, by):
        signatures.keep_what_was_signed(laid, pair.partner, signed, by)
        reminding.that_a_key_waits(laid, pair)
    return laid


def begin(
    pair: Pair,
    kind: str,
    text: dict[str, Any],
    audience: Audience,
    publishes: Sequence[str] | None,
    is_signed: bool,
    by: Viewer,
) -> Release:
    return two_key.propose(
        space=pair.space,
        kind=kind,
        audience=audience,
        text=text,
        by=by,
        publishes=publishes,
        is_signed=is_signed,
        supersedes=queries.in_force(by, pair, kind),
    )


def has_turned(person: Person | None, draft: Release, by: Viewer) -> bool:
    return person is not None and person.pk in two_key.standing(draft, by).turned_ids


@transaction.atomic
def turn(*, pair: Pair, kind: str, seen: str, by: Viewer, method: str = "tap") -> Release:
    """Turns the viewer's key on exactly the words that were on the screen."""
    draft = fetch_draft(pair, kind, by)
    refuse_unfinished(kind, two_key.text_of(draft, by))
    if draft.audience == Audience.SPONSOR:
        require_sponsor(pair)
    turned = two_key.turn(release=draft, seen=seen, by=by, method=method)
    signatures.let_go_of_what_was_signed(pair, draft, by)
    reminding.take_back_that_a_key_waits(turned)
    if not two_key.standing(turned, by).is_released:
        reminding.that_a_key_waits(turned, pair)
    return turned


@transaction.atomic
def take_back(*, pair: Pair, kind: str, by: Viewer) -> None:
    draft = fetch_draft(pair, kind, by)
    two_key.take_back(release=draft, by=by)
    reminding.take_back_that_a_key_waits(draft)


@transaction.atomic
def drop(*, pair: Pair, kind: str, by: Viewer) -> None:
    draft = fetch_draft(pair, kind, by)
    two_key.drop(release=draft, by=by)
    reminding.take_back_that_a_key_waits(draft)


@transaction.atomic
def unpublish(*, pair: Pair, kind: str, by: Viewer) -> None:
    """Either takes it out of the readers' view; that it was out, and when, stays on record."""
    release = queries.in_force(by, pair, kind)
    if release is None:
        raise Hidden
    two_key.unpublish(release=release, by=by)


def fetch_draft(pair: Pair, kind: str, by: Viewer) -> Release:
    draft = queries.draft_of(by, pair, kind)
    if draft is None:
        raise Hidden
    return draft


def refuse_unfinished(kind: str, text: dict[str, Any]) -> None:
    """A role description without its partnering and shared sections describes only half of the role."""
    if kind == queries.ROLES and not all(str(text.get(part, "")).strip() for part in ROLE_PARTS):
        raise Refused(_("Both partnering sections and the shared section need a line before you can finish."))
