"""What wins, lessons and stories are called, and what each asks for."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from colead.rules.wins import Kind, Shelf, State

Words = Any  # translated when they are shown

KINDS: Final[dict[str, Words]] = {
    Kind.WIN.value: _("A win"),
    Kind.LESSON.value: _("A lesson"),
    Kind.STORY.value: _("A story"),
}
ASKS: Final[dict[str, dict[str, Words]]] = {
    Kind.WIN.value: {
        "text": _("What happened"),
        "helped": _("Whom it helped: patients and families first"),
        "only_as_two": _("Only because you were two"),
    },
    Kind.LESSON.value: {
        "text": _("What did not work"),
        "now": _("What we do now"),
        "only_as_two": _("What being two had to do with it"),
    },
    Kind.STORY.value: {
        "text": _("The story"),
        "helped": _("Whom it is about, by nobody's name"),
        "only_as_two": _("What being two had to do with it"),
    },
}
NORTH_STAR: Final = _("How it serves the North Star")
COURAGE: Final = _("Somebody spoke up (never who)")
SHELVES: Final[dict[str, Words]] = {
    Shelf.UNIT.value: _("Under our unit"),
    Shelf.ORGANISATION.value: _("For the whole organisation"),
    Shelf.LIBRARY.value: _("In the library, for those who begin"),
}
STATES: Final[dict[str, Words]] = {
    State.NOTED.value: _("Between the two of you"),
    State.PROPOSED.value: _("Waits for your keys"),
    State.PUBLISHED.value: _("Published"),
    State.ARCHIVED.value: _("Off the list: its time was over"),
    State.WITHDRAWN.value: _("Taken back"),
}
