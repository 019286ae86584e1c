"""Private text goes on its day, and no site may keep it longer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import retention
from colead.rules.retention import KEEPING, From, Kind

PRIVATE = sorted(kind for kind, keeping in KEEPING.items() if keeping.is_private and keeping.days is not None)


def test_every_kind_is_kept_for_a_stated_time():
    assert set(KEEPING) == set(Kind)
    for keeping in KEEPING.values():
        assert (keeping.days is None) == (keeping.counted_from is From.NEVER)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("run_it", 30),
        ("run_it_kept", 365),
        ("debrief", 90),
        ("partner_meeting", 180),
        ("sealed_view", 90),
        ("conflict_agreement", 90),
        ("mirror", 180),
        ("conduct_pointer", 30),
        ("agreement", None),
        ("decision", None),
        ("evidence", None),
    ],
)
def test_days_as_promised(kind, days):
    assert retention.days_for(kind) == days


@given(st.sampled_from(PRIVATE), st.none() | st.integers(-10, 5000))
def test_no_site_keeps_private_text_longer(kind, site_days):
    kept = retention.days_for(kind, site_days=site_days)
    assert 1 <= kept <= KEEPING[kind].days


@given(st.sampled_from(PRIVATE), st.integers(-10, 5000))
def test_site_may_set_exactly_what_is_shorter_or_equal(kind, site_days):
    assert retention.may_set(kind, site_days) == (1 <= site_days <= KEEPING[kind].days)


@given(st.sampled_from(list(Kind)), st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.none() | st.integers(1, 900))
def test_last_day_lies_after_the_first_or_never_comes(kind, on, site_days):
    last = retention.retain_until(kind, on, site_days=site_days)
    assert last is None or last > on
    assert (last is None) == (KEEPING[kind].days is None)


def test_views_count_from_the_decision_not_from_the_writing():
    assert KEEPING[Kind.SEALED_VIEW].counted_from is From.DECIDED
    assert retention.retain_until("sealed_view", date(2026, 1, 1)) == date(2026, 1, 1) + timedelta(days=90)


def test_site_may_not_put_a_day_on_what_is_permanent():
    assert retention.days_for("agreement", site_days=30) is None
    assert not retention.may_set("agreement", 30)


def test_giver_of_a_mirror_keeps_it_a_fortnight():
    assert retention.days_for("mirror_for_giver") == 14
