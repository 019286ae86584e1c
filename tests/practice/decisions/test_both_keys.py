"""Does nothing stand, and nothing leave, that both have not agreed to word for word?"""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.practice.decisions import queries
from colead.promises import imprints, retention
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES, TOGETHER, hidden
from tests.practice.decisions.voice import VOICE


@pytest.fixture
def together(two: Two) -> Any:
    id = steps.reveal(two.ana, two.kwame)
    two.ana.tap(id, "talked")
    return id


def test_edit_opens_both_keys_again(two: Two, together: Any) -> None:
    two.ana.save("write_integration", together, TOGETHER)
    two.ana.turn(together, "integration")
    two.kwame.save("write_integration", together, {**TOGETHER, "give_up": "Nothing we had."})
    two.kwame.turn(together, "integration")
    assert two.ana.get(together).state == "integrating"
    two.ana.turn(together, "integration")
    assert two.ana.get(together).state == "decided"


def test_key_does_not_turn_on_words_that_have_changed(two: Two, together: Any) -> None:
    two.ana.save("write_integration", together, TOGETHER)
    page = two.kwame.look("show_decision", together)
    seen = hidden("seen", page.split("/keys/integration/")[1])
    two.ana.save("write_integration", together, {**TOGETHER, "sentence": "We open them all."})
    answer: Any = two.kwame.send("turn_key", together, {"seen": seen}, paper="integration")
    assert answer.status_code == 409
    assert "The words have changed" in answer.content.decode()
    assert not queries.keys_turned(two.ana.get(together).integration, viewer_of(two.ana.person))  # type: ignore[arg-type]


def test_two_edits_at_once_lose_neither_text(two: Two, together: Any) -> None:
    two.ana.save("write_integration", together, TOGETHER)
    seen = hidden("seen", two.kwame.look("write_integration", together))
    two.ana.save("write_integration", together, {**TOGETHER, "sentence": "What Ana wrote meanwhile."})
    mine = {**TOGETHER, "sentence": "What Kwame wrote.", "seen": seen}
    answer: Any = two.kwame.send("write_integration", together, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "What Ana wrote meanwhile." in page
    assert "What Kwame wrote." in page
    two.kwame.done("write_integration", together, {**mine, "seen": hidden("seen", page)})
    assert "What Kwame wrote." in two.ana.look("show_decision", together)


def test_key_waits_for_what_the_size_asks(two: Two, together: Any) -> None:
    two.ana.save("write_integration", together, {"outcome": "integrated", "sentence": "A lounge first."})
    page = two.ana.look("show_decision", together)
    assert "What do we give up?" in page.split("still open")[1]
    assert "Turn my key" not in page
    release = two.ana.get(together).integration
    assert release is not None
    answer = two.ana.send("turn_key", together, {"seen": release.text_hash}, paper="integration")
    assert answer.status_code == 409


def test_way_to_the_sponsor_needs_both_keys_and_carries_both_views(two: Two, together: Any, helens: Any) -> None:
    saved = two.ana.save("write_integration", together, {**TOGETHER, "outcome": "to_sponsor"})
    assert saved["Location"].endswith("/brief/")
    two.ana.save("write_brief", together, {"agree_on": "Nobody is nursed in a corridor."})
    two.ana.turn(together, "brief")
    assert helens("/sponsor/").count("Open twelve") == 0
    brief = two.ana.get(together).brief
    assert brief is not None
    address = reverse("decisions:show_brief", args=[brief.pk])
    assert helens.status(address) == 404
    two.kwame.turn(together, "brief")
    page = helens(address)
    for words in (ANAS["view"], KWAMES["view"], ANAS["know"], KWAMES["hope"], "Nobody is nursed in a corridor."):
        assert words in page
    for kept in (ANAS["imagine"], KWAMES["assumption"], ANAS["card_family"], "could not live", "Firm"):
        assert kept not in page
    assert two.ana.get(together).state == "escalated_jointly"
    assert helens.status(two.ana.url("show_decision", together)) == 404


@pytest.fixture
def helens(riverside: Riverside, as_person: SignIn) -> Any:
    class Helens:
        client = as_person(riverside.helen)

        def __call__(self, address: str) -> str:
            return self.client.get(address).content.decode()

        def status(self, address: str) -> int:
            return self.client.get(address).status_code

    return Helens()


def test_views_in_a_brief_go_when_the_views_go(two: Two, together: Any, riverside: Riverside) -> None:
    two.ana.save("write_brief", together, {"agree_on": "Nobody is nursed in a corridor."})
    two.ana.turn(together, "brief")
    two.kwame.turn(together, "brief")
    clock.travel(timedelta(days=89))
    retention.sweep(on=clock.today())
    assert queries.briefs(viewer_of(riverside.helen)).exists()
    clock.travel(timedelta(days=92))
    retention.sweep(on=clock.today())
    assert not queries.briefs(viewer_of(riverside.helen)).exists()
    two.ana.sign_in_again()
    assert ANAS["view"] not in two.ana.look("show_decision", together)
    assert imprints.faults() == []


@pytest.mark.parametrize("who", ["maya", "priya", "lee", "joan", "nia", "sam"])
def test_brief_is_for_the_sponsor_alone(
    two: Two, together: Any, riverside: Riverside, as_person: SignIn, who: str
) -> None:
    two.ana.save("write_brief", together, {"agree_on": "Nobody is nursed in a corridor."})
    two.ana.turn(together, "brief")
    two.kwame.turn(together, "brief")
    brief = two.ana.get(together).brief
    assert brief is not None
    client = as_person(getattr(riverside, who))
    assert client.get(reverse("decisions:show_brief", args=[brief.pk])).status_code == 404


def test_days_of_the_rights_row_offer_the_way_up(two: Two, riverside: Riverside) -> None:
    steps.agree_on_charter(riverside)
    id = steps.reveal(two.ana, two.kwame)
    assert "The days of this row are over" not in two.ana.look("show_decision", id)
    clock.travel(timedelta(days=11))
    two.ana.sign_in_again()
    assert "The days of this row are over" in two.ana.look("show_decision", id)


def test_guideposts_come_forward_where_they_differ(two: Two, riverside: Riverside) -> None:
    steps.agree_on_charter(riverside)
    id = steps.reveal(two.ana, two.kwame)
    assert "Where you see it differently, these hold" in two.ana.look("show_decision", id)


def published(two: Two, **words: str) -> Any:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, {**VOICE, **words})
    two.ana.turn(id, "words")
    two.kwame.turn(id, "words")
    two.kwame.save("write_message", id, {"parts": ["what", "why"]})
    two.kwame.turn(id, "message")
    two.ana.turn(id, "message")
    return id


def address_of(two: Two, id: Any) -> str:
    message = two.ana.get(id).message
    assert message is not None
    return reverse("decisions:show_message", args=[message.pk])


def test_words_stay_with_the_two_until_both_publish(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE)
    two.ana.turn(id, "words")
    two.kwame.turn(id, "words")
    two.kwame.save("write_message", id, {"parts": ["why"]})
    two.kwame.turn(id, "message")
    nia = as_person(riverside.nia)
    assert nia.get(address_of(two, id)).status_code == 404
    two.ana.turn(id, "message")
    page = nia.get(address_of(two, id)).content.decode()
    assert VOICE["why"] in page
    assert VOICE["who_feels"] not in page
    assert VOICE["nurses"] not in page


def test_correction_is_a_new_version_under_both_keys(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = published(two)
    first, nia = address_of(two, id), as_person(riverside.nia)
    two.kwame.save("write_message", id, {"what": "From Tuesday, not Monday.", "why": VOICE["why"]})
    two.kwame.turn(id, "message")
    assert "From Tuesday" not in nia.get(first).content.decode()
    two.ana.turn(id, "message")
    old = nia.get(first).content.decode()
    assert "This was corrected" in old
    new = nia.get(address_of(two, id)).content.decode()
    assert "From Tuesday, not Monday." in new
    assert [line.title for line in queries.published(viewer_of(riverside.nia))] == ["From Tuesday, not Monday."]


def test_either_takes_it_out_of_view(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = published(two)
    address = address_of(two, id)
    two.kwame.tap(id, "unpublish")
    assert as_person(riverside.nia).get(address).status_code == 404
    assert queries.published(viewer_of(riverside.nia)) == []


def test_correction_that_waits_goes_with_what_is_taken_out(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = published(two)
    two.kwame.save("write_message", id, {"what": "From Tuesday.", "why": VOICE["why"]})
    two.ana.tap(id, "unpublish")
    assert two.ana.send("turn_key", id, {"seen": "x"}, paper="message").status_code == 409
    assert queries.published(viewer_of(riverside.nia)) == []


def test_first_name_alternates_from_message_to_message(two: Two, riverside: Riverside) -> None:
    names = []
    for _ in range(2):
        message = two.ana.get(published(two)).message
        assert message is not None
        names.append((message.published or {})["signed_by"])
    assert names[0] == names[1][::-1]
