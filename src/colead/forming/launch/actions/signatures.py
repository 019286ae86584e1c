"""What one had signed before the other changed it: kept so that the signer can see what changed, gone once signed."""

from typing import Any

from colead.forming.launch.models import SignedBefore
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.promises import holds, space
from colead.promises.models import Release
from colead.rules import retention


def keep_what_was_signed(laid: Release, signer: Person, signed: dict[str, Any], by: Viewer) -> None:
    until = retention.retain_until(retention.Kind.LAUNCH_NOTE, clock.today())
    space.write(
        SignedBefore, space=laid.space, by=by, text={"signed": signed}, retain_until=until, signer=signer, draft=laid
    )


def move_what_was_signed(pair: Pair, draft: Release, laid: Release, by: Viewer) -> None:
    """A draft for other readers takes the place of this one; what was signed of it is told there."""
    for row in SignedBefore.door.visible_to(by).filter(space=pair.space, draft=draft).select_related("space"):
        space.rewrite(row, by=by, text={}, draft=laid)


def let_go_of_what_was_signed(pair: Pair, draft: Release, by: Viewer) -> None:
    """Under a legal hold it stays, and nobody is shown it."""
    rows = SignedBefore.door.visible_to(by).filter(space=pair.space, draft=draft, signer=by.person_id)
    if not holds.without_held(rows).delete()[0]:
        rows.update(retain_until=clock.today())
