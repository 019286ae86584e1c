"""The one address for outside systems: a number, a kind, a unit and days, and nothing comes back but 'taken'."""

import json
from datetime import date
from typing import Any, ClassVar, Final

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from colead.foundation import clock
from colead.foundation.gate import gate
from colead.partnerships.actions import Refused
from colead.practice.reviews.actions import delivering
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.forms import WORDS_IN_A_NUMBER
from colead.practice.reviews.models import PointingKey
from colead.rules import reviews as rules
from colead.rules.abilities import Ability
from colead.ui import guarded
from colead.units.models import Unit

BYTES_MAX: Final = 2_000
A_MINUTE: Final = 60
PER_MINUTE: Final = 60
NEEDED: Final = frozenset({"id", "kind", "date", "unit"})
KNOWN: Final = NEEDED | {"due"}
SCHEME: Final = "Bearer "


class Unfit(Exception):
    """Not taken: which field, what is wrong with it; the value itself is not said again."""

    status: ClassVar[int] = 422

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(fault)
        self.field, self.fault = field, fault


class Unreadable(Unfit):
    """No text that could be kept: letters that are none, or a depth that nothing needs."""

    status: ClassVar[int] = 400


@gate(Ability.PUBLIC, methods=("POST",))
@csrf_exempt
def take_pointer(request: HttpRequest) -> JsonResponse:
    """202 for what is new and for what is known, so that nothing can be asked of it."""
    key = delivering.key_behind(key_in(request))
    if key is None:
        return refused(401, "", _("This key is not known here, or was ended."))
    if is_too_often(key):
        answer = refused(429, "", _("Sixty pointers a minute are taken. Wait a minute."))
        answer["Retry-After"] = str(A_MINUTE)
        return answer
    if request.content_type != "application/json":
        return refused(415, "", _("Send application/json."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > BYTES_MAX:
        return refused(413, "", _("One pointer, up to 2,000 bytes."))
    try:
        delivering.deliver(key=key, pointer=read(request.body, key))
    except Unfit as unfit:
        return refused(unfit.status, unfit.field, unfit.fault)
    except Refused as reason:
        return refused(422, "unit", str(reason))
    return JsonResponse({"taken": True}, status=202)


def refused(status: int, field: str, fault: str) -> JsonResponse:
    return JsonResponse({"taken": False, "field": field, "fault": fault}, status=status)


def key_in(request: HttpRequest) -> str:
    said = request.headers.get("Authorization", "")
    return said.removeprefix(SCHEME).strip() if said.startswith(SCHEME) else ""


def is_too_often(key: PointingKey) -> bool:
    """Counted by the minute and by the key; no number and no case is counted."""
    name = f"pointing-{key.pk}-{int(clock.now().timestamp()) // A_MINUTE}"
    cache.add(name, 0, A_MINUTE * 2)
    return int(cache.incr(name)) > PER_MINUTE


def read(body: bytes, key: PointingKey) -> Pointer:
    """Exactly the known fields, each of its shape; anything else is refused, so that no story comes along."""
    try:
        said = json.loads(body)
    except RecursionError:
        raise Unreadable("", _("Send one object whose values are texts.")) from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise Unfit("", _("This is no JSON.")) from None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise Unfit("", _("Send one object whose values are texts."))
    for words in [*said, *said.values()]:
        refuse_odd_letters(words)
    for name in sorted(NEEDED - set(said)):
        raise Unfit(name, _("This field is missing."))
    if set(said) - KNOWN:
        raise Unfit("", _("Only id, kind, date, unit and due are taken. What happened stays with you."))
    return Pointer(
        number=number_in(said["id"]),
        kind=kind_in(said["kind"]),
        system=key.system,
        unit=unit_in(said["unit"]),
        happened_on=day_in("date", said["date"], is_past=True),
        due_on=day_in("due", said["due"]) if said.get("due") else None,
    )


def refuse_odd_letters(words: str) -> None:
    """Half a letter pair and the letter zero can be neither compared nor kept."""
    if "\0" in words or any("\ud800" <= letter <= "\udfff" for letter in words):
        raise Unreadable("", _("A text holds a letter that cannot be written."))


def number_in(words: str) -> str:
    number = " ".join(words.split())
    if not number or len(number) > rules.ID_MAX or len(number.split(" ")) > WORDS_IN_A_NUMBER:
        raise Unfit("id", _("Only the number, up to 40 characters."))
    if guarded.kinds_in(number):
        raise Unfit("id", _("This looks like patient information. Colead may not hold it."))
    return number


def kind_in(words: str) -> str:
    if words not in set(rules.Kind):
        raise Unfit("kind", _("Write one of: %(kinds)s.") % {"kinds": ", ".join(rules.Kind)})
    return words


def unit_in(words: str) -> Unit:
    """By its number, else by its whole name."""
    found: list[Any] = list(Unit.objects.filter(external_id=words, retired_on=None)[:2]) if words else []
    found = found or list(Unit.objects.filter(name__iexact=words, retired_on=None)[:2])
    if len(found) != 1:
        raise Unfit("unit", _("No unit, or more than one, goes by this number or name."))
    unit: Unit = found[0]
    return unit


def day_in(field: str, words: str, *, is_past: bool = False) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise Unfit(field, _("Write the day as 2026-11-03.")) from None
    if is_past and day > clock.today():
        raise Unfit(field, _("This day has not come yet."))
    if not (rules.is_remembered if is_past else rules.is_within_reach)(day, clock.today()):
        raise Unfit(field, _("This day lies too far away."))
    return day
