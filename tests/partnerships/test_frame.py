"""The bar above a pair's pages."""

from datetime import timedelta

from colead.foundation import clock
from colead.partnerships import actions, queries
from tests.cast import Riverside
from tests.makers import viewer_of


def test_two_pairs_of_one_person_have_their_own_tint(riverside: Riverside) -> None:
    maya = viewer_of(riverside.maya)
    frames = [queries.frame(queries.get_pair(maya, dyad.pk)) for dyad in (riverside.six_west, riverside.seven_east)]
    assert {frame.other_name for frame in frames} == {"Dr Tom Becker", "Dr Ines Vogel"}
    assert frames[0].tint != frames[1].tint


def test_nobody_is_always_named_first(riverside: Riverside) -> None:
    ana = viewer_of(riverside.ana)
    pair = queries.get_pair(ana, riverside.exec.pk)
    first = queries.frame(pair).name_one
    clock.travel(timedelta(days=1))
    assert queries.frame(pair).name_one != first


def test_frame_of_a_half_filled_pair_names_no_partner(riverside: Riverside) -> None:
    ana = viewer_of(riverside.ana)
    pair = queries.get_pair(ana, riverside.exec.pk)
    alone = queries.Pair(pair.partnership, pair.space, pair.me, None, pair.my_side)
    actions.end_seat(partnership=riverside.exec, side="physician", by=viewer_of(riverside.priya))
    frame = queries.frame(alone)
    assert (frame.mark, frame.other_name) == ("one", "")
