"""What tells that two pointers are of one number: among the open ones that lie before both, or among one's own."""

from uuid import UUID

from django.db import IntegrityError, transaction

from colead.practice.reviews.queries import Desk
from colead.promises import imprints, space


def mark_of(beside_id: UUID, system: str, number: str, *, whose: UUID | None = None) -> str:
    """Of what lies before both if nobody is named: whoever points first keeps nothing from the other."""
    words = {"beside": str(beside_id), "system": system.casefold(), "number": number.casefold()}
    return imprints.mark_of(words | ({"whose": str(whose)} if whose is not None else {}))


def lay_before_both(desk: Desk) -> None:
    """Looked over, it is the one of its number; where such a one lies already, it stays one of its own beside it.

    Nothing is said of that: whoever stepped back from the other one would learn that it lies there.
    """
    if not marked(desk, None):
        set_apart(desk)


def lay_again(desk: Desk) -> None:
    """Where it lay before its end was taken back: of the one who pointed alone, or before both."""
    if not marked(desk, desk.case.author_id if desk.is_own else None):
        set_apart(desk)


def set_apart(desk: Desk) -> None:
    marked(desk, desk.case.pk)


def marked(desk: Desk, whose: UUID | None) -> bool:
    case, before = desk.case, desk.case.mark
    mark = mark_of(case.beside_id, str(desk.text["system"]), str(desk.text["number"]), whose=whose)
    try:
        with transaction.atomic():
            space.rewrite(case, by=desk.viewer, text={}, mark=mark)
    except IntegrityError:
        case.mark = before
        return False
    return True
