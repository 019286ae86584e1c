"""What a pair has settled: only together, only exactly, only for the two."""

import pytest

from colead.foundation.viewer import Hidden
from colead.partnerships import charter, charter_actions
from colead.partnerships.actions import Refused
from colead.partnerships.charter_models import RightsRow, RightState
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import Person
from colead.promises import space, two_key
from colead.rules.audiences import Audience
from colead.rules.rights import Level
from tests.cast import NORTH_STAR, Riverside
from tests.makers import viewer_of


def pair_of(person: Person, partnership: Partnership) -> Pair:
    return get_pair(viewer_of(person), partnership.pk)


def settle(pair: Pair, area: str, level: str, **words: object) -> RightsRow:
    assert pair.partner is not None
    row = charter_actions.propose_right(pair=pair, area=area, level=level, by=viewer_of(pair.me), **words)  # type: ignore[arg-type]
    return charter_actions.agree_right(pair=pair, row=row, by=viewer_of(pair.partner))


def test_right_stands_only_when_both_have_agreed(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    row = charter_actions.propose_right(pair=pair, area="huddle_design", level="N+", by=viewer_of(riverside.maya))
    assert charter.rights(viewer_of(riverside.tom), pair) == []
    with pytest.raises(Refused):
        charter_actions.agree_right(pair=pair, row=row, by=viewer_of(riverside.maya))
    charter_actions.agree_right(pair=pair, row=row, by=viewer_of(riverside.tom))
    (right,) = charter.rights(viewer_of(riverside.maya), pair)
    assert (right.level, right.label) == (Level.NURSE_ASKS, "Huddle design")


def test_both_row_without_tie_break_is_refused(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    for words in ({}, {"tie_break": "We try both"}, {"days": 4}):
        with pytest.raises(Refused):
            settle(pair, "rounding_model", "B", **words)
    settle(pair, "rounding_model", "B", tie_break="We try both", days=14)


def test_agreed_right_stands_until_its_successor_is_agreed(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    settle(pair, "equipment", "N")
    counter = charter_actions.propose_right(pair=pair, area="equipment", level="P", by=viewer_of(riverside.tom))
    assert charter.right(viewer_of(riverside.maya), pair, "equipment").level is Level.NURSE  # type: ignore[union-attr]
    charter_actions.agree_right(pair=pair, row=counter, by=viewer_of(riverside.maya))
    assert [right.level for right in charter.rights(viewer_of(riverside.tom), pair)] == [Level.PHYSICIAN]


def test_agreeing_to_a_row_that_moved_on_is_refused(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    maya, tom = viewer_of(riverside.maya), viewer_of(riverside.tom)
    seen = charter_actions.propose_right(pair=pair, area="space", level="N", by=maya)
    charter_actions.propose_right(pair=pair, area="space", level="N+", by=maya)
    with pytest.raises(Refused):
        charter_actions.agree_right(pair=pair, row=seen, by=tom)
    assert charter.rights(tom, pair) == []


def test_words_of_a_proposal_go_when_it_is_put_by(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    maya, tom = viewer_of(riverside.maya), viewer_of(riverside.tom)
    first = charter_actions.propose_right(pair=pair, area="space", level="N+", inform="plum-sparrow", by=maya)
    counter = charter_actions.propose_right(pair=pair, area="space", level="N+", inform="the night lead", by=tom)
    charter_actions.withdraw_right(pair=pair, row=counter, by=tom)
    for row in (first, counter):
        kept = RightsRow.door.fetch(maya, row.pk)
        assert kept.state == RightState.PAST
        assert set(space.read(kept, maya).values()) == {""}


def test_words_of_a_former_agreement_stay_with_the_two(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    settle(pair, "space", "N+", inform="the night lead")
    former = RightsRow.door.visible_to(viewer_of(riverside.maya)).get(area="space")
    settle(pair, "space", "N")
    assert space.read(former, viewer_of(riverside.tom))["inform"] == "the night lead"


def test_partner_of_two_dyads_does_not_carry_rights_across(riverside: Riverside) -> None:
    west = pair_of(riverside.maya, riverside.six_west)
    east = pair_of(riverside.maya, riverside.seven_east)
    row = charter_actions.propose_right(pair=west, area="space", level="N", by=viewer_of(riverside.tom))
    with pytest.raises(Hidden):
        charter_actions.agree_right(pair=east, row=row, by=viewer_of(riverside.maya))
    settle(west, "equipment", "N")
    assert charter.rights(viewer_of(riverside.maya), east) == []
    assert charter.rights(viewer_of(riverside.ana), west) == []


def test_charter_shows_the_units_line_until_the_pair_has_its_own(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    maya, tom = viewer_of(riverside.maya), viewer_of(riverside.tom)
    assert charter.charter(maya, pair) == charter.Charter(NORTH_STAR, [], is_own=False)
    text = {"north_star": "Nobody waits alone.", "guideposts": ["Say what is real.", "Ask who lives with it.", "Rest"]}
    draft = two_key.propose(space=pair.space, kind=charter.CHARTER, audience=Audience.PAIR, text=text, by=maya)
    two_key.turn(release=draft, seen=draft.text_hash, by=maya)
    assert not charter.charter(tom, pair).is_own
    two_key.turn(release=draft, seen=draft.text_hash, by=tom)
    assert charter.charter(tom, pair).guideposts == text["guideposts"]
    assert charter.charter(viewer_of(riverside.ana), pair).guideposts == []


def test_goals_wait_for_the_agreement_unless_the_sponsor_waives_it(riverside: Riverside) -> None:
    pair = pair_of(riverside.maya, riverside.six_west)
    tom = viewer_of(riverside.tom)
    assert not charter.may_publish_goals(tom, pair).is_allowed
    with pytest.raises(Hidden):
        charter_actions.waive(partnership=riverside.six_west, by=viewer_of(riverside.helen))
    charter_actions.waive(partnership=riverside.six_west, by=viewer_of(riverside.ana))
    charter_actions.waive(partnership=riverside.six_west, by=viewer_of(riverside.ana))
    go = charter.may_publish_goals(tom, pair)
    assert (go.is_allowed, go.is_waived, go.waived_by) == (True, True, "Ana Ruiz")
