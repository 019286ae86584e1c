"""Tags that every template knows."""

import uuid
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.forms import widgets as forms
from django.template.defaultfilters import capfirst
from django.template.loader import get_template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from colead.content import safety
from colead.content.safety import PatientGuard
from colead.foundation import addresses, clock
from colead.rules.abilities import Ability
from colead.ui import visibility

register = template.Library()

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.Textarea, "area"),
    (forms.FileInput, "file"),
)


@register.simple_tag
def address(route: str, *parts: uuid.UUID | str) -> str:
    """As `url`, for what stands on every page or many times on one."""
    return addresses.address(route, *parts)


@register.simple_tag
def unchanging(name: str) -> SafeString:
    """A template that says the same on every page: drawn once in each language, with nothing of anybody in it."""
    return drawn(name, get_language() or "")


@lru_cache(maxsize=64)
def drawn(name: str, _language: str) -> SafeString:
    return mark_safe(get_template(name).render())  # noqa: S308  a template is already rendered


@register.simple_tag
def idempotency() -> SafeString:
    """A hidden key: the same form sent twice is taken once."""
    return mark_safe(f'<input type="hidden" name="once" value="{uuid.uuid4()}">')  # noqa: S308  nothing of anybody's


@register.simple_tag(takes_context=True)
def who_can_see(
    context: template.Context, level: str, partner: object = "", until: object = "", org: object = ""
) -> str:
    """The sentence at a writing field; the partner's name may come from the page's own pair.

    A page without a pair in its frame is read by somebody outside it: what partners publish to 'your sponsor' is
    then read by the sponsor.
    """
    pair, viewer = context.get("pair"), context.get("viewer")
    name = partner or getattr(pair, "other_name", "")
    is_sponsor = not pair and viewer is not None and viewer.has(Ability.SPONSOR)
    sponsors = getattr(pair, "sponsors", None) if str(level) == visibility.PUBLISHED_TO_SPONSOR else None
    return visibility.sentence(
        str(level), str(name), plain_date(until), str(org or ""), is_sponsor=is_sponsor, sponsors=sponsors
    )


@register.filter
def who_edge(level: object) -> str:
    """The name of the edge drawn beside that sentence."""
    return visibility.edge(str(level or ""))


@register.filter
def who_of(field: object) -> str:
    """What the field's form says about who can see this field."""
    if not isinstance(field, BoundField):
        return ""
    return str(getattr(field.form, "who", {}).get(field.name, ""))


@register.filter
def widget_kind(field: object) -> str:
    """How a field is asked: choices, check, select, area, file, hidden or line."""
    if not isinstance(field, BoundField):
        return "line"
    return next((kind for widget, kind in KINDS if isinstance(field.field.widget, widget)), "line")


@register.simple_tag
def draw(field: BoundField, *, also: str = "", placeholder: object = "") -> SafeString:
    """The field's own input, told which sentences describe it."""
    attrs: dict[str, str | bool] = {}
    described = " ".join(part for part in (also, field.aria_describedby or "") if part)
    if described:
        attrs["aria-describedby"] = described
    if placeholder:
        attrs["placeholder"] = str(placeholder)
    return field.as_widget(attrs=attrs)


@register.filter
def rest(attrs: Any) -> SafeString:
    """What a component was given and does not know itself, each value escaped."""
    given = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else {}
    parts = []
    for name, value in given.items():
        if value is True:
            parts.append(format_html(" {}", name))
        elif value not in (False, None, ""):
            parts.append(format_html(' {}="{}"', name, value))
    return mark_safe("".join(parts))  # noqa: S308  each part is escaped above


@register.filter
def plain_date(day: object) -> str:
    """'today', 'tomorrow', 'yesterday', 'Tue 3 Nov', and the year only when it is another."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    if not isinstance(day, date):
        return str(day or "")
    today = clock.today()
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    away = (day - today).days
    if away in near:
        return near[away]
    return date_format(day, "D j M" if day.year == today.year else "D j M Y")


@register.filter
def with_since(note: str, sent: object) -> str:
    """A line's note and the day since when it stands there; after a whole sentence the day makes its own."""
    if not sent:
        return note
    since = _("since %(day)s") % {"day": plain_date(sent)}
    if note.endswith("."):
        return f"{note} {capfirst(since)}."
    return f"{note} · {since}" if note else since


@register.filter
def plain_time(moment: object) -> str:
    """'14:30' when it is today, else the day and the time: 'tomorrow, 14:30'."""
    if not isinstance(moment, datetime):
        return str(moment or "")
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    at = time_format(local.time(), "H:i")
    if local.date() == clock.today():
        return at
    return _("%(day)s, %(time)s") % {"day": plain_date(local.date()), "time": at}


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme the person chose on this device: light, dark, or nothing for the system's own."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request is not None else ""
    return chosen if chosen in ("light", "dark") else "auto"


@register.simple_tag
def door_words(state: object, until: object = "", words: object = "") -> str:
    """The partner's door as a sentence; `words` replaces the usual one."""
    return visibility.door(str(state or ""), plain_time(until), str(words or ""))


@register.simple_tag
def key_words(one: object, two: object, one_at: object = "", two_at: object = "", you: str = "") -> str:
    """Who has turned a key, said to the person looking; `you` is 'one' or 'two' when that person is a partner."""
    return visibility.keys(str(one), str(two), bool(one_at), bool(two_at), you)


@register.filter
def tidy(text: SafeString) -> SafeString:
    """A slot without the line breaks around it."""
    return mark_safe(text.strip())  # noqa: S308  a slot is already rendered


@register.filter
def nth(row: Any, index: object) -> object:
    """The cell at this place of a row, or nothing."""
    try:
        return row[int(str(index))]
    except (IndexError, TypeError, ValueError):
        return ""


@register.simple_tag
def patient_guard() -> PatientGuard:
    """The words of the question that a guarded form asks when it finds what looks like patient information."""
    return safety.load().patient_guard
