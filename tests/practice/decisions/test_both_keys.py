"""Does nothing stand, and nothing leave, that both have not agreed to word for word?"""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.practice.decisions import queries
from colead.practice.decisions.actions import papers
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


def test_no_guidepost_named_holds_no_key_back(two: Two, riverside: Riverside) -> None:
    steps.agree_on_charter(riverside)
    assert two.ana.get(steps.decide(two.ana, two.kwame)).state == "decided"


def test_guideposts_come_forward_where_they_differ(two: Two, riverside: Riverside) -> None:
    steps.agree_on_charter(riverside)
    id = steps.reveal(two.ana, two.kwame)
    assert "Where you see it differently, these hold" in two.ana.look("show_decision", id)


PARTS = ["what", "why"]


def publish(two: Two, id: Any, words: dict[str, Any]) -> None:
    two.kwame.save("write_words", id, words)
    for screen in (two.kwame, two.ana):
        screen.turn(id, "words")


def published(two: Two) -> Any:
    id = steps.decide(two.ana, two.kwame)
    publish(two, id, VOICE | {"parts": PARTS})
    return id


def address_of(two: Two, id: Any) -> str:
    message = two.ana.get(id).words
    assert message is not None
    return reverse("decisions:show_message", args=[message.pk])


def titles(riverside: Riverside) -> list[str]:
    return [line.title for line in queries.published(viewer_of(riverside.nia))]


def test_one_round_of_keys_makes_the_words_and_sends_the_parts(
    two: Two, riverside: Riverside, as_person: SignIn
) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE | {"parts": ["why"]})
    two.kwame.turn(id, "words")
    nia = as_person(riverside.nia)
    assert nia.get(address_of(two, id)).status_code == 404
    two.ana.turn(id, "words")
    page = nia.get(address_of(two, id)).content.decode()
    for words in (VOICE["what"], VOICE["why"]):
        assert words in page
    for words in (VOICE["who_feels"], VOICE["nurses"], VOICE["answer_1"]):
        assert words not in page
        assert words in two.kwame.look("show_decision", id).replace("&#x27;", "'")
    assert two.ana.get(id).state == "announced"


def test_words_without_a_choice_stay_with_the_two(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = steps.decide(two.ana, two.kwame)
    publish(two, id, VOICE)
    assert two.ana.get(id).state == "announced"
    assert as_person(riverside.nia).get(address_of(two, id)).status_code == 404
    assert titles(riverside) == []


def test_choosing_other_parts_opens_both_keys_again(two: Two, riverside: Riverside) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE)
    two.ana.turn(id, "words")
    two.kwame.save("write_words", id, VOICE | {"parts": ["what"]})
    two.kwame.turn(id, "words")
    assert titles(riverside) == []
    two.ana.save("write_words", id, VOICE | {"parts": ["what", "nurses"]})
    two.ana.turn(id, "words")
    assert titles(riverside) == []
    two.kwame.turn(id, "words")
    assert titles(riverside) == [VOICE["what"]]


def test_how_people_may_feel_never_goes_out_whatever_is_sent(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    draft = {"text": dict(VOICE), "parts": ["what", "who_feels", "who_goes"], "seen": "", "name": "words"}
    papers.keep(pair=two.ana.pair, id=id, by=viewer_of(two.ana.person), **draft)
    for screen in (two.ana, two.kwame):
        screen.turn(id, "words")
    message = two.ana.get(id).words
    assert message is not None
    assert set(message.published or {}) == {"what"}


def test_words_of_the_two_can_go_out_later_and_are_no_correction_then(
    two: Two, riverside: Riverside, as_person: SignIn
) -> None:
    id = steps.decide(two.ana, two.kwame)
    publish(two, id, VOICE)
    publish(two, id, VOICE | {"parts": PARTS})
    page = as_person(riverside.nia).get(address_of(two, id)).content.decode()
    assert VOICE["why"] in page
    assert "corrected" not in page


def test_correction_is_a_new_version_under_both_keys(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = published(two)
    first, nia = address_of(two, id), as_person(riverside.nia)
    two.kwame.save("write_words", id, {"what": "From Tuesday, not Monday.", "why": VOICE["why"], "parts": PARTS})
    two.kwame.turn(id, "words")
    assert "From Tuesday" not in nia.get(first).content.decode()
    two.ana.turn(id, "words")
    old = nia.get(first).content.decode()
    assert "This was corrected" in old
    assert VOICE["why"] not in old
    assert VOICE["what"] not in old
    new = nia.get(address_of(two, id)).content.decode()
    assert "From Tuesday, not Monday." in new
    assert "corrected" in new
    assert titles(riverside) == ["From Tuesday, not Monday."]


def test_what_is_out_cannot_be_corrected_into_silence(two: Two, riverside: Riverside) -> None:
    id = published(two)
    seen = hidden("seen", two.kwame.look("write_words", id))
    assert two.kwame.send("write_words", id, VOICE | {"seen": seen}).status_code == 422
    assert titles(riverside) == [VOICE["what"]]


def test_correction_that_is_dropped_leaves_what_is_out(two: Two, riverside: Riverside) -> None:
    id = published(two)
    two.kwame.save("write_words", id, {"what": "From Tuesday.", "why": VOICE["why"], "parts": PARTS})
    two.ana.tap(id, "leave-words")
    assert two.ana.get(id).state == "announced"
    assert titles(riverside) == [VOICE["what"]]


def test_words_are_announced_though_the_two_looked_back_in_between(two: Two, riverside: Riverside) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE | {"parts": PARTS})
    two.ana.turn(id, "words")
    day = (clock.today() + timedelta(days=30)).isoformat()
    two.kwame.done("look_back", id, {"value": "too_early", "next_on": day})
    two.kwame.turn(id, "words")
    assert two.ana.get(id).state == "announced"
    assert titles(riverside) == [VOICE["what"]]


def test_either_takes_it_out_of_view(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    id = published(two)
    address = address_of(two, id)
    two.kwame.tap(id, "unpublish")
    assert as_person(riverside.nia).get(address).status_code == 404
    assert titles(riverside) == []


def test_correction_that_waits_goes_with_what_is_taken_out(two: Two, riverside: Riverside) -> None:
    id = published(two)
    two.kwame.save("write_words", id, {"what": "From Tuesday.", "why": VOICE["why"], "parts": PARTS})
    two.ana.tap(id, "unpublish")
    assert two.ana.send("turn_key", id, {"seen": "x"}, paper="words").status_code == 409
    assert titles(riverside) == []


def test_words_for_two_alone_cannot_be_taken_out_of_a_view_they_never_were_in(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    publish(two, id, VOICE)
    assert two.ana.send("tap_decision", id, tap="unpublish").status_code == 409


def test_published_list_names_the_day(two: Two, riverside: Riverside) -> None:
    published(two)
    assert queries.published(viewer_of(riverside.nia))[0].note.startswith("today, ")


def test_first_name_alternates_from_message_to_message(two: Two) -> None:
    names = []
    for _ in range(2):
        message = two.ana.get(published(two)).words
        assert message is not None
        names.append((message.published or {})["signed_by"])
    assert names[0] == names[1][::-1]
