"""The seat map as the two see it, one of its tables, and the map as their sponsor reads it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, readers_of
from colead.practice.meetings import wording
from colead.practice.meetings.models import Committee
from colead.practice.meetings.queries import partner_time
from colead.practice.meetings.queries import seats as queries
from colead.practice.meetings.queries.seats import Standing
from colead.practice.meetings.queries.walks import keys_turned
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.rules import seats as rules
from colead.ui.templatetags.colead import plain_date


class Table:
    """One table in words."""

    def __init__(
        self, row: Committee, text: dict[str, Any], named: dict[str, str], asked: Standing | None = None
    ) -> None:
        self.row, self.id, self.name, self.chair = row, row.pk, text["name"], text["chair"]
        self.level = str(wording.LEVELS[row.level])
        self.mode, self.is_wished, self.is_co_led = row.mode, row.is_wished, row.is_co_led
        self.sits = str(dict(wording.modes(named))[row.mode])
        self.may_wish = rules.may_wish(row.mode)
        self.asked = asked if self.may_wish else None
        self.may_ask = self.may_wish and not (asked is not None and asked.is_open)
        self.may_co_lead = row.mode == rules.Mode.BOTH


class MapWords:
    """A version of the map: what waits for keys, or what the sponsor reads."""

    def __init__(self, release: Release, viewer: Viewer, pair: Pair) -> None:
        self.rows = [MapRow(row) for row in two_key.text_of(release, viewer)["tables"]]
        self.seen, self.me, self.partner = release.text_hash, pair.me.name, pair.partner_name
        turned = keys_turned(release, viewer)
        self.mine_at = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)


class MapRow:
    """As it was when it was shown."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.id, self.name, self.chair, self.is_wished = row.get("id", ""), row["name"], row["chair"], row["is_wished"]
        self.level, self.sits = str(wording.LEVELS[row["level"]]), str(wording.SITS[row["mode"]])
        self.is_co_led = row["is_co_led"]


class SeatsPage:
    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.named = partner_time.names(pair)
        asked = queries.asked(viewer, pair)
        rows = queries.list_for(viewer, pair)
        self.tables = [Table(row, text, self.named, asked.get(row.pk)) for row, text in rows]
        self.may_ask = any(table.may_ask for table in self.tables)
        self.partner = pair.partner_name if pair.partner is not None else ""
        self.modes = wording.modes(self.named)
        draft, out = queries.draft(viewer, pair), queries.out(viewer, pair)
        self.draft = MapWords(draft, viewer, pair) if draft is not None else None
        self.out_since = plain_date(out.released_at) if out is not None else ""
        self.reads_since = reads_since(pair, out) if out is not None else ""
        shown = two_key.text_of(out, viewer)["tables"] if out is not None else None
        self.has_changed = shown is not None and shown != queries.text_of_map(viewer, pair)

    @property
    def may_show(self) -> bool:
        """Something to show that is not with the sponsor already."""
        is_new = not self.out_since or self.has_changed
        return bool(self.tables) and self.draft is None and is_new


def reads_since(pair: Pair, out: Release) -> str:
    """Who of their sponsors can read the map, by name: those whom the two had confirmed before its first key."""
    readers = [row for row in readers_of(pair.partnership) if row.confirmed_at and row.confirmed_at <= out.created_at]
    said = {"names": _(" and ").join(row.person.name for row in readers), "day": plain_date(out.released_at)}
    if not readers:
        return _("You have shown it since %(day)s. Nobody reads it now.") % said
    return (
        ngettext(
            "%(names)s has been able to read it since %(day)s.",
            "%(names)s have been able to read it since %(day)s.",
            len(readers),
        )
        % said
    )


class CommitteePage:
    def __init__(self, viewer: Viewer, pair: Pair, row: Committee) -> None:
        self.named = partner_time.names(pair)
        asked = queries.asked(viewer, pair).get(row.pk) if rules.may_wish(row.mode) else None
        self.table = Table(row, space.read(row, viewer), self.named, asked)
        self.partner = pair.partner_name if pair.partner is not None else ""
        self.modes = wording.modes(self.named)
        taken = queries.turns(viewer, row)
        self.next_chair = queries.next_chair(taken, pair.my_side).value
        self.next_name = self.named[self.next_chair]
        self.turns = [(plain_date(turn.on_day), self.named[turn.chaired_by], text) for turn, text in taken]
        self.may_chair = rules.may_alternate(row.mode, is_co_led=row.is_co_led)


class ReleasedMapPage:
    """Reads only what stands in `published`: the tables, the seats they ask for, and what became of others."""

    def __init__(self, viewer: Viewer, release: Release) -> None:
        text: dict[str, Any] = release.published or {}
        rows = [MapRow(row) for row in text.get("tables", [])]
        said = queries.answered(viewer)
        self.rows, wished = rows, [row for row in rows if row.is_wished]
        self.asks = [row for row in wished if row.id not in said]
        self.answered = [(row, said[row.id]) for row in wished if row.id in said]
        self.unit, self.signed_by = text.get("unit", ""), text.get("signed_by", [])
        self.released_at = release.released_at
