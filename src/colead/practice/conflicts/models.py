"""What a hard talk leaves: one's own notes, the matter between the two, a card for a coach, a call for help.

What it is about, how it began and who agreed to what stand only in the sealed documents; nothing here is counted.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import Release, Round, Space, SpaceItem
from colead.rules import conflicts as rules

KEY_MAX = 40
PROMPTS = ("camera", "story", "good_will", "my_part", "want")
PLACES = tuple(range(1, rules.LINES_AT_MOST + 1))

Words = dict[str, Any]  # an item's opened document


class Prep(SpaceItem):
    """One's own notes before a talk, in one's own space. They are never sent, whatever comes of them.

    `meant_for` names the pair's space, so that notes for one partner never open beside another.
    """

    meant_for = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", null=True)

    TEXT: ClassVar[dict[str, int]] = {**dict.fromkeys(PROMPTS, rules.PREP_MAX), "kind": KEY_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "meant_for": "C0"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "meant_for"], name="one_preparation_of_each_partner")
        ]


class Matter(SpaceItem):
    """What two partners talk about, from the invitation on; its author invited. `asked_of` is whose tap it waits for.

    At most three lines are agreed on: each with who wrote it, and whether the other has said yes.
    """

    round_id: UUID | None
    brief_id: UUID | None
    asked_of_id: UUID | None
    rung_by_id: UUID | None
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in rules.State])
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    propose_by = models.DateField(null=True)
    check_on = models.DateField(null=True)
    rung_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, null=True, related_name="+")
    brief = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "topic": rules.TOPIC_MAX,
        "hope": rules.HOPE_MAX,
        "when": rules.WHEN_MAX,
        "heard": rules.LINE_MAX,
        "meant": rules.LINE_MAX,
        **{f"line_{place}": rules.LINE_MAX for place in PLACES},
        **{f"by_{place}": KEY_MAX for place in PLACES},
        **{f"stands_{place}": KEY_MAX for place in PLACES},
        "kind": KEY_MAX,
        "setting": KEY_MAX,
        "minutes": KEY_MAX,
        "rung": KEY_MAX,
        # Who said alone that they talked, and who that it is settled; then the day both had said it, where it stood
        # before, and whether both had once called it settled.
        "talk_by": KEY_MAX,
        "settle_by": KEY_MAX,
        "both_on": KEY_MAX,
        "both_from": KEY_MAX,
        "settled_once": KEY_MAX,
    }
    WORDS: ClassVar[tuple[str, ...]] = ("topic", "hope", "when", "heard", "meant", "line_1", "line_2", "line_3")
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "asked_of": "C1",
        "propose_by": "C1",
        "check_on": "C1",
        "rung_by": "C1",
        "round": "id",
        "brief": "id",
    }


class Card(SpaceItem):
    """A sticking point in three lines, which both may lend to a coach until a date."""

    matter_id: UUID
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "stuck": rules.CARD_MAX,
        "tried": rules.CARD_MAX,
        "wish": rules.CARD_MAX,
    }
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "matter": "id"}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter"], name="one_card_for_a_matter")]


class Call(SpaceItem):
    """'I would like help', in one's own space and lent to one helper: it names no pair, no matter and no reason."""

    helper_id: UUID
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"says": KEY_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "helper": "C2"}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["author", "helper"], name="one_call_to_one_helper")]
