"""Both keys on the same words: what is asked, who reads it, what an edit does, how a seat is asked for with one tap."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships.models import Sponsorship
from colead.people.models import Person
from colead.programme.supports.models import Request
from colead.promises.models import TrailEntry
from tests.cast import Riverside
from tests.makers import confirm_sponsors
from tests.partnerships.test_sponsors import name_sponsor
from tests.practice.conftest import Desk
from tests.practice.goals.test_budgets import required
from tests.programme.supports.conftest import SEAT, Asking, Sponsor


def table(desk: Desk, mode: str = "physician", name: str = "Board quality committee") -> str:
    """Adds a table to the seat map; where its 'Ask for this seat' leads."""
    desk.sends("meetings:list_seats", name=name, mode=mode, level="board")
    found = re.search(r'href="([^"]+\?table=[^"]+)"', desk.sees("meetings:list_seats"))
    return found[1] if found else ""


def test_sponsor_reads_it_once_both_keys_have_turned_and_not_before(asking: Asking, helen: Sponsor) -> None:
    id = asking.ask()
    assert SEAT not in helen.first_page()
    helen.look(id, status=404)
    asking.turn(id)
    assert SEAT in helen.waits()
    page = helen.look(id)
    assert "A seat" in page
    assert "Ana Ruiz" in page
    assert "Dr Kwame Osei" in page


def test_asking_needs_a_tap_and_a_line(asking: Asking) -> None:
    assert required(asking.ana.sees("supports:write_request"), 'name="text"') == {"kind", "text"}
    page = asking.ana.sends("supports:write_request", kind="seat", text="", status=422)
    assert "Ask your sponsor" in page


def test_who_writes_has_turned_and_the_other_is_told_at_home(asking: Asking) -> None:
    id = asking.ask()
    assert "To your sponsor: Ana Ruiz has agreed. It waits for you" in asking.home(asking.kwame)
    assert "It waits for you" not in asking.home(asking.ana)
    asking.turn(id, back="yes", desk=asking.ana)
    assert "It waits for you" not in asking.home(asking.kwame)


@pytest.mark.parametrize("who", ["ana", "kwame"])
def test_edit_by_either_opens_both_keys_again(asking: Asking, helen: Sponsor, who: str) -> None:
    id = asking.ask()
    asking.edit(id, getattr(asking, who), "Please open a seat for Ana at the board.")
    helen.look(id, status=404)
    other = asking.kwame if who == "ana" else asking.ana
    asking.turn(id, other)
    assert "Please open a seat for Ana at the board." in helen.look(id)


def test_other_kind_opens_the_keys_too(asking: Asking, helen: Sponsor) -> None:
    id = asking.ask()
    asking.edit(id, asking.kwame, SEAT, kind="time")
    helen.look(id, status=404)
    asking.turn(id, asking.ana)
    assert "Time" in helen.look(id)


def test_saving_the_same_words_turns_the_second_key(asking: Asking, helen: Sponsor) -> None:
    id = asking.ask()
    asking.edit(id, asking.kwame, SEAT)
    assert SEAT in helen.look(id)


def test_key_turns_only_on_the_words_on_the_screen(asking: Asking, helen: Sponsor) -> None:
    id = asking.ask()
    seen = asking.get(id).text_hash
    asking.edit(id, asking.ana, "Another wish.")
    assert "The words have changed" in asking.turn(id, seen=seen, status=409)
    assert "Another wish of mine" in asking.edit(id, asking.kwame, "Another wish of mine", seen=seen, status=409)
    helen.look(id, status=404)


def test_what_is_out_is_not_edited(asking: Asking) -> None:
    id = asking.sent()
    assert "This has moved on" in asking.edit(id, asking.ana, "Something else", status=409)
    assert asking.ana.client.get(asking.ana.url("supports:edit_request", id)).status_code == 409


def test_key_turned_twice_sends_it_once(asking: Asking) -> None:
    id = asking.sent()
    asking.turn(id)
    assert Request.objects.filter(release=id).count() == 1
    assert Notice.objects.filter(sentence="sponsor_waiting").count() == 1


def test_either_lets_a_draft_go(asking: Asking, helen: Sponsor) -> None:
    id = asking.ask()
    asking.kwame.sends("supports:take_back", id, draft="yes")
    assert SEAT not in asking.ana.sees("supports:list_requests")
    assert helen.waits().count("Nothing waits for you") == 1
    asking.ana.sends("supports:take_back", id, draft="yes", status=404)


def test_either_takes_back_what_was_asked(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    asking.kwame.sends("supports:take_back", id)
    helen.look(id, status=404)
    assert SEAT not in helen.first_page()
    assert "Taken back" in asking.ana.sees("supports:list_requests")
    assert not Notice.objects.filter(sentence="sponsor_waiting", sent_at=None).exists()
    asking.ana.sends("supports:take_back", id, status=409)


def test_pair_is_told_where_the_key_turns_what_the_office_will_see(asking: Asking) -> None:
    told = "If Helen Park has not answered after 14 days, the programme office sees that a request to Helen Park waits"
    assert told in asking.ana.sees("supports:write_request")
    asking.ask()
    assert told in asking.kwame.sees("supports:list_requests")


def test_one_tap_on_the_seat_map_begins_with_the_table(asking: Asking) -> None:
    page = asking.ana.client.get(table(asking.ana)).content.decode()
    assert SEAT in page
    assert re.search(r'value="seat"[^>]*checked', page)


def test_seat_for_both_and_for_the_physician_are_worded_for_them(asking: Asking) -> None:
    page = asking.ana.client.get(table(asking.ana, "none", "Capital committee")).content.decode()
    assert "Please open a seat for the two of us: Capital committee." in page
    url = table(asking.kwame, "nurse", "Nursing council")
    other = [url for url in re.findall(r'href="([^"]+\?table=[^"]+)"', asking.ana.sees("meetings:list_seats"))]
    assert url in other
    pages = [asking.ana.client.get(one).content.decode() for one in other]
    assert any("Please open a seat for Dr Kwame Osei beside Ana Ruiz: Nursing council." in one for one in pages)


def test_no_seat_is_asked_for_where_both_sit(asking: Asking) -> None:
    assert table(asking.ana, "both") == ""


def test_table_of_another_pair_begins_nothing(asking: Asking, riverside: Riverside) -> None:
    maya = Desk(riverside.maya, riverside.six_west)
    id = table(maya).partition("=")[2]
    for given in (id, str(uuid4()), "no-table"):
        answer = asking.ana.client.get(asking.ana.url("supports:write_request") + f"?table={given}")
        assert answer.status_code == 404


def test_request_of_another_pair_is_not_there(asking: Asking, riverside: Riverside) -> None:
    id = asking.sent()
    for desk in (Desk(riverside.maya, riverside.six_west), Desk(riverside.tom, riverside.six_west)):
        assert SEAT not in desk.sees("supports:list_requests")
        desk.sends("supports:settle", id, verb="arrive", status=404)
        desk.sends("supports:take_back", id, status=404)
        assert desk.client.get(desk.url("supports:edit_request", id)).status_code == 404
        assert desk.client.get(desk.url("supports:write_request") + f"?again={id}").status_code == 404


def test_second_dyad_of_the_same_person_shows_nothing_of_the_first(riverside: Riverside) -> None:
    west, east = Desk(riverside.maya, riverside.six_west), Desk(riverside.maya, riverside.seven_east)
    west.sends("supports:write_request", kind="time", text="Two hours a week in one calendar")
    assert "Two hours a week" in west.sees("supports:list_requests")
    assert "Two hours a week" not in east.sees("supports:list_requests")
    assert "Two hours a week" not in east.sees("home:pair")


def test_before_a_sponsor_is_confirmed_the_words_are_kept_and_no_key_turns(
    asking: Asking, riverside: Riverside
) -> None:
    Sponsorship.objects.filter(partnership=riverside.exec).update(confirmed_in=None, confirmed_at=None)
    id = asking.ask()
    page = asking.ana.sees("supports:list_requests")
    assert SEAT in page
    assert "Nobody reads it yet" in page
    assert "Turn my key" not in page
    assert "who your sponsor is" in asking.turn(id, status=409)
    confirm_sponsors(riverside.exec, riverside.kwame)
    asking.turn(id, asking.ana)
    asking.turn(id)
    assert asking.state(id) == "asked"


def test_unconfirmed_sponsor_reads_nothing(asking: Asking, riverside: Riverside) -> None:
    name_sponsor(riverside, riverside.nia)
    id = asking.sent()
    Sponsor(riverside.nia).look(id, status=404)
    assert SEAT not in Sponsor(riverside.nia).first_page()
    assert not Notice.objects.filter(person_id=riverside.nia.pk, sentence="sponsor_waiting").exists()


def test_sponsor_confirmed_between_two_keys_reads_nothing_of_it(asking: Asking, riverside: Riverside) -> None:
    """Ana's key turned for the reader who stood on her screen."""
    id = asking.ask()
    clock.travel(timedelta(minutes=1))
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    asking.turn(id)
    Sponsor(riverside.helen).look(id)
    Sponsor(riverside.nia).look(id, status=404)
    assert "Helen Park reads it." in asking.ana.sees("supports:list_requests")
    assert not Notice.objects.filter(person_id=riverside.nia.pk, sentence="sponsor_waiting").exists()


def replace(riverside: Riverside, old: Person, new: Person) -> None:
    name_sponsor(riverside, new)
    Sponsorship.objects.filter(partnership=riverside.exec, person=old).update(ended_on=clock.today())
    confirm_sponsors(riverside.exec, riverside.kwame)


def test_replaced_sponsor_leaves_the_request_unread_and_the_two_ask_anew(
    asking: Asking, riverside: Riverside, helen: Sponsor
) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=1))
    replace(riverside, riverside.helen, riverside.nia)
    assert "Helen Park" not in asking.kwame.sees("supports:list_requests").split("With your sponsor")[1]
    page = asking.ana.sees("supports:list_requests")
    assert "Nobody reads this any more" in page
    Sponsor(riverside.nia).look(id, status=404)
    helen.look(id, status=404)
    again = re.search(r'href="([^"]+\?again=[^"]+)"', page)
    assert again
    assert SEAT in asking.ana.client.get(again[1]).content.decode()


def test_patient_words_are_stopped(asking: Asking) -> None:
    page = asking.ana.sends("supports:write_request", kind="data", text="Look at MRN 0044512 please", status=422)
    assert "It looks like" in page


def test_words_beyond_the_line_are_kept_on_the_screen(asking: Asking) -> None:
    long = "x" * 281
    assert long in asking.ana.sends("supports:write_request", kind="data", text=long, status=422)


def test_trail_says_who_and_what_verb_and_no_word(asking: Asking) -> None:
    id = asking.sent()
    asking.kwame.sends("supports:take_back", id)
    entries = TrailEntry.objects.filter(chain=str(asking.ana.pair.space.pk))
    assert "took_request_back" in set(entries.values_list("verb", flat=True))
    assert "quality" not in str(list(entries.values_list("facts", flat=True)))
    assert "You took a request to your sponsor back." in asking.kwame.sees("home:own_trail")


def test_seat_line_says_chair(asking: Asking) -> None:
    asking.ana.sends("meetings:list_seats", name="Capacity meeting", mode="both", level="board", chair="In turn")
    page = asking.ana.sees("meetings:list_seats")
    assert "chair: In turn" in page
    assert "chaired by" not in page
