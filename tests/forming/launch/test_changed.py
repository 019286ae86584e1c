"""Every text with two keys: who agreed first is told at home and on the page when the other then changes it."""

from dataclasses import dataclass

import pytest

from colead.forming.launch import first_page, look, queries
from colead.forming.launch.models import SignedBefore
from colead.foundation.models import Notice
from tests.forming.launch.conftest import Desk, hidden_value
from tests.forming.launch.test_agreement import TEXT
from tests.forming.launch.test_papers import LINES, ROLES


@dataclass(frozen=True)
class TwoKeyText:
    """How one of them is written and signed: its pages, its fields, the field that the other changes."""

    kind: str
    page: str
    write: str
    text: dict[str, str]
    changed: str

    def lay(self, desk: Desk, **changes: str) -> None:
        seen = queries.draft_of(desk.viewer, desk.pair, self.kind)
        desk.taken(self.write, **{**self.text, **changes}, on_screen=seen.text_hash if seen else "")

    def sign(self, desk: Desk) -> None:
        if self.kind == "agreement":
            desk.confirms_who()
            desk.taken("sign_agreement", on_screen=hidden_value(desk.sees("sign_agreement")))
        else:
            draft = queries.draft_of(desk.viewer, desk.pair, self.kind)
            desk.taken("turn", self.kind, on_screen=draft.text_hash if draft else "")

    def waiting(self, desk: Desk) -> str:
        title = str(first_page.PAPER_TITLES[self.kind])
        lines = first_page.waiting_for(desk.viewer, desk.pair)
        return next((line.note for line in lines if line.title == title), "")


TEXTS = [
    TwoKeyText("charter", "charter", "edit_charter", LINES, "guidepost_2"),
    TwoKeyText("roles", "roles", "edit_roles", ROLES, "physician_partnering"),
    TwoKeyText("agreement", "agreement", "edit_agreement", TEXT, "time"),
    TwoKeyText("broken_glass", "sponsor_meeting", "broken_glass", {"kept": "Two before us stopped speaking."}, "kept"),
]
every_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.kind)


def test_every_text_with_two_keys_is_asked_about_here() -> None:
    assert {text.kind for text in TEXTS} == set(look.PAPERS)


@every_text
def test_first_signer_is_told_at_home_and_on_the_page_until_she_signs_again(
    maya: Desk, tom: Desk, text: TwoKeyText
) -> None:
    text.lay(maya)
    text.sign(maya)
    assert text.waiting(maya) == ""
    assert "no longer stands" not in maya.sees(text.page)
    text.lay(tom, **{text.changed: "Mondays at noon."})
    assert text.waiting(maya).startswith("Dr Tom Becker changed")
    assert "Dr Tom Becker changed" in maya.client.get(f"/partnerships/{maya.partnership.pk}/").content.decode()
    page = maya.sees(text.page)
    assert "no longer stands" in page
    assert text.text[text.changed] in page
    assert "Mondays at noon." in page
    assert text.waiting(tom) == ""
    assert "no longer stands" not in tom.sees(text.page)
    text.sign(maya)
    assert text.waiting(maya) == ""
    assert "no longer stands" not in maya.sees(text.page)
    assert not SignedBefore.door.visible_to(maya.viewer).exists()


@every_text
def test_tap_at_home_lands_where_the_key_is(maya: Desk, tom: Desk, text: TwoKeyText) -> None:
    text.lay(maya)
    text.sign(maya)
    title = str(first_page.PAPER_TITLES[text.kind])
    url = next(line.url for line in first_page.waiting_for(tom.viewer, tom.pair) if line.title == title)
    address, _hash, place = url.partition("#")
    page = tom.client.get(address).content.decode()
    assert ("Show that it is me" if text.kind == "agreement" else "Turn my key") in page.split(f'id="{place}"')[-1]
    assert not place or f'id="{place}"' in page


@every_text
def test_it_is_still_said_when_the_other_has_signed_the_new_words(maya: Desk, tom: Desk, text: TwoKeyText) -> None:
    text.lay(maya)
    text.sign(maya)
    text.lay(tom, **{text.changed: "Mondays at noon."})
    text.sign(tom)
    assert text.waiting(maya).startswith("Dr Tom Becker changed")
    text.sign(maya)
    assert queries.in_force(maya.viewer, maya.pair, text.kind) is not None
    assert text.waiting(maya) == ""


@every_text
def test_first_signer_has_one_line_without_content_by_mail(maya: Desk, tom: Desk, text: TwoKeyText) -> None:
    text.lay(maya)
    text.sign(maya)
    text.lay(tom, **{text.changed: "Mondays at noon."})
    lines = Notice.objects.filter(key__startswith="key ").values_list("person_id", "sentence")
    assert set(lines) == {(maya.person.pk, "signature_waits")}


@every_text
def test_own_change_and_a_draft_laid_aside_are_told_to_nobody(maya: Desk, tom: Desk, text: TwoKeyText) -> None:
    text.lay(maya)
    text.sign(maya)
    text.lay(maya, **{text.changed: "Mondays at noon."})
    assert text.waiting(maya) == text.waiting(tom) == ""
    text.sign(maya)
    text.lay(tom)
    tom.taken(*(["drop_agreement"] if text.kind == "agreement" else ["drop", text.kind]))
    text.lay(tom)
    assert text.waiting(maya) == ""
    assert "no longer stands" not in maya.sees(text.page)


def test_roles_for_other_readers_are_told_too_and_what_was_signed_goes_along(maya: Desk, tom: Desk) -> None:
    roles = TEXTS[1]
    roles.lay(maya)
    roles.sign(maya)
    roles.lay(tom, shared="One budget")
    roles.lay(tom, shared="One budget", audience="programme")
    assert roles.waiting(maya).startswith("Dr Tom Becker changed")
    page = maya.sees("roles")
    assert "Dr Tom Becker changed &quot;What both answer for together&quot;" in page
    assert roles.text["shared"] in page


def test_other_readers_alone_take_the_key_back_and_it_is_said(maya: Desk, tom: Desk) -> None:
    roles = TEXTS[1]
    roles.lay(maya)
    roles.sign(maya)
    roles.lay(tom, audience="programme")
    assert roles.waiting(maya).startswith("Dr Tom Becker changed")
    assert "changed the words or who reads them" in maya.sees("roles")
