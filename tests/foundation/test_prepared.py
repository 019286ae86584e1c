"""A prepared question answers as a plain one does, for each viewer and at each moment, and remembers no answer."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from colead.access.viewer import Nobody, SignedInViewer
from colead.foundation import clock
from colead.foundation.prepared import CannotBePrepared, Prepared
from colead.foundation.viewer import Viewer
from colead.partnerships.models import Partnership
from colead.practice.daily.models import RunIt
from colead.practice.daily.queries import items
from colead.promises import space
from colead.rules.abilities import Ability
from tests.cast import Riverside
from tests.makers import viewer_of

pytestmark = pytest.mark.usefixtures("no_statement_is_kept")


def ask(viewer: Viewer, space_id: UUID, today: date | None = None) -> list[RunIt]:
    return items.run_its_in(viewer, space=space_id, today=today or clock.today(), since=date(1900, 1, 1))


def write(riverside: Riverside, **fields: Any) -> RunIt:
    by = viewer_of(riverside.ana)
    return space.write(RunIt, space=riverside.exec.space, by=by, text={"line": "Beds"}, state="asked", **fields)


def test_only_who_belongs_to_the_space_sees_its_rows_whoever_asked_first(riverside: Riverside) -> None:
    item, pair_space = write(riverside), riverside.exec.space_id
    assert ask(viewer_of(riverside.helen), pair_space) == []
    assert ask(viewer_of(riverside.ana), pair_space) == [item]
    assert ask(viewer_of(riverside.kwame), pair_space) == [item]
    assert ask(viewer_of(riverside.helen), pair_space) == []


def test_who_was_let_out_sees_nothing_from_then_on_in_the_same_transaction(riverside: Riverside) -> None:
    item, ana = write(riverside), viewer_of(riverside.ana)
    assert ask(ana, riverside.exec.space_id) == [item]
    space.let_out(space=riverside.exec.space, person=riverside.ana, by=None)
    assert ask(ana, riverside.exec.space_id) == []


def test_a_held_viewer_and_nobody_see_nothing(riverside: Riverside) -> None:
    item = write(riverside)
    held = SignedInViewer(riverside.ana, held_until=clock.now() + timedelta(hours=1))
    assert ask(held, riverside.exec.space_id) == []
    assert ask(viewer_of(riverside.ana), riverside.exec.space_id) == [item]
    assert ask(held, riverside.exec.space_id) == ask(Nobody(), riverside.exec.space_id) == []


def test_the_values_are_those_of_this_time(riverside: Riverside) -> None:
    last_day = clock.today() + timedelta(days=3)
    item, ana = write(riverside, retain_until=last_day), viewer_of(riverside.ana)
    assert ask(ana, riverside.exec.space_id, last_day) == [item]
    assert ask(ana, riverside.exec.space_id, last_day + timedelta(days=1)) == []
    assert ask(ana, riverside.exec.space_id, last_day) == [item]


def test_two_equal_values_keep_their_own_places(riverside: Riverside) -> None:
    day, ana = clock.today(), viewer_of(riverside.ana)
    settled = write(riverside, moved_on=day - timedelta(days=2), retain_until=day)
    RunIt._door_for_keeper().filter(pk=settled.pk).update(state="talked")
    on = {"space": riverside.exec.space_id}
    assert items.run_its_in(ana, **on, today=day, since=day) == []
    assert items.run_its_in(ana, **on, today=day, since=day - timedelta(days=9)) == [settled]


def test_what_depends_on_roles_is_not_prepared(riverside: Riverside) -> None:
    @Prepared
    def known_to(viewer: Viewer) -> QuerySet[Partnership]:
        return viewer.sees(Partnership.objects.all(), Ability.SEE_PARTNERSHIP)

    with pytest.raises(CannotBePrepared):
        known_to(viewer_of(riverside.ana))


def test_a_value_that_the_statement_would_forget_is_refused(riverside: Riverside) -> None:
    @Prepared
    def begun(viewer: Viewer, on: date) -> QuerySet[Partnership]:
        return viewer.sees(Partnership.objects.filter(is_temporary=on > date(1900, 1, 1)), Ability.LEAD)

    with pytest.raises(CannotBePrepared):
        begun(viewer_of(riverside.ana), on=clock.today())
