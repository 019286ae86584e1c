"""The two views side by side, what each imagined of the other, and the people both, one or neither thought of."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from colead.content import decisions as content
from colead.content import stakeholders
from colead.content.stakeholders import Stakeholder
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.decisions import queries
from colead.practice.decisions.models import Decision, MarkValue
from colead.practice.decisions.wording import ALONE

Text = dict[str, Any]
PARTS = ("know", "hope", "outside_frame", "assumption")
HELD_FIRMLY = frozenset({"firm", "not_opposite"})


@dataclass(frozen=True)
class Side:
    """One partner's view, the other's imagination of it, and what its owner said to that."""

    person: Person
    is_mine: bool
    view: str
    firmness: str
    parts: list[tuple[str, str]]
    imagined_by: Person
    imagined: str
    mark: str
    added: str

    @property
    def title(self) -> str:
        return _("You") if self.is_mine else self.person.name

    @property
    def known(self) -> list[tuple[str, str]]:
        """What goes up in a joint brief beside the view itself: what is known, and what is hoped."""
        named = {words.key: _(words.text) for words in content.load().view_prompts}
        return [part for part in self.parts if part[0] in (named["know"], named["hope"])]


@dataclass(frozen=True)
class Touched:
    """A stakeholder somebody wrote a card for."""

    label: str
    words: list[tuple[str, str]]


@dataclass(frozen=True)
class Cards:
    by_both: list[Touched]
    by_one: list[Touched]
    by_none: list[Stakeholder]


class OpenedPage:
    """What opened when both had sealed."""

    def __init__(self, viewer: Viewer, pair: Pair, decision: Decision) -> None:
        self.people = in_order(pair, decision)
        self.documents = queries.views(decision, viewer)
        self.marks = queries.marks(decision, viewer)
        self.me = pair.me
        self.mine_alone = own_line(decision, viewer) if viewer.person_id in self.documents else ""
        self.sides = [self.side(person) for person in self.people] if self.documents else []
        self.cards = cards_of(self.documents, self.people)

    def side(self, person: Person) -> Side:
        other = next(one for one in self.people if one != person)
        document, words = self.documents.get(person.pk, {}), content.load()
        mark, text = self.marks.get(person.pk, (None, {}))
        firmness = next((_(word.label) for word in words.firmness if word.key == document.get("firmness")), "")
        return Side(
            person=person,
            is_mine=person == self.me,
            view=document.get("view", ""),
            firmness=firmness,
            parts=[(_(words.view_prompt(name).text), document[name]) for name in PARTS if document.get(name)],
            imagined_by=other,
            imagined=self.documents.get(other.pk, {}).get("imagine", ""),
            mark=next((_(word.label) for word in words.marks if mark and word.key == mark.value), ""),
            added=text.get("add", ""),
        )

    @property
    def is_mine_marked(self) -> bool:
        return self.me.pk in self.marks

    @property
    def my_mark(self) -> Text:
        mark, text = self.marks.get(self.me.pk, (None, {}))
        return {"value": mark.value, "add": text["add"]} if mark is not None else {}

    @property
    def they_differ(self) -> bool:
        """Held firmly, or imagined otherwise: then the guideposts come forward by themselves."""
        firm = any(document.get("firmness") in HELD_FIRMLY for document in self.documents.values())
        return firm or any(mark.value != MarkValue.THATS_IT for mark, _ in self.marks.values())


def own_line(decision: Decision, viewer: Viewer) -> str:
    """What the viewer kept to the viewer alone, unless it was opened with the view."""
    document, private = queries.own_page(decision, viewer)
    return "" if document.get(ALONE) else str(private.get(ALONE, ""))


def own_rows(document: Text, private: Text) -> list[tuple[str, str]]:
    """One's own sealed page, to read again; firmness and cards by their labels."""
    words, known = content.load(), stakeholders.load()
    written = {**document, **private}
    rows = [
        (_(prompt.text).replace("{partner}", _("my partner")), written[prompt.key])
        for prompt in words.view_prompts
        if prompt.key in written and prompt.key not in {"firmness", "cards"}
    ]
    rows += [(_("Held"), _(word.label)) for word in words.firmness if word.key == document.get("firmness")]
    return rows + [(_(known.card(card["stakeholder"]).label), card["text"]) for card in document.get("cards", [])]


def in_order(pair: Pair, decision: Decision) -> list[Person]:
    """Left and right by chance, once for each decision and the same for both."""
    people = sorted(pair.people, key=lambda person: person.pk)
    return people[::-1] if decision.pk.int % 2 else people


def cards_of(documents: dict[UUID, Text], people: list[Person]) -> Cards:
    by_both: list[Touched] = []
    by_one: list[Touched] = []
    by_none: list[Stakeholder] = []
    written = {
        person: {card["stakeholder"]: card["text"] for card in documents.get(person.pk, {}).get("cards", [])}
        for person in people
    }
    if not any(written.values()):
        return Cards([], [], [])
    for card in stakeholders.load().cards:
        words = [(person.name, cards[card.key]) for person, cards in written.items() if card.key in cards]
        if not words:
            by_none.append(card)
        else:
            (by_both if len(words) == len(people) else by_one).append(Touched(_(card.label), words))
    return Cards(by_both, by_one, by_none)
