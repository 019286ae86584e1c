"""Each person's first page leads where that person can go, and shows what is theirs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from colead.content import model as model_content
from colead.foundation import clock
from colead.home import queries
from colead.home.pages import OPEN_SHOWN, WAITING_SHOWN, ModelPage, PairHome
from colead.partnerships.queries import get_pair
from colead.practice.daily import queries as daily
from colead.practice.daily.actions import briefs, coffees, debriefs, run_its
from colead.promises import sealed, space
from tests.cast import Riverside
from tests.makers import viewer_of

UNITS = ("6 West", "7 East")
LINE = "Can the float nurse stay until seven on the east side?"

HARD = "I shouted at the new registrar before everyone."
HOME_QUERIES = 26


def home_of(client: Client, partnership: Any) -> str:
    return client.get(reverse("home:pair", args=[partnership.pk])).content.decode()


def ask(person: Any, partnership: Any, line: str = LINE) -> None:
    viewer = viewer_of(person)
    run_its.ask(pair=get_pair(viewer, partnership.pk), kind="gut_check", line=line, by=viewer)


@pytest.mark.parametrize(
    ("who", "route"),
    [
        ("helen", "home:sponsor"),
        ("priya", "partnerships:list"),
        ("sam", "accounts:list_people"),
        ("dana", "site_trail:trail"),
        ("nia", "home:published"),
    ],
)
def test_front_leads_each_person_to_their_own_page(riverside: Riverside, as_person: Any, who: str, route: str) -> None:
    answer = as_person(getattr(riverside, who)).get("/")
    assert answer.headers["Location"] == reverse(route)


def test_front_leads_a_partner_home_or_to_a_choice(riverside: Riverside, as_person: Any) -> None:
    answer = as_person(riverside.tom).get("/")
    assert answer.headers["Location"] == reverse("home:pair", args=[riverside.six_west.pk])
    chosen = as_person(riverside.maya).get("/").content.decode()
    assert "6 West" in chosen
    assert "7 East" in chosen


def test_choice_says_at_which_of_two_dyads_something_waits_and_nothing_of_it(
    riverside: Riverside, as_person: Any
) -> None:
    def waits() -> dict[str, str]:
        page = as_person(riverside.maya).get("/").content.decode()
        parts = re.findall(r'<li class="choose-pair.*?</li>', page, re.DOTALL)
        plain = [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]
        return {unit: next(part for part in plain if unit in part).partition(unit)[2].strip() for unit in UNITS}

    before = waits()
    ask(riverside.tom, riverside.six_west, LINE)
    ask(riverside.tom, riverside.six_west, f"{LINE} again")
    after = waits()
    assert after["7 East"] == before["7 East"]
    assert after["6 West"] != before["6 West"]
    assert re.fullmatch(r"\d+ things wait for you", after["6 West"])
    assert LINE not in as_person(riverside.maya).get("/").content.decode()


def test_front_asks_a_stranger_to_sign_in(db: None) -> None:
    assert Client().get("/").headers["Location"] == reverse("account_login")


def test_home_shows_at_most_five_lines_and_answers_in_place(riverside: Riverside, as_person: Any) -> None:
    for number in range(WAITING_SHOWN + 2):
        ask(riverside.maya, riverside.six_west, f"{LINE} {number}")
    client = as_person(riverside.tom)
    home = reverse("home:pair", args=[riverside.six_west.pk])
    page = client.get(home).content.decode()
    waiting = page.split("Between us")[0]
    assert len(re.findall(re.escape(LINE), waiting)) == WAITING_SHOWN
    assert 'value="good"' in waiting
    assert '<a href="?all">3 more wait behind these</a>' in waiting
    everything = client.get(home, {"all": ""}).content.decode().split("Between us")[0]
    assert len(re.findall(re.escape(LINE), everything)) == WAITING_SHOWN + 2
    assert "more wait behind" not in everything


def test_home_shows_few_open_lines_and_says_where_the_rest_is(riverside: Riverside, as_person: Any) -> None:
    for number in range(OPEN_SHOWN + 2):
        ask(riverside.maya, riverside.six_west, f"{LINE} {number}")
    page = home_of(as_person(riverside.maya), riverside.six_west)
    assert page.count(LINE) == OPEN_SHOWN
    assert "More is open" in page


def test_home_says_who_waits_for_whom_and_since_when(riverside: Riverside, as_person: Any) -> None:
    ask(riverside.maya, riverside.six_west)
    clock.travel(timedelta(days=1))
    for person in (riverside.maya, riverside.tom):
        assert "since yesterday" in home_of(as_person(person), riverside.six_west)
    assert "Waits for an answer from Dr Tom Becker" in home_of(as_person(riverside.maya), riverside.six_west)


def test_what_the_two_wrote_looks_like_writing_and_nothing_else_does(riverside: Riverside, as_person: Any) -> None:
    ask(riverside.maya, riverside.six_west)
    maya = viewer_of(riverside.maya)
    coffees.invite(pair=get_pair(maya, riverside.six_west.pk), by=maya)
    client = as_person(riverside.maya)
    between = client.get(f"/partnerships/{riverside.six_west.pk}/between/").content.decode()
    for page in (home_of(client, riverside.six_west), between):
        written = {"written" in line.split(">")[0]: line for line in page.split('<li class="line')[1:]}
        assert LINE in written[True]
        assert "Coffee: waits" in written[False]


def test_who_asks_from_home_stays_at_home(riverside: Riverside, as_person: Any) -> None:
    client, home = as_person(riverside.maya), f"/partnerships/{riverside.six_west.pk}/"
    form = client.get(home).content.decode().split(f'action="{home}run-its/new/"')[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.split("<textarea")[0]))
    answer = client.post(f"{home}run-its/new/", {**sent, "kind": "gut_check", "line": LINE})
    assert (answer.status_code, answer["Location"]) == (303, home)


def test_home_begins_with_who_is_in_trouble_and_ends_with_coffee(riverside: Riverside) -> None:
    maya, tom = viewer_of(riverside.maya), viewer_of(riverside.tom)
    pair = get_pair(maya, riverside.six_west.pk)
    coffees.invite(pair=pair, by=maya)
    for kind in ("fyi", "they_asked_me", "need_you_today"):
        run_its.ask(pair=pair, kind=kind, line=kind, by=maya)
    role = {"meeting": "Beds", "position": "Both stay open", "can": "", "cannot": "", "bring_back": ""}
    briefs.share(pair=pair, text=role, speaker=riverside.tom, by=maya)
    told = {"kind": "hard_day", "need": "listen", "line": HARD, "my_part": "", "keep": "", "change": ""}
    debriefs.share(pair=pair, text=told, by=maya)
    page = PairHome(tom, get_pair(tom, riverside.six_west.pk))
    said = [line.words or line.kind for line in page.waiting]
    assert said == [HARD, "need_you_today", "they_asked_me", "Both stay open", "fyi"]
    waits = queries.first_page(tom, get_pair(tom, riverside.six_west.pk)).waiting
    assert max(waits, key=lambda line: line.place).kind == "coffee"
    assert page.n_later == len(waits) - WAITING_SHOWN


@pytest.mark.parametrize(("days", "words"), [(1, "<dd>1 day</dd>"), ("2", "<dd>2 days</dd>")])
def test_agreed_row_says_one_day_as_people_do(days: object, words: str) -> None:
    rows = [("Beds", "Both", "", days, "")]
    assert words in render_to_string("launch/rights_folded.html", {"rows": rows})


def test_my_door_opens_from_home_with_one_tap(riverside: Riverside, as_person: Any) -> None:
    home = reverse("home:pair", args=[riverside.six_west.pk])
    client = as_person(riverside.tom)
    page = client.get(home).content.decode()
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Open my door" in part)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    sent = client.post(reverse("daily:set_door", args=[riverside.six_west.pk]), fields)
    assert (sent.status_code, sent.headers["Location"]) == (303, home)
    after = client.get(home).content.decode()
    assert re.search(r"My door: open until (tomorrow,? )?\d", after)
    assert "Open my door" not in after
    assert re.search(
        r"Tom Becker: Door open until (tomorrow,? )?\d", home_of(as_person(riverside.maya), riverside.six_west)
    )


def test_ask_sends_a_gut_check_at_once(riverside: Riverside, as_person: Any) -> None:
    """The form of the field, sent without a kind that was tapped, is taken; a tapped kind wins."""
    client, tom = as_person(riverside.maya), viewer_of(riverside.tom)
    forms = re.findall(r"<form.*?</form>", home_of(client, riverside.six_west), re.DOTALL)
    form = next(form for form in forms if "run-its/new/" in form)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    address = reverse("daily:ask_run_it", args=[riverside.six_west.pk])
    for tapped in ([], ["fyi"]):
        kinds = [value for name, value in hidden if name == "kind"] + tapped
        sent = client.post(address, {"line": LINE, "kind": kinds})
        assert sent.status_code == 303
    asked = daily.run_its_of(tom, get_pair(tom, riverside.six_west.pk)).order_by("created_at")
    assert [space.read(row, tom)["kind"] for row in asked] == ["gut_check", "fyi"]


def test_home_keeps_the_words_of_a_hard_day_folded(riverside: Riverside, as_person: Any) -> None:
    maya = viewer_of(riverside.maya)
    told = {"kind": "tough", "need": "listen", "line": HARD, "my_part": "", "keep": "", "change": ""}
    debriefs.share(pair=get_pair(maya, riverside.six_west.pk), text=told, by=maya)
    for person in (riverside.maya, riverside.tom):
        page = home_of(as_person(person), riverside.six_west)
        before = page.split(HARD)[0]
        assert before.count("<details") == before.count("</details") + 1
        assert page.count(HARD) == 1


def test_home_costs_the_same_however_much_lies_there(
    riverside: Riverside, as_person: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_person(riverside.tom)
    for number in range(12):
        ask(riverside.maya, riverside.six_west, f"{LINE} {number}")
    home_of(client, riverside.six_west)
    with django_assert_max_num_queries(HOME_QUERIES):
        home_of(client, riverside.six_west)


def test_find_stays_within_one_of_two_dyads(riverside: Riverside, as_person: Any) -> None:
    ask(riverside.maya, riverside.six_west)
    client = as_person(riverside.maya)
    here = client.post(reverse("home:find", args=[riverside.six_west.pk]), {"phrase": "float NURSE"})
    there = client.post(reverse("home:find", args=[riverside.seven_east.pk]), {"phrase": "float nurse"})
    assert LINE in here.content.decode()
    assert LINE not in there.content.decode()
    assert "Nothing found." in there.content.decode()


def test_find_does_not_open_what_is_sealed(riverside: Riverside, as_person: Any) -> None:
    ana = viewer_of(riverside.ana)
    both = [riverside.ana, riverside.kwame]
    round = sealed.open_round(space=riverside.exec.space, kind="views", participants=both, by=ana)
    sealed.save_draft(round=round, document={"view": LINE}, by=ana)
    for person in both:
        page = as_person(person).post(reverse("home:find", args=[riverside.exec.pk]), {"phrase": "float nurse"})
        assert LINE not in page.content.decode()


def test_own_trail_shows_own_acts_and_not_the_partners(riverside: Riverside, as_person: Any) -> None:
    ask(riverside.maya, riverside.six_west)
    address = reverse("home:own_trail", args=[riverside.six_west.pk])
    assert "You asked your partner." in as_person(riverside.maya).get(address).content.decode()
    assert "Nothing yet." in as_person(riverside.tom).get(address).content.decode()


def test_sponsor_sees_the_pairs_and_nothing_of_what_they_write(riverside: Riverside, as_person: Any) -> None:
    ask(riverside.ana, riverside.exec)
    page = as_person(riverside.helen).get(reverse("home:sponsor")).content.decode()
    assert "Ana Ruiz and Dr Kwame Osei" in page
    assert LINE not in page
    assert "6 West" not in page


def test_model_page_leads_from_every_key_to_a_practice(riverside: Riverside, as_person: Any) -> None:
    page = ModelPage(viewer_of(riverside.tom))
    cards = [card for domain in page.domains for card in domain.keys]
    assert (len(page.domains), len(cards)) == (6, 31)
    assert all(card.practices for card in cards)
    links = {link.url for card in cards for link in card.practices if link.url}
    client = as_person(riverside.tom)
    assert links
    assert {client.get(url).status_code for url in links} <= {200, 405}
    shown = client.get(reverse("home:model")).content.decode()
    assert all(key.label.replace("'", "&#x27;") in shown for key in model_content.load().keys)


def test_model_is_open_to_everyone(db: None) -> None:
    assert Client().get(reverse("home:model")).status_code == 200
