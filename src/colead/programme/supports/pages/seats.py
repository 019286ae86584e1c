"""A seat at a table of the map, asked for: how the words begin, and where a request for it stands."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.queries import partner_time, seats
from colead.practice.meetings.queries.seats import Standing
from colead.programme.supports.pages.pair import Asked, Draft, with_keys
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import replies_to
from colead.promises.models.releases import ReleaseState
from colead.rules import seats as seat_rules
from colead.rules.requests import Kind
from colead.rules.seats import Mode
from colead.ui.templatetags.colead import plain_date


def for_seat(viewer: Viewer, pair: Pair, table_id: UUID) -> dict[str, str]:
    """The beginning of a request for a seat at one of their tables; every word is there to be changed."""
    row = seats.get(viewer, pair, table_id)
    table = next(text["name"] for other, text in seats.list_for(viewer, pair) if other.pk == row.pk)
    if not seat_rules.may_wish(row.mode):
        return {"kind": Kind.SEAT.value}
    named = partner_time.names(pair)
    missing = {Mode.NURSE: named["physician"], Mode.PHYSICIAN: named["nurse"]}.get(Mode(row.mode), "")
    begun = {"kind": Kind.SEAT.value, "table": str(row.pk)}
    if not missing:
        return {**begun, "text": _("Please open a seat for the two of us: %(table)s.") % {"table": table}}
    other = next(name for name in named.values() if name != missing)
    said = _("Please open a seat for %(name)s beside %(other)s: %(table)s.")
    return {**begun, "text": said % {"name": missing, "other": other, "table": table}}


def tables_to_ask_for(viewer: Viewer, pair: Pair, but: UUID | None = None) -> list[tuple[str, str]]:
    """The tables with a seat that is not asked for yet, by id and name; `but` is the request at hand."""
    found = queries.for_tables(viewer, pair)
    asked = {table for table, (one, _text) in found.items() if queries.is_open(one) and one.pk != but}
    rows = seats.list_for(viewer, pair)
    return [(str(row.pk), text["name"]) for row, text in rows if seat_rules.may_wish(row.mode) and row.pk not in asked]


def asked_for(viewer: Viewer, pair: Pair) -> Mapping[UUID, Standing]:
    """By table, the request for a seat there that stands; what was taken back leaves the table as it was."""
    latest = queries.for_tables(viewer, pair)
    drafts = [Draft(one, text, [], []) for one, text in latest.values() if one.state == ReleaseState.DRAFT]
    by_id = {draft.id: draft for draft in with_keys(viewer, pair, drafts)}
    replies = replies_to(viewer, [one.pk for one, _text in latest.values() if one.pk not in by_id])
    url = queries.address_of_list(pair)
    found: dict[UUID, Standing] = {}
    for table, (one, text) in latest.items():
        draft = by_id.get(one.pk)
        words, answer = waits(draft, pair) if draft else stands(Asked(one, text, replies.get(one.pk, []), []))
        found[table] = Standing(words, answer, f"{url}#r-{one.pk}", queries.is_open(one))
    return found


def waits(draft: Draft, pair: Pair) -> tuple[str, str]:
    if draft.theirs_at and not draft.mine_at:
        return _("%(name)s asks for it. It waits for your key") % {"name": pair.partner_name}, ""
    if draft.mine_at:
        return _("Your words wait for the key of %(name)s") % {"name": pair.partner_name}, ""
    return _("Your words wait for both keys"), ""


def stands(asked: Asked) -> tuple[str, str]:
    """When both asked, and what was answered or became of it."""
    said = {"day": plain_date(asked.asked_on), "became": asked.became, "none": _("There is no answer yet")}
    if asked.became:
        return _("Asked %(day)s. %(became)s") % said, ""
    if asked.answers:
        one = asked.answers[0]
        return _("Asked %(day)s. %(name)s: %(answer)s") % {**said, "name": one.name, "answer": one.said}, one.words
    return _("Asked %(day)s. %(none)s") % said, ""
