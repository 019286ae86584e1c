"""Partner time and what comes of it, huddles, rounds with their promises, and the tables at which the two sit."""

from typing import Any, ClassVar, Final
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import Release, Round, SpaceItem
from colead.rules import meetings, seats, walks

LINE_MAX: Final = 280
SHORT_MAX: Final = 140
PLACE_MAX: Final = 90


def choice_of(words: Any, longest: int = 12, **more: Any) -> Any:
    return models.CharField(max_length=longest, choices=[(word.value, word.value) for word in words], **more)


class Cadence(SpaceItem):
    """How often the two meet, on which weekday and when; one for each pair."""

    rhythm = choice_of(meetings.Rhythm)
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=30)

    TEXT: ClassVar[dict[str, int]] = {"place": SHORT_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "rhythm": "C1",
        "weekday": "C1",
        "starts_at": "C1",
        "minutes": "C1",
    }


class Meeting(SpaceItem):
    """One partner time. How it ended stands sealed: nobody but the two knows what took place and what did not.

    `moved_by` is who moved it last: one of the two, or who holds time for one. `moved_from` is where it stood before.
    """

    round_id: UUID | None
    kind = choice_of(meetings.Kind)
    on_day = models.DateField()
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    opens = choice_of(meetings.Side)
    moved_from = models.DateField(null=True)
    moved_from_hour = models.TimeField(null=True)
    moved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    is_ahead = models.BooleanField(default=True)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"state": 12, "closed_on": 10}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "kind": "C1",
        "on_day": "C1",
        "starts_at": "C1",
        "minutes": "C1",
        "opens": "C1",
        "moved_from": "C1",
        "moved_from_hour": "C1",
        "moved_by": "C1",
        "is_ahead": "state",
        "round": "id",
    }


class Point(SpaceItem):
    """Something for the next time, or a joint action. A pointer to a thing of another room holds none of its words."""

    state = choice_of(meetings.PointState)
    about = models.CharField(max_length=12, blank=True)
    about_id = models.UUIDField(null=True)
    done_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"line": LINE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "about": "C1",
        "about_id": "id",
        "done_on": "C1",
    }


class Huddle(SpaceItem):
    """A card for a huddle that exists anyway: who opens, who speaks to what, and a line after it."""

    on_day = models.DateField()
    opens = choice_of(meetings.Side)

    TEXT: ClassVar[dict[str, int]] = {"which": PLACE_MAX, "nurse": SHORT_MAX, "physician": SHORT_MAX, "after": LINE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "on_day": "C1", "opens": "C1"}


class PairCheck(SpaceItem):
    """Two minutes on a weekday, if they like: one thing of today, anything to say the same about, or off."""

    on_day = models.DateField()

    TEXT: ClassVar[dict[str, int]] = {"one_thing": SHORT_MAX, "same": SHORT_MAX, "off": 3}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "on_day": "C1"}


class Walk(SpaceItem):
    """A round that two make together. `coming` and `answer` are what of it waits for keys or is out.

    `told` is what came of it; what people heard on the way there stands by itself.
    """

    coming_id: UUID | None
    answer_id: UUID | None
    on_day = models.DateField()
    state = choice_of(walks.State)
    promise = choice_of(walks.Promise, default=walks.Promise.NONE.value)
    told_on = models.DateField(null=True)
    coming = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "place": PLACE_MAX,
        "asked": LINE_MAX,
        "heard": 600,
        "promised": LINE_MAX,
        "promised_by": 9,
        "told": LINE_MAX,
        "on_the_way": LINE_MAX,
        "on_the_way_on": 10,
        "open_since": 10,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "on_day": "C1",
        "state": "state",
        "promise": "state",
        "told_on": "C1",
        "coming": "id",
        "answer": "id",
    }


class Committee(SpaceItem):
    """A table, and who of the two sits at it."""

    level = choice_of(seats.Level)
    mode = choice_of(seats.Mode)
    is_co_led = models.BooleanField(default=False)
    is_wished = models.BooleanField(default=False)

    TEXT: ClassVar[dict[str, int]] = {"name": PLACE_MAX, "chair": PLACE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "level": "C1",
        "mode": "C1",
        "is_co_led": "C1",
        "is_wished": "C1",
    }


class ChairTurn(SpaceItem):
    """Who took the chair, and three lines after it."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="+")
    on_day = models.DateField()
    chaired_by = choice_of(meetings.Side)

    TEXT: ClassVar[dict[str, int]] = {"went_well": LINE_MAX, "learnt": LINE_MAX, "next_time": LINE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "committee": "id", "on_day": "C1", "chaired_by": "C1"}
