"""Appreciation: one line, it belongs to the one who receives it, nothing counts it."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.practice.wins import actions, queries
from colead.practice.wins.models import Appreciation
from colead.promises import retention
from colead.promises.models import Hold
from tests.cast import Riverside
from tests.practice.conftest import Desk

LINE = "You spoke for the night nurses."


def given(by: Desk) -> Appreciation:
    return actions.appreciate(pair=by.pair, line=LINE, by=by.viewer)


def test_one_line_reaches_the_partner_and_no_mail(maya: Desk, tom: Desk) -> None:
    maya.sends("wins:list_appreciations", line=LINE)
    assert "From Maya Lind" in tom.sees("wins:list_appreciations")
    assert LINE in tom.sees("wins:list_appreciations")
    assert [line.title for line in queries.received_today(tom.viewer, tom.pair)] == [LINE]
    assert queries.received_today(maya.viewer, maya.pair) == []
    assert Notice.objects.count() == 0


def test_receiver_removes_it_for_both(maya: Desk, tom: Desk) -> None:
    item = given(maya)
    tom.sends("wins:remove_appreciation", item.pk)
    assert LINE not in maya.sees("wins:list_appreciations")
    assert not Appreciation.door.visible_to(tom.viewer).exists()


def test_giver_cannot_take_it_back(maya: Desk) -> None:
    item = given(maya)
    maya.sends("wins:remove_appreciation", item.pk, status=404)
    with pytest.raises(Hidden):
        actions.remove(appreciation=item, by=maya.viewer)


def test_removal_under_a_legal_hold_only_leaves_the_screen(
    riverside: Riverside,
    maya: Desk,
    tom: Desk,
) -> None:
    item = given(maya)
    Hold.objects.create(space=item.space, placed_by=riverside.dana, confirmed_by=riverside.sam)
    tom.sends("wins:remove_appreciation", item.pk)
    assert LINE not in tom.sees("wins:list_appreciations")
    assert Appreciation.door.visible_to(tom.viewer).get().is_removed


def test_patient_words_come_back(maya: Desk, tom: Desk) -> None:
    page = maya.sends("wins:list_appreciations", line="How you held pt Smith's hand", status=422)
    assert "This looks like patient information" in page
    assert "s hand" in page


def test_it_goes_after_a_year(maya: Desk, tom: Desk) -> None:
    given(maya)
    clock.travel(timedelta(days=366))
    assert queries.list_for(tom.viewer, tom.pair) == []
    assert retention.sweep(on=clock.today()) >= 1


def test_same_form_twice_says_it_once(maya: Desk) -> None:
    for _again in range(2):
        maya.sends("wins:list_appreciations", line=LINE, once="7a0a4f0e-93d5-4a4e-9d6f-30c24e6f1a12")
    assert len(queries.list_for(maya.viewer, maya.pair)) == 1
    assert len(queries.find(maya.viewer, maya.pair, "night NURSES")) == 1
