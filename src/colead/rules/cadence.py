"""When a reminder may reach a person: never at a weekend, never in a quiet block, one digest a day at their hour."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

# (weekday with Monday as 0, from hour, until hour); an end at or before its start runs into the next day.
QuietBlock = tuple[int, int, int]

FRIDAY = 4
DAYS_AHEAD = 14
DAYS_BACK = 4
DIGEST_WINDOW = timedelta(hours=2)
SILENT_WEEKS_BEFORE_ASKING = 3


class Say(StrEnum):
    """What the digest of a day says; each word but the last is a sentence of the fixed list."""

    USUAL = "digest"
    ASK = "digest_pause"
    NOTHING = ""


def is_weekend(moment: datetime | date) -> bool:
    return moment.weekday() > FRIDAY


def quiet_hours_of(day: date, blocks: Iterable[QuietBlock]) -> list[tuple[int, int]]:
    """The quiet stretches that lie in this day, in hours from its midnight, in order and joined where they touch."""
    stretches = sorted(stretch for block in blocks for stretch in _parts_in(day.weekday(), block))
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def is_quiet(moment: datetime, blocks: Iterable[QuietBlock]) -> bool:
    hour = moment.hour + moment.minute / 60 + moment.second / 3600
    return any(start <= hour < end for start, end in quiet_hours_of(moment.date(), blocks))


def may_remind(moment: datetime, blocks: Iterable[QuietBlock]) -> bool:
    return not is_weekend(moment) and not is_quiet(moment, blocks)


def next_allowed(moment: datetime, quiet_blocks: Iterable[QuietBlock], digest_hour: int) -> datetime | None:
    """The first moment from now on for this person's digest: at their hour, or when that day's quiet block ends.

    `moment` is in the person's own time. None when two weeks ahead hold no such moment.
    """
    blocks = list(quiet_blocks)
    for ahead in range(DAYS_AHEAD + 1):
        day = moment.date() + timedelta(days=ahead)
        found = None if is_weekend(day) else _hour_on(day, blocks, digest_hour)
        if found is None:
            continue
        at = moment.replace(year=day.year, month=day.month, day=day.day, hour=found, minute=0, second=0, microsecond=0)
        if at >= moment:
            return at
    return None


def digest_is_due(
    now: datetime, quiet_blocks: Iterable[QuietBlock], digest_hour: int, *, last_sent_on: date | None
) -> bool:
    """Whether the one digest of this day may go now; an hour missed by far is not made up for at night."""
    blocks = list(quiet_blocks)
    if last_sent_on is not None and last_sent_on >= now.date():
        return False
    begins_at = next_allowed(now.replace(hour=0, minute=0, second=0, microsecond=0), blocks, digest_hour)
    return begins_at is not None and begins_at <= now < begins_at + DIGEST_WINDOW and may_remind(now, blocks)


def may_push(kind: str, *, door_is_off: bool) -> bool:
    """Only 'need you today', from partner to partner, may cross a quiet block; and 'off' stops even that."""
    return kind == "need_you_today" and not door_is_off


def silent_weeks(since: date | None, today: date) -> int:
    """In which week of silence a person is: counted from the first digest after which that person has not come."""
    return 0 if since is None else (today - since).days // 7 + 1


def what_to_say(weeks: int, *, has_asked: bool) -> Say:
    """'Pause this?' is asked once, in the third silent week; after that it is quiet until the person comes."""
    if weeks < SILENT_WEEKS_BEFORE_ASKING:
        return Say.USUAL
    return Say.NOTHING if has_asked else Say.ASK


def last_before(day: date, blocks: Iterable[QuietBlock], digest_hour: int) -> datetime | None:
    """The last digest that comes before that day; none when the days before it hold no such moment."""
    known = list(blocks)
    for back in range(1, DAYS_BACK + 1):
        morning = datetime.combine(day - timedelta(days=back), time.min)
        found = next_allowed(morning, known, digest_hour)
        if found is not None and found.date() == morning.date():
            return found
    return None


def _parts_in(weekday: int, block: QuietBlock) -> Iterator[tuple[int, int]]:
    day, start, end = block
    if end > start:
        if day == weekday:
            yield start, end
        return
    if day == weekday:
        yield start, 24
    if (day + 1) % 7 == weekday and end > 0:
        yield 0, end


def _hour_on(day: date, blocks: list[QuietBlock], digest_hour: int) -> int | None:
    for start, end in quiet_hours_of(day, blocks):
        if start <= digest_hour < end:
            return end if end < 24 else None
    return digest_hour
