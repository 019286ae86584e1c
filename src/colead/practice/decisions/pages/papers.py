"""A text that needs both keys, as it stands: its words, whose key has turned, what it still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from colead.content import decisions as content
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries, wording
from colead.practice.decisions.actions import papers
from colead.practice.decisions.models import Decision
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience
from colead.rules.decisions import Outcome
from colead.ui.templatetags.colead import plain_date

Text = dict[str, Any]
ELSEWHERE = frozenset({Outcome.TO_SPONSOR, Outcome.CONFLICT})


@dataclass(frozen=True)
class Row:
    label: str
    words: str


class Said:
    """What both say, or some parts of it."""

    def __init__(self, text: Text) -> None:
        self.text, self.what = text, str(text.get("what", ""))

    @property
    def rows(self) -> list[Row]:
        """Part by part, the first left out: it stands above as the message itself."""
        return self.labelled(wording.VOICE, wording.PARTS[1:])

    @property
    def questions(self) -> list[tuple[str, str]]:
        pairs = [(self.text.get(f"question_{at}", ""), self.text.get(f"answer_{at}", "")) for at in wording.QUESTIONS]
        return [(question, answer) for question, answer in pairs if question or answer]

    @property
    def plan(self) -> list[Row]:
        return self.labelled(wording.REACTION, wording.REACTION_PLAN)

    def labelled(self, prompts: tuple[content.Prompt, ...], names: tuple[str, ...]) -> list[Row]:
        named = dict(labels(prompts))
        return [Row(named[name], self.text[name]) for name in names if self.text.get(name)]


class Paper:
    """One of the three texts of a decision."""

    def __init__(self, viewer: Viewer, pair: Pair, decision: Decision, name: str) -> None:
        self.name, self.release = name, queries.paper(decision, name)
        self.text: Text = queries.paper_text(decision, name, viewer)
        self.state = self.release.state if self.release is not None else ""
        self.seen = self.release.text_hash if self.release is not None and self.is_draft else ""
        self.missing: list[str] = []
        if self.is_draft:
            self.missing = labels_of(name, papers.lacks(decision, name, self.text), self.text)
        out = papers.standing_out(decision, name)
        self.is_public_now = out is not None and out.audience == Audience.EVERYONE
        self.is_with_sponsor = out is not None and out.audience == Audience.SPONSOR
        turned = queries.keys_turned(self.release, viewer) if self.release is not None else {}
        self.me, self.partner = pair.me.name, pair.partner_name
        self.mine_at = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)

    @property
    def is_draft(self) -> bool:
        return self.state == ReleaseState.DRAFT

    @property
    def is_out(self) -> bool:
        return self.state == ReleaseState.RELEASED

    @property
    def sends_out(self) -> bool:
        """The viewer's key would be the last one, and everyone reads it from then on."""
        return self.is_draft and bool(self.chosen) and self.theirs_at is not None and self.mine_at is None

    @property
    def outcome(self) -> str:
        return _(content.load().outcome(self.text["outcome"]).label) if self.text.get("outcome") else ""

    @property
    def decided(self) -> list[Row]:
        """What was decided, without its sentence, outcome and guideposts, which stand apart."""
        names = ("north_star", "give_up", "be", "first_step")
        named = dict(labels(wording.DECIDED))
        rows = [Row(named[name], self.text[name]) for name in names if self.text.get(name)]
        if self.text.get("lookback_on"):
            rows.append(Row(_("We look back"), plain_date(date.fromisoformat(self.text["lookback_on"]))))
        return rows

    @property
    def said(self) -> Said:
        return Said(self.text)

    @property
    def chosen(self) -> Text:
        """What everyone reads, or will read, of this text; empty when it stays between the two."""
        if self.release is None or self.release.audience != Audience.EVERYONE:
            return {}
        return {name: self.text[name] for name in self.release.publishes if name in self.text}

    @property
    def public(self) -> Said:
        return Said(self.chosen)

    @property
    def between_us(self) -> Said:
        return Said({name: words for name, words in self.text.items() if name not in self.chosen})

    @property
    def parts(self) -> list[str]:
        """The same choice in the names of the form."""
        return [*self.chosen, *(["questions"] if self.public.questions else [])]


def labels(prompts: tuple[content.Prompt, ...]) -> list[tuple[str, str]]:
    return [(prompt.key, _(prompt.text)) for prompt in prompts]


def labels_of(name: str, missing: frozenset[str], text: Text) -> list[str]:
    """What is still open, in the order and the words of the form."""
    if name == "integration" and text.get("outcome") in ELSEWHERE:
        return [_("this outcome goes another way: take it under 'When you are stuck', or choose another")]
    if name == "brief":
        return [_("What we agree on")] if missing else []
    asked = wording.DECIDED if name == "integration" else wording.VOICE
    return [words for key, words in labels(asked) if key in missing]
