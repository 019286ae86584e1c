"""The page on which one partner writes alone: its parts, and how far each of them is."""

from dataclasses import dataclass

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from colead.content import stakeholders
from colead.content.stakeholders import StakeholderKind
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import writing
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.deciding import Steering, chosen_at
from colead.practice.decisions.wording import ALONE, CARD
from colead.promises import sealed
from colead.rules.decisions import SIZE_RULES, Size


@dataclass(frozen=True)
class Group:
    """Stakeholders of one kind; those with words stand open."""

    label: str
    cards: list[tuple[BoundField, bool]]


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    is_done: bool


class WritePage:
    def __init__(
        self, viewer: Viewer, pair: Pair, decision: Decision, form: Form, *, names: tuple[str, ...], is_checked: bool
    ) -> None:
        self.decision, self.form, self.is_checked = decision, form, is_checked
        self.names = names
        self.title = queries.text_of(decision, viewer)["question"]
        self.steering = Steering(viewer, pair, decision.right_area, chosen_at(decision))
        self.cards_min = SIZE_RULES[Size(decision.size)].cards_min
        round = writing.round_of(decision)
        document, private = sealed.my_document(round, viewer), sealed.my_private(round, viewer)
        self.missing = writing.lacks(decision.size, document, private)
        self.missing_labels = [self.label_of(name) for name in self.order if name in self.missing]

    @property
    def order(self) -> list[str]:
        return [*self.names, "cards"]

    def label_of(self, name: str) -> str:
        if name == "cards":
            return _("The people it touches")
        return str(self.form.fields[name].label)

    def fields(self, *names: str) -> list[BoundField]:
        return [self.form[name] for name in names if name in self.form.fields]

    @property
    def view_fields(self) -> list[BoundField]:
        return self.fields("view", "firmness", "know", "hope", "outside_frame")

    @property
    def imagine_field(self) -> BoundField:
        return self.form["imagine"]

    @property
    def alone_fields(self) -> list[BoundField]:
        return self.fields(ALONE, "release")

    @property
    def groups(self) -> list[Group]:
        if not self.cards_min:
            return []
        known = stakeholders.load()
        named = {
            StakeholderKind.PATIENT_FAMILY: _("Patients and families"),
            StakeholderKind.STAFF: _("Those who care for them"),
            StakeholderKind.OTHER: _("Others"),
        }
        return [Group(label, [self.card(card.key) for card in known.of_kind(kind)]) for kind, label in named.items()]

    def card(self, key: str) -> tuple[BoundField, bool]:
        field = self.form[CARD + key]
        return field, bool(field.value() or field.errors)

    @property
    def parts(self) -> list[Part]:
        known = [("mine", _("How I see it"), {"view", "firmness", "know", "hope", "outside_frame"})]
        known.append(("theirs", _("How my partner may see it"), {"imagine"}))
        if self.cards_min:
            known.append(("touched", _("The people it touches"), {"cards"}))
        return [Part(key, title, not names & self.missing) for key, title, names in known]

    @property
    def n_done(self) -> int:
        return sum(part.is_done for part in self.parts)
