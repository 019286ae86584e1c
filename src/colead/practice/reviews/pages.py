"""What stands on the pages of this room: one next step large, and who can see it in their names."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from colead.content import reviews as content
from colead.content import safety
from colead.content.reviews import Choice, label_of
from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.reviews import queries
from colead.practice.reviews.models import Action, Case, Support, Words
from colead.practice.reviews.queries import Desk
from colead.promises import space, two_key
from colead.promises.models.releases import ReleaseState
from colead.rules import pooling
from colead.rules import reviews as rules
from colead.rules.reviews import State
from colead.ui.templatetags.colead import plain_date

SHORT = "%(kind)s %(number)s"


def privilege_notice() -> str:
    """Facts and causes belong in the other system, by its name at this site."""
    return _(safety.load().privilege_notice).format(safety_event_system=settings.SAFETY_EVENT_SYSTEM)


def title_of(case: Case, text: Words) -> str:
    return _(SHORT) % {"kind": _(label_of(content.load().kinds, case.kind)), "number": text["number"]}


def standing_words(case: Case, text: Words) -> str:
    told = told_words(case, text) if case.state in (State.TOLD_BACK, State.LEARNED) else ""
    return told or _(rules.words_of(case.kind, case.state, str(text["outcome"])))


def told_words(case: Case, text: Words) -> str:
    """Who was told, who will not be, and who is still open."""
    sides = {"yes": _("Told: %(who)s."), "no": _("Not told: %(who)s."), "": _("Still open: %(who)s.")}
    parts = []
    for answer, said in sides.items():
        who = [_(one.label) for one in content.told_of(case.kind) if text[f"told_{one.key}"] == answer]
        parts += [said % {"who": "; ".join(who)}] if who else []
    return " ".join(parts)


@dataclass(frozen=True)
class Row:
    """A case in a list."""

    case: Case
    title: str
    note: str


def row_of(case: Case, viewer: Viewer) -> Row:
    due = _("the office's day is %(day)s") % {"day": plain_date(case.due_on)} if case.due_on else ""
    text = space.read(case, viewer)
    words = [standing_words(case, text).rstrip("."), due]
    return Row(case, title_of(case, text), ", ".join(word for word in words if word))


class ListPage:
    """The pair's cases as far as this viewer is named in them."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        rows = [row_of(case, viewer) for case in queries.cases(viewer, pair.partnership.pk)]
        self.open = [row for row in rows if row.case.state not in rules.OVER]
        self.over = [row for row in rows if row.case.state in rules.OVER]
        self.covers = covers_of(pair.partnership)
        self.partner = pair.partner_name
        self.is_counted = settings.OPEN_COUNTS


class SupportPage:
    """For who stepped back: who sees to it now, and nothing of what it is."""

    def __init__(self, viewer: Viewer, pair: Pair, card: Support | None) -> None:
        self.words, self.partner = content.load(), pair.partner_name
        stand_in = queries.named_on(viewer, card) if card is not None else None
        stand_in = stand_in or queries.stand_in_for(pair.partnership, pair.my_side)
        self.stand_in, self.sponsor = stand_in.name if stand_in is not None else "", sponsor_of(pair.partnership)

    @property
    def who_sees_to_it(self) -> str:
        if self.stand_in:
            return _("%(name)s stands in for you.") % {"name": self.stand_in}
        said = _("%(name)s sees to it. Ask %(sponsor)s to name a stand-in, who comes in at once.")
        return said % {"name": self.partner, "sponsor": self.sponsor}


@dataclass(frozen=True)
class Cover:
    """One seat, and who would stand in for it; the sponsor to ask when nobody would."""

    side: str
    person: Person
    stand_in: Person | None
    sponsor: str


def sponsor_of(partnership: Partnership) -> str:
    names = _(" or ").join(row.person.name for row in partnerships.sponsorships_of(partnership))
    return names or _("the programme office")


def covers_of(partnership: Partnership) -> list[Cover]:
    sponsor = sponsor_of(partnership)
    return [
        Cover(seat.side, seat.person, queries.stand_in_for(partnership, seat.side), sponsor)
        for seat in partnerships.open_seats(partnership)
    ]


class HelperPage:
    """What this person stands in for, was invited to, or points at, beside other pairs."""

    def __init__(self, viewer: Viewer) -> None:
        self.points_for = queries.allied_with(viewer)
        self.rows = [
            (row_of(case, viewer), case.beside.partnership.pk, case.beside.partnership.name)
            for case in queries.as_helper(viewer)
        ]


class StandInsPage:
    """For a sponsor, ahead of anything: who would stand in for each side."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.names = [seat.person.name for seat in partnerships.open_seats(partnership)]
        self.rows = [(row.side, row.get_side_display(), row.person) for row in queries.stand_ins(partnership)]


class OpenCounts:
    """For a sponsor, where the site has it so: the last quarter that was counted, of all dyads together."""

    def __init__(self, viewer: Viewer) -> None:
        self.latest = queries.counts_for(viewer).first()
        self.counted_min, self.dyads_min, self.cases_min = pooling.COUNTED_MIN, pooling.DYADS_MIN, pooling.CASES_MIN

    @property
    def rows(self) -> list[tuple[str, str]]:
        told = json.loads(self.latest.figures)["told"] if self.latest is not None else []
        more = _("%(n)d or more")
        return [(kinds_words(block["kinds"]), more % {"n": block["at_least"]}) for block in told]


def kinds_words(kinds: list[str]) -> str:
    known = content.load().kinds
    return _("All kinds") if len(kinds) == len(known) else ", ".join(_(label_of(known, kind)) for kind in kinds)


@dataclass(frozen=True)
class Tick:
    label: str
    is_known: bool
    title: str


@dataclass(frozen=True)
class ToldRow:
    label: str
    is_told: bool
    on: date


@dataclass(frozen=True)
class Deed:
    """One action with its words."""

    item: Action
    text: Words
    strength: str
    is_only_training: bool


def deeds_of(viewer: Viewer, case: Case) -> list[Deed]:
    strengths = content.load().strengths
    return [
        Deed(item, text, _(label_of(strengths, item.strength)), rules.is_only_training(item.strength))
        for item, text in queries.actions_of(viewer, case)
    ]


class CasePage:
    """One case: what it points at, who answers to it, and what comes next."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.item, self.text = desk, desk.case, desk.text
        self.words = content.load()
        self.kind = self.words.kind(desk.case.kind)
        self.title, self.standing = title_of(desk.case, desk.text), standing_words(desk.case, desk.text)
        self.is_message = desk.case.kind in rules.MESSAGES
        self.is_event = desk.case.kind in rules.EVENTS
        self.is_concern = desk.case.kind == rules.Kind.EMPLOYEE_CONCERN
        self.is_pointed, self.is_over = desk.case.state == State.POINTED, desk.case.state in rules.OVER
        self.pair, self.me = desk.pair, desk.viewer.person_id
        self.partner = desk.pair.partner_name if desk.pair else ""
        self.is_hand = desk.is_hand and not self.is_over
        self.readers = ", ".join(person.name for person in desk.readers)
        self.until = desk.case.retain_until
        self.see_people()
        self.see_line()
        self.deeds = deeds_of(desk.viewer, desk.case)
        self.has_released = any(deed.item.is_released for deed in self.deeds)

    def may(self, verb: str) -> bool:
        return self.is_hand and rules.may(self.item.kind, self.item.state, verb)

    @property
    def may_return(self) -> bool:
        """A message has its own three taps."""
        return not self.is_message and self.may("return")

    @property
    def may_take_end_back(self) -> bool:
        is_slip = rules.way_back(self.item.kind, self.item.state) and queries.is_ended_today(self.item)
        return self.desk.is_hand and bool(is_slip)

    # Who

    @property
    def i_lead(self) -> bool:
        return self.is_hand and self.me in {person.pk for person in self.desk.leads}

    @property
    def tap(self) -> str:
        """The next step stands large for who leads; the other may take it, and is not urged."""
        return "primary" if self.i_lead else "quiet"

    @property
    def leads(self) -> str:
        names = [person.name for person in self.desk.leads]
        if self.i_lead:
            return _("You lead.") if len(names) == 1 else _("Both of you lead.")
        if len(names) > 1:
            return _("%(names)s lead.") % {"names": _(" and ").join(names)}
        said = _("%(name)s leads this. You can take it back.") if self.is_hand else _("%(name)s leads.")
        return said % {"name": names[0]}

    @property
    def ways_to_lead(self) -> list[tuple[str, str, bool]]:
        """Each of those who answer to it, and all: the one that stands is told apart."""
        present = str(self.text["lead"])
        rows = [(str(person.pk), person.name) for person in self.desk.hands]
        if len(rows) > 1:
            rows.append((rules.LEAD_BOTH, _("Both of us")))
        return [(key, label, key == present) for key, label in rows]

    @property
    def first_leads(self) -> list[tuple[str, str]]:
        """Before it is looked over: me, my partner, both."""
        rows = [(str(self.me), _("I lead"))]
        pair = self.pair
        if pair is not None and pair.partner is not None and queries.other_side(pair) not in self.desk.recused_sides:
            rows.append((str(pair.partner.pk), _("%(name)s leads") % {"name": self.partner}))
            rows.append((rules.LEAD_BOTH, _("Both of us")))
        return rows

    @property
    def screen(self) -> list[Choice]:
        """The fixed list, without what no longer applies."""
        is_whole = self.pair is not None and len(self.first_leads) > 1
        return [one for one in self.words.screen if is_whole or one.key == rules.Screen.MANDATORY]

    @property
    def is_held_alone(self) -> bool:
        return self.is_hand and self.desk.is_held_alone

    @property
    def to_cover(self) -> list[Cover]:
        """The seats that stepped back while nobody has come in for them; who looks on is not told which."""
        if not self.is_held_alone:
            return []
        covers = [one for one in covers_of(self.desk.partnership) if one.side in self.desk.recused_sides]
        return [one for one in covers if one.stand_in not in self.desk.hands]

    @property
    def has_partner_stepped_back(self) -> bool:
        pair = self.pair
        return pair is not None and bool(self.partner) and queries.other_side(pair) in self.desk.recused_sides

    @property
    def will_look_on(self) -> str:
        return ", ".join(person.name for person in self.desk.to_look_on) if self.is_hand else ""

    @property
    def invited(self) -> list[Any]:
        return [person for person in self.desk.people if str(person.pk) in self.desk.invited_ids]

    # People first, and what was told

    def see_people(self) -> None:
        self.ticks = [
            Tick(_(one.label), self.text[f"known_{one.key}"] == "yes", str(self.text[f"by_{one.key}"]))
            for one in content.people_of(self.item.kind)
        ]
        self.asks_people = self.may("care") and self.item.state in (State.SCREENED_IN, State.PEOPLE_FIRST)
        self.told = [
            ToldRow(_(one.label), self.text[f"told_{one.key}"] == "yes", self.day(f"told_{one.key}_on"))
            for one in content.told_of(self.item.kind)
            if self.text[f"told_{one.key}"]
        ]

    def day(self, name: str) -> date:
        return date.fromisoformat(str(self.text[name]))

    @property
    def to_be_told(self) -> str:
        return "; ".join(_(one.label) for one in content.told_of(self.item.kind)) + "."

    @property
    def channel(self) -> str:
        return _(label_of(self.words.channels, self.text["channel"]))

    @property
    def is_left_to_an_office(self) -> bool:
        return self.item.state == State.SCREENED_OUT

    @property
    def twin(self) -> Row | None:
        """The same number once more, where this viewer, one of the two, sees to that one too."""
        found = queries.twin_of(self.desk) if self.is_hand else None
        return row_of(found, self.desk.viewer) if found is not None else None

    # What both say

    def see_line(self) -> None:
        release = self.item.line
        self.line = queries.line_text(self.desk)
        keys = two_key.standing(release, self.desk.viewer) if release is not None else None
        self.seen = release.text_hash if release is not None else ""
        self.is_line_draft = release is not None and release.state == ReleaseState.DRAFT
        self.is_line_said = release is not None and release.state == ReleaseState.RELEASED
        turned = keys.turned_ids if keys is not None else frozenset()
        self.is_mine_turned = self.me in turned
        self.turned = [person.name for person in self.desk.people if person.pk in turned]
        self.may_word_line = self.may("say") and not self.is_message and len(self.desk.hands) > 1
