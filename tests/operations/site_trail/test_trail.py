"""The privacy officer reads the installation's trail in plain sentences; nobody else, and nothing of a pair."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.foundation.viewer import Hidden
from colead.operations.accounts import actions, invitation_actions
from colead.operations.accounts.invitation_actions import Guest
from colead.operations.site_trail.pages import SENTENCES, TrailPage
from colead.promises import sealed, trail
from colead.rules.roles import Role
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of


def sentences(riverside: Riverside) -> list[str]:
    return [row.sentence for row in TrailPage.build(viewer_of(riverside.dana), number=1).rows]


def test_trail_says_who_did_what_to_whom(riverside: Riverside) -> None:
    proposal = actions.propose_role(person=riverside.nia, role=Role.COACH, by=viewer_of(riverside.sam))
    actions.confirm_role(id=proposal.pk, by=viewer_of(riverside.alex))
    invitation_actions.invite(guest=Guest("Eva Stone", "eva@riverside.example"), by=viewer_of(riverside.priya))
    assert sentences(riverside)[:3] == [
        "Priya Shah invited Eva Stone.",
        "Alex Moor confirmed Nia Grant as Coach.",
        "Sam Field proposed Nia Grant as Coach.",
    ]


def test_trail_of_the_installation_holds_nothing_of_a_pair(riverside: Riverside) -> None:
    before = sentences(riverside)
    sealed.open_round(
        space=riverside.six_west.space, kind="views", participants=[riverside.maya], by=viewer_of(riverside.maya)
    )
    assert sentences(riverside) == before


@pytest.mark.parametrize("name", ["maya", "ana", "priya", "sam", "lee"])
def test_trail_does_not_exist_for_anybody_else(riverside: Riverside, as_person: SignIn, name: str) -> None:
    person = getattr(riverside, name)
    assert as_person(person).get("/trail/").status_code == 404
    with pytest.raises(Hidden):
        TrailPage.build(viewer_of(person), number=1)


def test_trail_turns_its_pages(riverside: Riverside, as_person: SignIn) -> None:
    for _entry in range(60):
        trail.record(verb="closed_account", subject=riverside.maya.login, by=viewer_of(riverside.sam))
    dana = as_person(riverside.dana)
    first, second = (dana.get("/trail/", {"page": number}).content.decode() for number in (1, 2))
    assert "Older" in first
    assert "Newer" in second
    assert dana.get("/trail/", {"page": "x"}).status_code == 200


def test_page_costs_the_same_for_few_and_for_many(riverside: Riverside) -> None:
    viewer = viewer_of(riverside.dana)
    assert viewer.abilities
    with CaptureQueriesContext(
        connection,
    ) as few:
        TrailPage.build(viewer, number=1)
    for person in (riverside.maya, riverside.tom, riverside.ana, riverside.ines):
        trail.record(
            verb="opened_account", subject=person.login, by=viewer_of(person), facts={"person": str(person.pk)}
        )
    with CaptureQueriesContext(connection) as many:
        TrailPage.build(viewer, number=1)
    assert len(few) == len(many)


def test_unknown_verb_is_still_told_plainly(riverside: Riverside) -> None:
    trail.record(verb="polished_bell", subject=riverside.maya.login, by=viewer_of(riverside.sam))
    assert sentences(riverside)[0] == "Sam Field: polished bell (login)."


@pytest.mark.parametrize("verb", SENTENCES)
def test_every_sentence_can_be_filled(verb: str) -> None:
    assert str(SENTENCES[verb]).format(who="A", person="B", role="C").endswith(".")
