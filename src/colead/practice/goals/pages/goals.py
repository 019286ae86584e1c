"""The goals of a pair, and one of them, as its two partners see it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.queries import Pair, in_turn
from colead.people.models import Person
from colead.practice.goals import queries, wording
from colead.practice.goals.models import Goal
from colead.practice.goals.pages.words import GoalWords
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.rules import goals as rules
from colead.rules.goals import State


def sides(pair: Pair) -> list[tuple[str, Person]]:
    """Both sides with who sits there, in the order of the day."""
    other = "physician" if pair.my_side == "nurse" else "nurse"
    side_of = {person.pk: (pair.my_side if person.pk == pair.me.pk else other) for person in pair.people}
    return [(side_of[person.pk], person) for person in in_turn(pair)]


@dataclass(frozen=True)
class GoalRow:
    goal: Goal
    words: GoalWords
    note: str


class GoalsPage:
    """What is live, what is being drafted, what was closed; and whether it is time to look with the sponsor."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        goals = queries.list_for(viewer, pair)
        texts = queries.texts(goals, viewer)
        rows = [self.row(goal, GoalWords(texts.get(goal.pk, {}))) for goal in goals]
        self.live = [row for row in rows if row.goal.state == State.LIVE]
        self.drafts = [row for row in rows if row.goal.state in rules.NOT_YET_LIVE]
        self.closed = [row for row in rows if rules.is_over(row.goal.state)]
        self.is_empty = not rows
        self.is_full = not rules.may_go_live(len(self.live))
        self.go_slow = charter.may_publish_goals(viewer, pair)
        self.looks = [{"looked_on": look.looked_on, **text} for look, text in queries.looks(viewer, pair)]
        self.is_look_due = queries.is_look_due(viewer, pair, goals)

    @staticmethod
    def row(goal: Goal, words: GoalWords) -> GoalRow:
        state = str(wording.STATES[goal.state])
        note = words.due_note if goal.state == State.LIVE else state
        return GoalRow(goal, words, note)


class Draft:
    """Words that wait for keys: who has accepted them, what is still open."""

    def __init__(self, viewer: Viewer, pair: Pair, release: Release) -> None:
        self.seen, self.audience = release.text_hash, release.audience
        text = two_key.text_of(release, viewer)
        self.words = GoalWords(text)
        self.is_end = "outcome" in text
        filled = [name for name, words in text.items() if words]
        self.missing = [] if self.is_end else [str(wording.LABELS[name]) for name in rules.lacks(filled)]
        turned = queries.keys_turned([release], viewer)[release.pk]
        self.me, self.partner = pair.me.name, pair.partner_name
        self.mine_at: datetime | None = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)
        self.readers = str(wording.READERS_THEN[release.audience])


class GoalPage:
    def __init__(self, viewer: Viewer, pair: Pair, goal: Goal) -> None:
        self.viewer, self.pair, self.goal = viewer, pair, goal
        stands = queries.version(goal)
        self.words = GoalWords(two_key.text_of(stands, viewer) if stands is not None else {})
        self.state = str(wording.STATES[goal.state])
        self.is_live, self.is_over = goal.state == State.LIVE, rules.is_over(goal.state)
        self.is_draft = goal.state in rules.NOT_YET_LIVE
        self.has_changed = goal.state == State.CHANGED
        self.is_out = queries.standing_out(goal) is not None
        self.readers = self.readers_of(queries.standing_out(goal))

    @staticmethod
    def readers_of(out: Release | None) -> str:
        return str(wording.READERS[out.audience]) if out is not None else _("Only the two of you read it now")

    @cached_property
    def draft(self) -> Draft | None:
        return Draft(self.viewer, self.pair, self.goal.draft) if self.goal.draft is not None else None

    @cached_property
    def go_slow(self) -> charter.GoSlow:
        return charter.may_publish_goals(self.viewer, self.pair)

    @cached_property
    def is_full(self) -> bool:
        return self.is_draft and not rules.may_go_live(queries.n_live(self.viewer, self.pair))

    @property
    def may_accept(self) -> bool:
        if self.draft is None or self.draft.missing or self.draft.mine_at:
            return False
        return self.draft.is_end or (self.go_slow.is_allowed and not self.is_full)

    @cached_property
    def check_ins(self) -> list[dict[str, Any]]:
        rows = queries.check_ins(self.viewer, self.goal)
        return [
            {
                "id": row.pk,
                "said": wording.CHECK_INS[row.value],
                "who": row.author.name,
                "at": row.created_at,
                "may_undo": self.is_live and row.author_id == self.viewer.person_id and queries.is_of_today(row),
                **text,
            }
            for row, text in rows
        ]

    @property
    def undoable(self) -> list[dict[str, Any]]:
        """What the viewer has said today."""
        return [said for said in self.check_ins if said["may_undo"]]

    @cached_property
    def work(self) -> list[tuple[str, str]]:
        """Who does what; nothing of it once the goal is closed."""
        if self.is_over:
            return []
        text = space.read(self.goal, self.viewer)
        named = [(person.name, text[f"does_{side}"]) for side, person in sides(self.pair)]
        return [(who, words) for who, words in (*named, (_("Both of you"), text["does_both"])) if words]

    @cached_property
    def influences(self) -> list[dict[str, Any]]:
        if self.is_over:
            return []
        names = {side: person.name for side, person in sides(self.pair)}
        rows = queries.influences(self.viewer, self.goal)
        return [{"id": row.pk, "lead": names.get(row.lead, _("Both of you")), **text} for row, text in rows]
