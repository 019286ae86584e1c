"""Changes what stands in the open of an item for somebody who may do that and reads none of its words."""

from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction

from colead.foundation.viewer import Hidden
from colead.promises.models import Space, SpaceItem
from colead.promises.space import hold_still

Item = TypeVar("Item", bound=SpaceItem)
NEVER: Final = frozenset({"id", "space", "author", "ciphertext", "key_version", "created_at"})


@transaction.atomic
def change(model: type[Item], id: UUID, *, space: Space, where: dict[str, Any], **fields: Any) -> Item:
    """The row comes without its words. One that is not as `where` has it, or lies elsewhere, is not found."""
    if NEVER & fields.keys():
        raise ValueError("whose it is, and its words, are not changed from outside")
    hold_still(space.pk)
    rows = model._door_for_keeper().select_for_update(of=("self",)).filter(pk=id, space=space, space__closed_at=None)
    item = rows.filter(**where).first()
    if item is None:
        raise Hidden
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    return item
