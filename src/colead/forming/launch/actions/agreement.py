"""The working agreement: drafted by either, signed by both on the same words, acknowledged by the sponsor, ended."""

from typing import Any, Final

from django.db import transaction

from colead.forming.launch import queries
from colead.forming.launch.actions import papers, reminding
from colead.forming.launch.models import Acknowledgement
from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import charter
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair
from colead.promises import space, trail, two_key
from colead.promises.models import Release
from colead.rules import agreements
from colead.rules.audiences import Audience

# What a sponsor reads; section 8 and everything else stays between the two.
SUMMARY: Final = ("why", "shared", "rights", "unsettled", "cadence")


@transaction.atomic
def draft(*, pair: Pair, text: dict[str, Any], seen: str, by: Viewer) -> Release:
    """Puts this text on the table; every signature on an earlier wording is void, and who had signed is told."""
    space.locked_for(by, pair.space)
    agreements.MACHINE.next_state(state_of_draft(pair, by), "edit")
    return papers.lay_out(
        pair=pair,
        kind=charter.AGREEMENT,
        text=text,
        audience=Audience.SPONSOR,
        publishes=SUMMARY,
        is_signed=True,
        seen=seen,
        by=by,
    )


@transaction.atomic
def sign(*, pair: Pair, seen: str, method: str, by: Viewer) -> Release:
    """Signs exactly the text that was on the screen; the second signature puts it in force."""
    draft = papers.fetch_draft(pair, charter.AGREEMENT, by)
    if not two_key.standing(draft, by).is_mine_turned:
        agreements.MACHINE.next_state(state_of_draft(pair, by), "sign")
    signed = papers.turn(pair=pair, kind=charter.AGREEMENT, seen=seen, by=by, method=method)
    if signed.released_at is not None:
        reminding.sponsors_of_the_summary(pair, signed)
        reminding.both_of_the_review(pair, signed)
    return signed


def state_of_draft(pair: Pair, by: Viewer) -> agreements.State:
    draft = queries.draft_of(by, pair, charter.AGREEMENT)
    has_one = draft is not None and bool(two_key.standing(draft, by).turned_ids)
    return agreements.State.ONE_SIGNED if has_one else agreements.State.DRAFT


@transaction.atomic
def end(*, pair: Pair, by: Viewer) -> None:
    """Ends the agreement without fault: it leaves the sponsor's view; that it was, and when, stays on record."""
    state = queries.state_of_agreement(by, pair)
    release = queries.in_force(by, pair, charter.AGREEMENT)
    if state is None or release is None:
        raise Hidden
    agreements.MACHINE.next_state(state, "end")
    two_key.unpublish(release=release, by=by)
    reminding.none_of_the_review(pair.space)


@transaction.atomic
def acknowledge(*, partnership: Partnership, seen: str, by: Viewer) -> Acknowledgement:
    """The sponsor has read exactly this summary. Nothing is approved, and nothing can be refused."""
    release = queries.released_to(by, queries.sponsored(by, partnership.pk), charter.AGREEMENT)
    if release is None:
        raise Hidden
    if release.text_hash != seen:
        raise two_key.StaleText
    row, is_new = Acknowledgement.objects.get_or_create(release_id=release.pk, person_id=by.person_id)
    if is_new:
        trail.record(verb="acknowledged", subject=row, by=by, space=release.space, facts={"at": str(clock.today())})
    return row
