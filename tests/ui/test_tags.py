"""Do the tags say days and times the way people do, and let no markup through?"""

from datetime import timedelta

import pytest
from django.template import engines

from colead.foundation import clock
from colead.rules.abilities import Ability
from colead.ui.templatetags import colead as tags


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_near_days_have_names() -> None:
    today = clock.today()
    assert tags.plain_date(today) == "today"
    assert tags.plain_date(today + timedelta(days=1)) == "tomorrow"
    assert tags.plain_date(today - timedelta(days=1)) == "yesterday"


def test_other_years_are_told() -> None:
    day = clock.today().replace(year=clock.today().year - 2, month=11, day=3)
    assert tags.plain_date(day).endswith(f"3 Nov {day.year}")


def test_a_time_today_needs_no_day() -> None:
    assert len(tags.plain_time(clock.now())) == 5
    assert tags.plain_time(clock.now() + timedelta(days=1)).startswith("tomorrow, ")


def test_day_since_when_joins_a_note_and_follows_a_sentence() -> None:
    assert tags.with_since("Waits for an answer", clock.now()) == "Waits for an answer · since today"
    assert tags.with_since("Ana Ruiz has signed.", clock.now()) == "Ana Ruiz has signed. Since today."
    assert tags.with_since("", clock.now()) == "since today"
    assert tags.with_since("Each of you writes alone.", None) == "Each of you writes alone."


def test_nothing_stays_nothing() -> None:
    assert tags.plain_date(None) == ""
    assert tags.plain_time("") == ""


def test_each_form_gets_its_own_key() -> None:
    assert tags.idempotency() != tags.idempotency()


def test_extra_attributes_are_escaped() -> None:
    drawn = render('{% cotton button :data-x="nasty" %}Go{% endcotton %}', nasty='"><script>')
    assert "<script>" not in drawn
    assert "&quot;&gt;&lt;script&gt;" in drawn


NASTY = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "component",
    [
        'line :title="n" :note="n"',
        'notice :title="n"',
        'facts :rows="rows"',
        'north_star :text="n"',
        'who level="C1" :partner="n"',
        'who level="C5" :org="n"',
        'pair_names :one="n" :two="n"',
        'table :caption="n" :head="rows.0" :rows="rows"',
        'door state="open" :name="n" :until="n"',
        'sign_key :one="n" :two="n" one_at="x"',
        'guideposts :items="rows.0"',
        'words :who="n" :label="n"',
        'card :title="n"',
        'section :title="n" :hint="n"',
        'empty :title="n" :text="n" :action="n" action_url="/"',
        'confirm :label="n" :sentence="n"',
        'details :summary="n"',
        'progress :label="n"',
        'mark :label="n"',
    ],
)
def test_what_people_wrote_is_escaped(component: str) -> None:
    drawn = render("{% cotton " + component + " %}{% endcotton %}", n=NASTY, rows=[[NASTY, NASTY]])
    assert "<img" not in drawn
    assert "&lt;img" in drawn


@pytest.mark.parametrize(
    "component",
    ["details", "words", "empty", "lines", "facts", "north_star", "guideposts", "card", "section", "line", "notice"],
)
def test_component_hands_on_what_it_does_not_know(component: str) -> None:
    assert 'data-x="1"' in render("{% cotton " + component + ' data-x="1" %}{% endcotton %}')


class Sponsor:
    def has(self, ability: Ability) -> bool:
        return ability is Ability.SPONSOR


def test_sponsor_is_not_told_of_a_sponsor_as_of_somebody_else() -> None:
    read = render('{% who_can_see "C3" %}', viewer=Sponsor())
    assert read == "The two of them and you, as their sponsor"
    assert render('{% who_can_see "C3" %}', viewer=Sponsor(), pair=object()) == "Your sponsor too"
