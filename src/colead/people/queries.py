"""What the room hands out: the person who is looking, with that person's own wishes."""

from uuid import UUID

from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Login, Person, QuietBlock


def me(viewer: Viewer) -> Person:
    return Person.objects.prefetch_related("quiet_blocks").get(pk=viewer.person_id)


def my_login(viewer: Viewer) -> Login:
    login = Login.objects.filter(person_id=viewer.person_id).first()
    if login is None:
        raise Hidden
    return login


def my_quiet_block(viewer: Viewer, id: UUID) -> QuietBlock:
    block = QuietBlock.objects.filter(person_id=viewer.person_id, pk=id).first()
    if block is None:
        raise Hidden
    return block
