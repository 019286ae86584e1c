"""What a person takes along: all of their own words, none of anybody else's, and only by their own hand."""

import io
import json
import random
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations.exports import archive, queries
from colead.operations.exports.kinds import KINDS, NOT_TAKEN
from colead.operations.exports.pages import Book, as_text
from colead.partnerships import queries as partnerships
from colead.people.models import Login
from colead.practice.daily.actions import briefs, debriefs, run_its
from colead.practice.wins import actions as wins
from colead.promises import retention, space, trail, two_key
from colead.promises.models import Space
from colead.rules.audiences import Audience
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.people.conftest import confirm
from tests.practice.decisions.steps import ANAS, GUIDEPOSTS, KWAMES, TOGETHER, Screen, agree_on_charter, decide

pytestmark = pytest.mark.django_db
PAGE, FILE = "/you/take-away/", "/you/take-away/file/"


def bytes_of(client: Client) -> bytes:
    confirm(client)
    sent = client.post(PAGE)
    assert (sent.status_code, sent.headers["Location"]) == (303, FILE)
    answer: Any = client.get(FILE)
    assert answer.headers["Content-Type"] == "application/zip"
    return b"".join(answer.streaming_content)


def opened(client: Client) -> tuple[dict[str, Any], str]:
    with zipfile.ZipFile(io.BytesIO(bytes_of(client))) as file:
        assert file.testzip() is None
        assert sorted(file.namelist()) == ["my-words.html", "my-words.json", "style.css"]
        return json.loads(file.read("my-words.json")), file.read("my-words.html").decode()


def all_of(words: dict[str, Any]) -> str:
    return json.dumps(words["chapters"], ensure_ascii=False)


@pytest.fixture
def lived(riverside: Riverside, as_person: SignIn) -> Riverside:
    """Ana and Kwame have led for a while: a question and its answer, a debrief, thanks, a decision, a draft."""
    agree_on_charter(riverside)
    for person, word in ((riverside.ana, "ana"), (riverside.kwame, "kwame")):
        by = viewer_of(person)
        pair = partnerships.get_pair(by, riverside.exec.pk)
        asked = run_its.ask(pair=pair, kind="gut_check", line=f"asked by {word}", by=by)
        other = viewer_of(pair.partner)
        run_its.answer(run_it=asked, answer="lets_talk", line=f"answer to {word}", by=other)
        debriefs.keep_draft(pair=pair, text={"line": f"draft of {word}"}, by=by)
        wins.appreciate(pair=pair, line=f"thanks from {word}", by=by)
        brief = briefs.share(pair=pair, text={"position": f"position of {word}"}, speaker=person, by=by)
        briefs.edit(
            brief=brief, text={"position": f"position of {word}, changed"}, seen=space.stamp_of(brief), by=other
        )
    one, two = (Screen(as_person(person), person, riverside.exec) for person in (riverside.ana, riverside.kwame))
    decide(one, two, guideposts=GUIDEPOSTS[:2])
    return riverside


def test_own_words_are_all_there(lived: Riverside, as_person: SignIn) -> None:
    words, page = opened(as_person(lived.ana))
    said = all_of(words)
    mine = ("asked by ana", "answer to kwame", "draft of ana", "thanks from ana", "thanks from kwame")
    assert [part for part in mine if part not in said or part not in page] == []
    for part in ANAS.values():
        assert part in said
    assert TOGETHER["sentence"] in said
    assert "A discharge lounge from seven" in page
    assert words["about"]["name"] == "Ana Ruiz"


def test_nothing_that_the_partner_wrote_is_there(lived: Riverside, as_person: SignIn) -> None:
    words, page = opened(as_person(lived.ana))
    theirs = ["asked by kwame", "answer to ana", "draft of kwame", *KWAMES.values()]
    theirs = [part for part in theirs if part not in ANAS.values()]
    assert [part for part in theirs if part in all_of(words) or part in page] == []


def test_words_that_the_partner_wrote_over_are_left_to_both(lived: Riverside, as_person: SignIn) -> None:
    words, _page = opened(as_person(lived.ana))
    assert "position of" not in all_of(words)


def test_page_that_is_not_sealed_yet_is_its_authors_alone(riverside: Riverside, as_person: SignIn) -> None:
    one, two = (Screen(as_person(person), person, riverside.exec) for person in (riverside.ana, riverside.kwame))
    id = one.frame()
    two.agree(id)
    one.done("write_view", id, {**ANAS, "then": "keep"})
    two.seal(id, KWAMES)
    mine, _page = opened(one.client)
    theirs, _page = opened(two.client)
    assert ANAS["view"] in all_of(mine)
    assert KWAMES["view"] not in all_of(mine)
    assert KWAMES["view"] in all_of(theirs)
    assert ANAS["view"] not in all_of(theirs)


def test_person_in_two_dyads_takes_both_and_a_sponsor_takes_none(lived: Riverside, as_person: SignIn) -> None:
    maya = viewer_of(lived.maya)
    for dyad in (lived.six_west, lived.seven_east):
        run_its.ask(pair=partnerships.get_pair(maya, dyad.pk), kind="gut_check", line=f"in {dyad.name}", by=maya)
    words, _page = opened(as_person(lived.maya))
    assert "in 6 West" in all_of(words)
    assert "in 7 East" in all_of(words)
    for stranger in (lived.helen, lived.tom, lived.priya, lived.sam):
        words, _page = opened(as_person(stranger))
        assert [chapter["taken"] for chapter in words["chapters"]] == [[], [], [], []]


def test_open_session_is_not_enough(lived: Riverside, as_person: SignIn) -> None:
    client = as_person(lived.ana)
    assert "It is me" in client.get(PAGE).content.decode()
    assert client.post(PAGE).headers["Location"].startswith("/account/reauthenticate/")
    assert client.get(FILE).status_code == 303


def test_file_is_handed_over_once_for_each_asking(lived: Riverside, as_person: SignIn) -> None:
    client = as_person(lived.ana)
    bytes_of(client)
    again = client.get(FILE)
    assert (again.status_code, again.headers["Location"]) == (303, PAGE)


def test_six_who_ask_at_once_with_one_session_get_one_file(lived: Riverside, as_person: SignIn) -> None:
    """Each of them read the session before any of them had written it."""
    client = as_person(lived.ana)
    confirm(client)
    client.post(PAGE)
    session = client.session
    words = dict(session.items())
    got = []
    for _turn in range(6):
        session.update(words)
        session.save()
        got.append(client.get(FILE).headers["Content-Type"])
    assert got.count("application/zip") == 1
    assert got[0] == "application/zip"


def test_asking_for_the_head_of_the_file_uses_nothing_up(lived: Riverside, as_person: SignIn) -> None:
    client = as_person(lived.ana)
    confirm(client)
    client.post(PAGE)
    assert client.head(FILE).status_code == 405
    assert client.get(FILE).headers["Content-Type"] == "application/zip"


def test_person_whose_sign_in_was_reset_takes_nothing(lived: Riverside, as_person: SignIn) -> None:
    client = as_person(lived.ana)
    confirm(client)
    Login.objects.filter(person=lived.ana).update(held_until=clock.now() + timedelta(hours=72))
    assert [client.get(PAGE).status_code, client.post(PAGE).status_code] == [302, 302]
    assert client.get(FILE).headers["Location"] == "/held/"


def test_only_the_fact_is_noted_and_only_in_ones_own_chain(lived: Riverside, as_person: SignIn) -> None:
    viewer = viewer_of(lived.ana)
    n_site, n_notices = trail.of_site(viewer_of(lived.dana)).count(), Notice.objects.count()
    n_pair = trail.of_space(lived.exec.space, viewer).count()
    bytes_of(as_person(lived.ana))
    own = Space.objects.get(owner=lived.ana)
    (entry,) = trail.of_space(own, viewer).filter(verb="took_words_along")
    assert entry.facts == {}
    assert trail.of_site(viewer_of(lived.dana)).count() == n_site
    assert trail.of_space(lived.exec.space, viewer).count() == n_pair
    assert Notice.objects.count() == n_notices


def test_nothing_touches_a_disk(lived: Riverside, as_person: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a file was opened")

    client = as_person(lived.ana)
    client.get(PAGE)
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert bytes_of(client)


def test_what_was_removed_or_has_reached_its_day_stays_gone(lived: Riverside, as_person: SignIn) -> None:
    ana = viewer_of(lived.ana)
    clock.travel(timedelta(days=500))
    said = json.dumps([[one.words for one in chapter.taken] for chapter in queries.chapters(ana)])
    assert "asked by ana" not in said
    assert "thanks from kwame" not in said
    assert TOGETHER["sentence"] in said


def test_hostile_words_do_nothing_in_the_page(riverside: Riverside) -> None:
    ana = viewer_of(riverside.ana)
    pair = partnerships.get_pair(ana, riverside.exec.pk)
    run_its.ask(pair=pair, kind="gut_check", line="<script>alert(1)</script>", by=ana)
    page = Book(ana).as_page()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_large_book_comes_in_pieces() -> None:
    words = random.Random(1).randbytes(300_000).hex()
    pieces = [piece for piece in archive.stream([("a.txt", words), ("b.txt", "b")]) if piece]
    assert len(pieces) > 3
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as file:
        assert file.read("a.txt").decode() == words


def test_every_private_kind_is_decided_on() -> None:
    """A new kind: say whose each of its words are, or why it is not taken."""
    ours = {kind for kind in retention.kinds() if kind.__module__.startswith("colead.")}
    assert ours == set(KINDS) | NOT_TAKEN
    assert not set(KINDS) & NOT_TAKEN


def test_nested_words_are_readable() -> None:
    assert as_text({"first_step": ["one", {"by": "Ana"}], "empty": ""}) == "First step: one\nBy: Ana"
    assert reverse("exports:take_away") == PAGE


def test_joint_brief_and_drafts_on_their_way_out_stay(riverside: Riverside) -> None:
    """A joint brief holds the partner's view; a draft is of both until both keys have turned."""
    ana, kwame = viewer_of(riverside.ana), viewer_of(riverside.kwame)
    for kind, audience in (("joint_brief", Audience.SPONSOR), ("roles", Audience.SPONSOR), ("notes", Audience.PAIR)):
        text = {"words": f"words of {kind}"}
        out = two_key.propose(space=riverside.exec.space, kind=kind, audience=audience, text=text, by=ana)
        for viewer in (ana, kwame):
            two_key.turn(release=out, seen=out.text_hash, by=viewer)
    text = {"words": "words of a draft"}
    two_key.propose(space=riverside.exec.space, kind="roles", audience=Audience.SPONSOR, text=text, by=ana)
    (taken,) = queries.chapters(ana)[-1].taken
    assert taken.words == {"words": "words of roles"}
