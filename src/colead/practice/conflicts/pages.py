"""What stands on the pages of a hard talk; each shows only the next step, and the stop at all times."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from colead.content import conflicts as content
from colead.content import safety
from colead.content.conflicts import label_of
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.models import PLACES, Matter, Words
from colead.practice.conflicts.queries.home import half_words, is_untalked, setting_words, standing_words, waits_for
from colead.promises import space, two_key
from colead.promises.models import Grant
from colead.promises.models.releases import ReleaseState
from colead.rules import conflicts as rules
from colead.rules.conflicts import Rung, State


@dataclass(frozen=True)
class Line:
    """One small agreement: whose words, and whether both stand behind it."""

    place: int
    words: str
    is_mine: bool
    stands: bool
    waits: bool

    @property
    def may_drop(self) -> bool:
        return self.is_mine or self.stands


@dataclass(frozen=True)
class Loan:
    """A card lent or offered to a coach."""

    grant: Grant
    is_open: bool
    is_agreed_by_me: bool


class StartPage:
    """Five ways in; one's own notes, and what is open between the two."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.entries = content.load().entries
        self.stop = safety.load().duty_to_report
        prep = queries.prep_of(viewer, pair)
        self.prep_until = prep.retain_until if prep is not None else None
        self.has_prep = prep is not None
        rows = list(queries.matters(viewer, pair).select_related("space"))
        read = [(row, space.read(row, viewer)) for row in rows]
        self.matters = [(row, title_of(text), standing_words(viewer, pair, row, text)) for row, text in read]
        self.partner = pair.partner_name


def title_of(text: Words) -> str:
    return str(text["topic"] or text["heard"] or text["meant"])


class MatterPage:
    """One matter: where it stands, and what the viewer may do now."""

    def __init__(self, viewer: Viewer, pair: Pair, matter: Matter) -> None:
        self.viewer, self.pair, self.item = viewer, pair, matter
        self.text = space.read(matter, viewer)
        self.partner = pair.partner_name
        self.is_mine = matter.author_id == viewer.person_id
        self.state = queries.present_state(matter)
        self.title, self.standing = title_of(self.text), standing_words(viewer, pair, matter, self.text)
        self.setting = setting_words(self.text)
        self.is_asked = matter.asked_of_id == viewer.person_id
        self.may_let_go = queries.may_let_go(matter, self.text, viewer)
        self.is_untalked = self.is_mine and is_untalked(matter)
        self.words = content.load()
        self.until = matter.retain_until
        self.halves = queries.halves_of(matter, self.text, viewer)
        self.may_take_back = bool(self.halves.mine) or bool(queries.may_take_back(matter, self.text))
        self.see_check()
        self.see_ladder()

    def may(self, verb: str) -> bool:
        return rules.MACHINE.may(self.state, verb)

    @property
    def i_say(self) -> str:
        """One's own half in words; what both said today has none of its own."""
        half = self.halves.mine
        return half_words(self.pair, self.state, half, is_mine=True) if half else ""

    @property
    def they_say(self) -> str:
        half = self.halves.theirs
        return half_words(self.pair, self.state, half, is_mine=False) if half else ""

    # The way to the talk

    @property
    def is_crossed(self) -> bool:
        return self.state == State.CROSSED or bool(self.text["heard"] or self.text["meant"])

    @property
    def other_line(self) -> str:
        return _("What I meant") if self.text["heard"] else _("What I heard")

    @property
    def may_answer(self) -> bool:
        return self.is_asked and self.state in {State.INVITED, State.NOT_YET}

    @property
    def replies(self) -> list[Any]:
        """Who has said 'not yet' says a time, or yes."""
        return [one for one in self.words.replies if one.key != rules.Reply.NOT_YET or self.may("not_yet")]

    @property
    def may_talk(self) -> bool:
        return self.may("talk") and "talk" not in self.halves

    @property
    def talk_tap(self) -> str:
        """Not urged before the other one has said yes."""
        return "quiet" if self.state in {State.INVITED, State.NOT_YET} else "primary"

    @property
    def guide(self) -> str:
        return next((entry.guide for entry in self.words.entries if entry.key == self.text["kind"]), "")

    @property
    def shows_guide(self) -> bool:
        return self.state in {State.INVITED, State.NOT_YET, State.SET, State.AGAIN}

    # What came of it

    @property
    def lines(self) -> list[Line]:
        me = str(self.viewer.person_id)
        return [
            Line(
                place=place,
                words=str(self.text[f"line_{place}"]),
                is_mine=self.text[f"by_{place}"] == me,
                stands=bool(self.text[f"stands_{place}"]),
                waits=waits_for(self.viewer, self.text, place),
            )
            for place in PLACES
            if self.text[f"line_{place}"]
        ]

    @property
    def takes_lines(self) -> bool:
        return self.state in rules.TAKES_LINES

    @property
    def may_add(self) -> bool:
        return self.takes_lines and len(self.lines) < rules.LINES_AT_MOST

    @property
    def may_settle(self) -> bool:
        return self.may("settle") and "settle" not in self.halves

    @property
    def may_end(self) -> bool:
        return any(self.may(verb) for verb in ("settle", "again", "stuck", "part")) and self.state != State.CROSSED

    def see_check(self) -> None:
        standing = queries.standing(self.item, self.viewer) if self.state == State.CHECK_DUE else None
        self.is_sealed = standing is not None and standing.is_mine_sealed
        self.is_partner_ready = standing is not None and bool(standing.ready_ids)
        self.asks_check = self.state == State.CHECK_DUE and (standing is None or standing.is_open)
        views = queries.views_of_check(self.item, self.viewer)
        self.checks = [
            (person.name, _(label_of(self.words.checks, views[person.pk])))
            for person in sorted(self.pair.people, key=lambda person: person.name)
            if person.pk in views
        ]

    # Whom to ask in

    def see_ladder(self) -> None:
        self.rung = str(self.text["rung"])
        self.rung_label = _(label_of(self.words.rungs, self.rung))
        self.rung_hint = next((_(one.hint) for one in self.words.rungs if one.key == self.rung), "")
        self.is_laddered = self.state == State.LADDERED
        self.rung_waits = bool(self.item.rung_by_id) and self.item.rung_by_id != self.viewer.person_id
        self.rung_is_mine = self.item.rung_by_id == self.viewer.person_id
        self.may_ladder = self.may("ladder") and not self.asks_check
        self.is_coach = self.is_laddered and self.rung == Rung.COACH
        self.is_sponsor = self.is_laddered and self.rung == Rung.SPONSOR


class CardPage:
    """A sticking point, and to which coach it is lent."""

    def __init__(self, viewer: Viewer, pair: Pair, matter: Matter) -> None:
        self.item, self.partner = matter, pair.partner_name
        self.card = queries.card_of(viewer, matter)
        self.text = space.read(self.card, viewer) if self.card is not None else {}
        self.seen = space.stamp_of(self.card) if self.card is not None else ""
        rows = queries.lent(self.card, viewer) if self.card is not None else []
        self.loans = [
            Loan(
                grant=row,
                is_open=row.wrapped_item_key is not None,
                is_agreed_by_me=viewer.person_id in {person.pk for person in row.agreed_by.all()},
            )
            for row in rows
        ]
        taken = {loan.grant.reader_id for loan in self.loans}
        self.coaches = [person for person in queries.coaches(pair) if person.pk not in taken]


class BriefPage:
    """The joint brief: both views, what both ask, and the keys."""

    def __init__(self, viewer: Viewer, pair: Pair, matter: Matter) -> None:
        self.item, self.partner, self.me = matter, pair.partner_name, pair.me.name
        self.readers = [person.name for person in queries.sponsors_of(pair)]
        self.text = queries.brief_text(matter, viewer)
        release = matter.brief
        self.is_out = release is not None and release.state == ReleaseState.RELEASED
        self.is_draft = release is not None and release.state == ReleaseState.DRAFT
        self.seen = release.text_hash if release is not None and self.is_draft else ""
        keys = two_key.standing(release, viewer) if release is not None else None
        self.is_mine_turned = keys is not None and keys.is_mine_turned
        self.is_theirs_turned = keys is not None and bool(keys.turned_ids - {viewer.person_id})
        self.views = self.text.get("views", [])
        mine = next((view for view in self.views if view["id"] == str(viewer.person_id)), None)
        self.my_side = mine["view"] if mine is not None else ""

    @property
    def has_both(self) -> bool:
        return len(self.views) == 2 and all(view["view"] for view in self.views) and bool(self.text.get("ask"))


class ForYouPage:
    """What others have asked of this person, or lent: who, until when, and no more than that."""

    def __init__(self, viewer: Viewer) -> None:
        self.calls = queries.asked_of_me(viewer)
        self.cards = queries.lent_to_me(viewer)
        self.asked = list(queries.calls_of(viewer))
