"""One decision on one page: where it stands, what it steers by, and the one next step large."""

from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colead.content import decisions as content
from colead.content import safety
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import areas, charter
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import papers
from colead.practice.decisions.models import Ask, Decision
from colead.practice.decisions.pages import whose
from colead.practice.decisions.pages.opened import OpenedPage, own_rows
from colead.practice.decisions.pages.papers import Paper
from colead.promises import sealed
from colead.rules import decisions as rules
from colead.rules.decisions import Kind, Size, State
from colead.ui.templatetags.colead import plain_date

STAGES: Final = {
    State.FRAMED: "framed",
    State.WRITING: "writing",
    State.REVEALED: "opened",
    State.ASKED: "opened",
    State.INTEGRATING: "together",
    State.CALLED: "called",
    State.OURS: "called",
    State.DECIDED: "decided",
    State.ONE_VOICE: "decided",
    State.ANNOUNCED: "decided",
    State.CLOSED: "decided",
    State.ESCALATED_JOINTLY: "away",
    State.CONFLICT: "away",
}


class Steering:
    """North Star, guideposts and the rights row: in sight wherever the two decide."""

    def __init__(self, viewer: Viewer, pair: Pair, right_area: str = "", chosen_at: datetime | None = None) -> None:
        own = charter.charter(viewer, pair)
        self.north_star, self.guideposts = own.north_star, own.guideposts
        self.right = charter.right(viewer, pair, right_area) if right_area else None
        self.area = self.right.label if self.right is not None else area_label(right_area, chosen_at)


def area_label(key: str, moment: datetime | None) -> str:
    """A row that is not agreed is called what it was called when it was chosen."""
    found = areas.at(moment).by_key.get(key) if key else None
    return found.label if found is not None else ""


class DecisionPage:
    """Everything the page of one decision shows to one of the two."""

    def __init__(self, viewer: Viewer, pair: Pair, decision: Decision) -> None:
        self.viewer, self.pair, self.decision = viewer, pair, decision
        self.text = queries.text_of(decision, viewer)
        self.title = queries.title_of(decision, self.text) or _("A decision that was withdrawn")
        self.state = queries.present_state(decision, viewer)
        self.size = content.load().size(decision.size)
        self.kind = content.load().kind(decision.kind)
        self.steering = Steering(viewer, pair, decision.right_area, chosen_at(decision))
        self.is_mine = decision.author_id == viewer.person_id

    @property
    def stage(self) -> str:
        if self.decision.state == State.TO_TALK:
            return "told" if self.decision.size == Size.OWN_CALL else "called"
        if self.decision.size == Size.OWN_CALL and self.decision.state == State.DECIDED:
            return "told"
        return STAGES.get(State(self.decision.state), "over")

    @property
    def part(self) -> str:
        return f"decisions/parts/{self.stage}.html"

    @property
    def words(self) -> str:
        """Where it stands, in a sentence."""
        if queries.is_due(self.decision):
            return _(rules.machine_for(self.decision.size).words[State.LOOKBACK_DUE])
        if self.decision.state == State.CALLED and self.pair.partner_name:
            return self.words_of_a_call
        return queries.state_words(self.decision, self.sponsor_answers)

    @property
    def words_of_a_call(self) -> str:
        """Whose the call was, and for whom of the two it waits."""
        name = {"name": self.pair.partner_name}
        if self.is_mine:
            return _("You decided this on the spot. It waits for %(name)s.") % name
        return _("%(name)s decided this on the spot. It waits for you.") % name

    @property
    def facts(self) -> list[tuple[str, str]]:
        decision = self.decision
        known = [
            (_("Kind"), _(self.kind.label)),
            (_("By when"), plain_date(decision.by_on) if decision.by_on else ""),
            (_("Who will feel it"), self.text["affected"]),
            (_("Can it be undone"), self.undo_words),
            (_("Decision rights"), self.right_words),
        ]
        return [(label, words) for label, words in known if words]

    @property
    def undo_words(self) -> str:
        if self.decision.is_reversible is None:
            return ""
        return _("Yes") if self.decision.is_reversible else _("No")

    @property
    def right_words(self) -> str:
        right = self.steering.right
        if right is None:
            return self.steering.area
        parts = [f"{right.label}: {right.short}."]
        if right.tie_break:
            parts.append(_("If we differ: %(how)s.") % {"how": right.tie_break.rstrip(". ")})
        if right.days:
            parts.append(ngettext("Within %(days)d day.", "Within %(days)d days.", right.days) % {"days": right.days})
        return " ".join(parts)

    @property
    def whose_words(self) -> str:
        """Whose it is by the table, as long as it is open between the two."""
        right, is_open = self.steering.right, self.stage in {"framed", "writing", "opened", "together"}
        return whose.words(right, self.pair) if right is not None and is_open else ""

    @property
    def is_mine_by_table(self) -> bool:
        return self.steering.right is not None and whose.is_mine(self.steering.right, self.pair)

    @property
    def framed_stamp(self) -> str:
        return queries.stamp_of(self.decision)

    @property
    def is_framed_by_me(self) -> bool:
        return self.decision.framed_by_id == self.viewer.person_id

    @cached_property
    def standing(self) -> sealed.Standing | None:
        return sealed.standing(self.decision.round, self.viewer) if self.decision.round is not None else None

    @property
    def is_mine_sealed(self) -> bool:
        return self.standing is not None and self.standing.is_mine_sealed

    @property
    def is_partner_ready(self) -> bool:
        return self.standing is not None and bool(self.standing.ready_ids)

    @cached_property
    def opened(self) -> OpenedPage:
        return OpenedPage(self.viewer, self.pair, self.decision)

    @cached_property
    def own_page(self) -> list[tuple[str, str]]:
        return own_rows(*queries.own_page(self.decision, self.viewer))

    @cached_property
    def integration(self) -> Paper:
        return self.paper("integration")

    @cached_property
    def voice(self) -> Paper:
        return self.paper("words")

    @cached_property
    def brief(self) -> Paper:
        return self.paper("brief")

    @cached_property
    def sponsor_answers(self) -> list[queries.Said]:
        return queries.answers_to(self.viewer, self.decision)

    def paper(self, name: str) -> Paper:
        return Paper(self.viewer, self.pair, self.decision, name)

    @cached_property
    def asks(self) -> list[tuple[Ask, dict[str, Any]]]:
        return queries.asks(self.decision, self.viewer)

    @property
    def unasked(self) -> list[str]:
        """Whom the two planned to ask and have no answer from."""
        return [text["whom"] for _ask, text in self.asks if not text.get("answer")]

    @cached_property
    def look_backs(self) -> list[tuple[str, dict[str, Any]]]:
        named = {word.key: _(word.label) for word in content.load().lookback_values}
        return [(named[back.value], text) for back, text in queries.look_backs(self.decision, self.viewer)]

    @property
    def may_mark(self) -> bool:
        return queries.may(self.decision, "mark", self.viewer)

    @property
    def is_due(self) -> bool:
        return queries.is_due(self.decision)

    @property
    def may_look_back(self) -> bool:
        return rules.machine_for(self.decision.size).may(self.decision.state, "fall_due")

    @property
    def is_deadlocked(self) -> bool:
        return queries.is_deadlocked(self.decision, self.steering.right)

    @property
    def is_forgotten(self) -> bool:
        round = self.decision.round
        return round is not None and round.state == "forgotten"

    @property
    def views_until(self) -> date | None:
        return self.decision.round.retain_until if self.decision.round is not None else None

    @property
    def guideposts_are_in_page(self) -> bool:
        """They come forward where the two differ, or stand as what the decision serves; once is enough."""
        if self.names_guideposts:
            return True
        return self.stage in {"opened", "together"} and bool(self.steering.guideposts) and self.opened.they_differ

    @property
    def names_guideposts(self) -> bool:
        """The record of what was decided is on the page, and names them."""
        record = self.integration
        is_shown = (
            record.is_out if self.stage == "decided" else record.is_draft and self.stage in {"together", "called"}
        )
        return is_shown and bool(record.text.get("guideposts"))

    @property
    def talk_prompts(self) -> list[str]:
        return [_(prompt.text) for prompt in content.load().talk_prompts]

    @property
    def rapid_until(self) -> datetime | None:
        return rules.rapid_until(self.decision.called_at) if self.decision.called_at is not None else None

    @property
    def choices(self) -> tuple[str, ...]:
        """What is open after a call on the spot."""
        if self.decision.called_at is None:
            return ()
        return rules.rapid_choices(self.decision.state, called_at=self.decision.called_at, now=clock.now())

    @property
    def may_be_spoken(self) -> bool:
        """The words can be found, or worded anew."""
        return papers.may_be_spoken(self.decision)

    @property
    def duty_to_report(self) -> str:
        """For a matter of people: the line that sends danger and misconduct to the ones who must hear of it."""
        return safety.load().duty_to_report.question if self.decision.kind == Kind.PEOPLE else ""


def chosen_at(decision: Decision) -> datetime:
    return decision.framed_at or decision.created_at


class Listed:
    """A line of the list."""

    def __init__(self, decision: Decision, viewer: Viewer, answers: list[queries.Said]) -> None:
        self.id, self.decision, self.answers = decision.pk, decision, answers
        self.title = queries.title_of(decision, queries.text_of(decision, viewer))
        self.note = self.decided_note if self.decision.state in queries.SETTLED else self.open_note

    @property
    def open_note(self) -> str:
        words = queries.state_words(self.decision, self.answers)
        if self.decision.state in {State.FRAMED, State.WRITING} and self.decision.by_on:
            return _("%(words)s By %(day)s.") % {"words": words, "day": plain_date(self.decision.by_on)}
        return words

    @property
    def decided_note(self) -> str:
        """The day says it; what was closed without deciding has only the day on which it was asked."""
        day = plain_date(self.decision.decided_at or self.decision.created_at)
        if self.decision.look_back_on is None or self.decision.state == State.CLOSED:
            return day
        back = plain_date(self.decision.look_back_on)
        return _("%(day)s. We look back %(back)s.") % {"day": day, "back": back}


class ListPage:
    """Open, waiting for a look back, decided; newest first, without numbers."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.steering = Steering(viewer, pair)
        decisions = queries.list_for(viewer, pair)
        answers = queries.answers_to_each(viewer, decisions)
        found = [Listed(decision, viewer, answers.get(decision.pk, [])) for decision in decisions]
        look_backs = [line for line in found if queries.is_due(line.decision)]
        rest = [line for line in found if not queries.is_due(line.decision)]
        decided = [line for line in rest if line.decision.state in queries.SETTLED]
        self.let_go = [line for line in rest if line.decision.state in {State.TALKED_INSTEAD, State.DROPPED}]
        past = {line.id for line in (*decided, *self.let_go)}
        open = [line for line in rest if line.id not in past]
        self.sections = [
            (_("Time to look back"), look_backs),
            (_("Open between you two"), open),
            (_("Decided"), decided),
        ]
        self.is_empty = not found


class SizesPage:
    """The first screen: five sizes, one of them suggested."""

    def __init__(self, viewer: Viewer, pair: Pair, given: dict[str, str]) -> None:
        self.steering = Steering(viewer, pair)
        self.sizes = content.load().sizes
        self.given = given
        self.suggested = suggestion(viewer, pair, given)


def suggestion(viewer: Viewer, pair: Pair, given: dict[str, str]) -> str:
    """The size the rules suggest for what was tapped; nothing while nothing was."""
    if not any(given.values()):
        return ""
    agreed = charter.right(viewer, pair, given["area"]) if given.get("area") else None
    if agreed is not None:
        level = agreed.level.value
    elif given.get("area"):
        level = areas.now().area(given["area"]).starter.value
    else:
        level = "B"
    kind = given.get("kind") or Kind.OPERATIONAL
    return rules.suggested_size(kind=kind, level=level, is_reversible=given.get("undo") != "no").value
