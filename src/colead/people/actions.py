"""What a person changes about themselves: how to be reached, when not, the digest, and an end to every session.

These are one's own wishes and leave no trail; what administrators do to an account does.
"""

from uuid import UUID

from django.db import transaction

from colead.foundation.viewer import Hidden, Viewer
from colead.people import hours, queries
from colead.people.models import Digest, Login, Person, QuietBlock, new_session_mark


@transaction.atomic
def say_how_to_reach(*, words: str, by: Viewer) -> Person:
    me = locked_me(by)
    me.reach_by = words
    me.save(update_fields=["reach_by"])
    return me


@transaction.atomic
def add_quiet_blocks(*, weekday: list[int], from_hour: int, until_hour: int, by: Viewer) -> None:
    """The same hours on each of these days; said twice they are one block, and a night is two."""
    me = locked_me(by)
    for day in weekday:
        for each, since, until in hours.blocks_of(day, from_hour, until_hour):
            QuietBlock.objects.get_or_create(person=me, weekday=each, from_hour=since, until_hour=until)


@transaction.atomic
def remove_quiet_block(*, id: UUID, by: Viewer) -> None:
    """A night goes with its morning."""
    block = queries.my_quiet_block(by, id)
    for other in [block, hours.morning_after(block, queries.me(by).quiet_blocks.all())]:
        if other is not None:
            other.delete()


@transaction.atomic
def set_hour(*, hour: int, time_zone: str, by: Viewer) -> Person:
    me = locked_me(by)
    me.digest_hour, me.time_zone = hour, time_zone
    me.save(update_fields=["digest_hour", "time_zone"])
    return me


@transaction.atomic
def pause(*, is_paused: bool, by: Viewer) -> Person:
    """Whatever the answer, the question whether to pause is answered by it."""
    me = locked_me(by)
    me.digest_is_on = not is_paused
    me.save(update_fields=["digest_is_on"])
    Digest.objects.filter(person=me).update(silent_since=None, asked_on=None)
    return me


def came(person_id: UUID) -> None:
    """Somebody signed in: the weeks of silence are over, and nothing is kept of when that was."""
    Digest.objects.filter(person_id=person_id).exclude(silent_since=None).update(silent_since=None)


@transaction.atomic
def read_covenant(*, version: str, by: Viewer) -> Login:
    login = locked_login(by)
    login.covenant_read = version
    login.save(update_fields=["covenant_read"])
    return login


@transaction.atomic
def sign_out_everywhere(*, by: Viewer) -> Login:
    login = locked_login(by)
    login.session_mark = new_session_mark()
    login.save(update_fields=["session_mark"])
    return login


def locked_me(by: Viewer) -> Person:
    return Person.objects.select_for_update().get(pk=by.person_id)


def locked_login(by: Viewer) -> Login:
    login = Login.objects.select_for_update().filter(person_id=by.person_id).first()
    if login is None:
        raise Hidden
    return login
