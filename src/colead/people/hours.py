"""Days of the week, hours of the day and the zones of the world, in words."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
HOURS = tuple((hour, f"{hour:02}:00") for hour in range(25))


@lru_cache(maxsize=1)
def zones() -> tuple[tuple[str, str], ...]:
    """Places by which a clock may go, in the order of their names; the same one under an old name is left out."""
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    return tuple((name, zone_words(name)) for name in names)


def zone_words(name: str) -> str:
    return name.replace("_", " ").replace("/", ", ")
