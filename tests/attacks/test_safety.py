"""Invariants of safety that are shortest told one by one."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.practice.wins.models import Appreciation
from colead.promises import grants, sealed, space
from colead.promises.models import Entry
from tests.attacks import masks
from tests.attacks.robot import crawl
from tests.attacks.twins import stillness
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.house.floors import ROOT
from tests.makers import viewer_of

pytestmark = pytest.mark.django_db
# Names under which software measures people. None of them may be a column, a name in a page or a word in a template.
MEASURES = re.compile(
    r"\b(score[sd]?|ratings?|streaks?|rank(ing|ed|s)?|leaderboard|last_(active|seen|login|activity)|response_times?"
    r"|engagement_score|productivity|activity_count|overdue)\b"
)


def columns() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("colead."):
            yield from (f"{model.__name__}.{field.name}" for field in model._meta.get_fields())


def names_in_pages() -> Iterator[str]:
    for path in (ROOT / "src/colead").rglob("*.py"):
        if "pages" in path.parts or path.stem in {"pages", "queries", "waiting"} or "queries" in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for name in ("id", "attr", "name", "arg"):
                    if isinstance(getattr(node, name, None), str):
                        yield f"{path.relative_to(ROOT)}: {getattr(node, name)}"


def measures(names: Iterator[str]) -> list[str]:
    return sorted({name for name in names if MEASURES.search(name.split(": ")[-1].split(".")[-1])})


def test_ps02_no_column_and_no_page_measures_a_person_or_a_pair() -> None:
    assert measures(columns()) == []
    assert measures(names_in_pages()) == []


def test_ps02_no_template_shows_a_measure() -> None:
    templates = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src/colead").rglob("*.html")}
    variables = re.compile(r"{[{%].*?[%}]}")
    found = {
        path.name: tag for path, text in templates.items() for tag in variables.findall(text) if MEASURES.search(tag)
    }
    assert found == {}


def test_ps02_the_check_sees_a_planted_measure() -> None:
    assert measures(iter(["Seat.last_active", "pages.py: response_time"])) == [
        "Seat.last_active",
        "pages.py: response_time",
    ]


def test_ps03_nothing_keeps_the_moment_of_a_sign_in() -> None:
    login = apps.get_model("people", "Login")
    assert not [field.name for field in login._meta.get_fields() if "last" in field.name or "seen" in field.name]


def opened(town: Riverside) -> tuple[Any, Any, Any]:
    ana, kwame = viewer_of(town.ana), viewer_of(town.kwame)
    round = sealed.open_round(space=town.exec.space, kind="views", participants=[town.ana, town.kwame], by=ana)
    sealed.save_draft(round=round, document={"view": "Open them"}, by=ana)
    sealed.seal(round=round, by=ana)
    return round, ana, kwame


def test_ps06_what_was_revealed_is_never_changed(riverside: Riverside) -> None:
    round, ana, kwame = opened(riverside)
    sealed.save_draft(round=round, document={"view": "Not yet"}, by=kwame)
    shown = sealed.documents(sealed.seal(round=round, by=kwame), ana)
    for change in (
        lambda: sealed.save_draft(round=round, document={"view": "I always said so"}, by=ana),
        lambda: sealed.unseal(round=round, by=ana),
        lambda: sealed.withdraw(round=round, by=kwame),
    ):
        with pytest.raises(sealed.NotOpen):
            change()
    assert sealed.documents(sealed_again(round, ana), kwame) == shown


def sealed_again(round: Any, viewer: Any) -> Any:
    return type(round).door.fetch(viewer, round.pk)


def test_ps06_what_was_withdrawn_leaves_no_trace(riverside: Riverside) -> None:
    round, ana, _ = opened(riverside)
    sealed.withdraw(round=round, by=ana)
    for entry in Entry.door._unguarded().filter(round=round):
        assert not entry.own_ciphertext
        assert not entry.private_ciphertext
        assert not entry.shared_ciphertext
        assert not entry.commitment
    assert sealed.my_document(sealed_again(round, ana), ana) == {}


def given(town: Riverside) -> tuple[Any, Any]:
    """Something that Ana alone keeps, and Joan, a coach, to whom she may show it."""
    ana = viewer_of(town.ana)
    own = space.own(town.ana)
    item = space.write(
        Appreciation, space=own, by=ana, text={"line": "For myself"}, receiver=town.ana
    )  # fmt: skip
    return item, ana


def test_ps10_a_grant_opens_one_item_and_closes_at_once(riverside: Riverside) -> None:
    item, ana = given(riverside)
    joan = viewer_of(riverside.joan)
    with pytest.raises(Hidden):
        grants.read(Appreciation, item.pk, joan)
    until = clock.today() + timedelta(days=30)
    grant = grants.offer(item=item, reader=riverside.joan, until=until, by=ana)
    assert grants.read(Appreciation, item.pk, joan)["line"] == "For myself"
    grants.revoke(grant=grant, by=ana)
    with pytest.raises(Hidden):
        grants.read(Appreciation, item.pk, joan)
    with pytest.raises(Hidden):
        grants.read(Appreciation, item.pk, viewer_of(riverside.joan))


def test_ps10_a_grant_is_needed_by_everybody_else(riverside: Riverside) -> None:
    item, _ = given(riverside)
    for person in (riverside.kwame, riverside.helen, riverside.priya, riverside.sam, riverside.dana):
        with pytest.raises(Hidden):
            grants.read(Appreciation, item.pk, viewer_of(person))
        with pytest.raises(Hidden):
            Appreciation.door.fetch(viewer_of(person), item.pk)


OPT_OUTS = {
    "daily:wish_balance": {"wish": "no"},
}


@pytest.mark.parametrize("route", OPT_OUTS)
def test_ps14_opting_out_leaves_no_mark_for_the_other(route: str, riverside: Riverside, as_person: SignIn) -> None:
    """Every page of the partner is the same before and after."""
    ana, kwame = as_person(riverside.ana), as_person(riverside.kwame)
    where = {"partnership_id": riverside.exec.pk}
    home = reverse("home:pair", kwargs=where)
    urls = sorted(url for url, status in crawl(kwame, [home], within=home, each=2).statuses.items() if status == 200)
    moment = clock.now()
    before = pages(kwame, urls, moment)
    assert ana.post(reverse(route, kwargs=where), OPT_OUTS[route]).status_code in {204, 303}
    after = pages(kwame, urls, moment)
    assert [url for url in urls if before[url] != after[url]] == []


def pages(client: Any, urls: list[str], moment: Any) -> dict[str, Any]:
    with stillness(3, moment):
        return {url: masks.answer(client.get(url)) for url in urls}


def test_ps16_no_page_of_a_partner_calls_another_host(riverside: Riverside, as_person: SignIn) -> None:
    home = reverse("home:pair", kwargs={"partnership_id": riverside.exec.pk})
    seen = crawl(as_person(riverside.ana), [home], each=2)
    assert len(seen.pages) > 10
    assert {url: page.foreign for url, page in seen.pages.items() if page.foreign} == {}


def test_ps16_no_analytics_and_no_model_is_installed() -> None:
    named = Path(ROOT / "requirements/run.txt").read_text(encoding="utf-8").lower()
    strangers = (
        "sentry",
        "openai",
        "anthropic",
        "transformers",
        "torch",
        "segment",
        "mixpanel",
        "textblob",
        "nltk",
        "spacy",
    )
    assert [name for name in strangers if re.search(rf"^{name}\b", named, re.MULTILINE)] == []
