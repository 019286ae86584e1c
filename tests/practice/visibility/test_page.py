"""The page of two: from what they signed, with both keys, true or said not to be."""

from datetime import timedelta

from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions
from colead.people.models import Person
from colead.practice.visibility import jobs, queries
from colead.practice.visibility.models import StalePage
from colead.promises.models.trails import TrailEntry
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.visibility.conftest import Seen, settle


def public(riverside: Riverside, as_person: SignIn, person: Person | None = None, status: int = 200) -> str:
    answer = as_person(person or riverside.nia).get(reverse("home:dyad_page", args=[riverside.six_west.pk]))
    assert answer.status_code == status
    return str(answer.content.decode())


def test_page_waits_for_the_agreement(early: Seen) -> None:
    assert "Your agreement comes first" in early.maya.sees("visibility:our_page")
    assert "To our agreement" in early.maya.sends("visibility:our_page", status=409)
    assert queries.draft_of(early.maya.viewer, early.maya.pair) is None


def test_page_begins_with_what_they_signed(seen: Seen) -> None:
    seen.begin()
    page = seen.tom.sees("visibility:our_page")
    for words in (
        "Some words of ours.",
        "Daily staffing",
        "Maya Lind decides",
        "Both of us decide",
        "Ask either of us",
    ):
        assert words in page, words
    assert "after asking Maya Lind" in page
    assert "Whoever is there, and tells the other" in page
    assert "Ask Ana" not in page  # a tie-break stays between the two


def test_nobody_else_reads_it_before_both_keys(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.begin()
    seen.turns(seen.maya)
    for person in (riverside.nia, riverside.ana, riverside.priya, riverside.ines):
        public(riverside, as_person, person, status=404)
    seen.turns(seen.tom)
    assert "Some words of ours." in public(riverside, as_person)


def test_any_edit_voids_both_keys(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.begin()
    seen.turns(seen.maya)
    before = seen.draft().text_hash
    seen.write(seen.tom, welcome="We lead 6 West, nights too.")
    assert queries.keys_turned(seen.draft(), seen.tom.viewer) == {}
    assert "have changed" in seen.tom.sends("visibility:turn_page_key", seen=before, status=409)
    seen.turns(seen.tom)
    public(riverside, as_person, status=404)


def test_words_of_the_other_are_not_written_over_unseen(seen: Seen) -> None:
    seen.begin()
    stale = seen.draft().text_hash
    seen.write(seen.tom, welcome="Tom's words for both.")
    kept = seen.write(seen.maya, status=409, seen=stale, welcome="Maya wrote meanwhile.")
    assert "Maya wrote meanwhile." in kept
    assert "Tom&#x27;s words for both." in seen.maya.sees("visibility:our_page")


def test_page_shows_only_chosen_areas(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release(areas=["huddle_design"])
    page = public(riverside, as_person)
    assert "uddle" in page
    assert "Physician schedule" not in page


def test_key_does_not_turn_on_a_page_that_is_no_longer_so(seen: Seen) -> None:
    seen.begin()
    Person.objects.filter(pk=seen.tom.person.pk).update(title="Medical director, 6 and 7 West")
    assert "no longer so" in seen.turns(seen.maya, status=409)
    seen.write(seen.maya)
    seen.turns(seen.maya)
    seen.turns(seen.tom)
    out = seen.out()
    assert out is not None
    assert "6 and 7 West" in str(out.published)


def test_right_settled_anew_is_said_before_the_key(seen: Seen) -> None:
    seen.release(areas=["huddle_design", "physician_schedule"])
    settle(seen.tom, seen.maya, {"physician_schedule": "P"})
    page = seen.maya.sees("visibility:our_page")
    assert "You have settled anew who decides" in page
    assert "chedule" in page.split("You have settled anew who decides")[1][:200]


def test_both_are_told_once_of_a_page_that_says_what_was(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    jobs.remind(on=clock.today())
    assert not Notice.objects.filter(key__startswith="page ").exists()
    Person.objects.filter(pk=seen.maya.person.pk).update(title="Director of nursing, 6 West")
    for _day in range(3):
        jobs.remind(on=clock.today())
    told = Notice.objects.filter(key__startswith="page ")
    assert {notice.person_id for notice in told} == {seen.maya.person.pk, seen.tom.person.pk}
    assert {notice.sentence for notice in told} == {"partnership_changed"}
    told.delete()  # sent and cleared away after a month
    jobs.remind(on=clock.today())
    assert not Notice.objects.filter(key__startswith="page ").exists()
    assert "bringing it up to date" in public(riverside, as_person)
    for desk in (seen.maya, seen.tom):
        assert "Something on it is no longer so" in desk.sees("home:pair")


def test_stale_page_is_released_again(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    Person.objects.filter(pk=seen.maya.person.pk).update(title="Director of nursing, 6 West")
    jobs.remind(on=clock.today())
    seen.release(welcome="Anew.")
    page = public(riverside, as_person)
    assert "Director of nursing, 6 West" in page
    assert "bringing it up to date" not in page
    assert not StalePage.objects.exists()
    assert "no longer so" not in seen.maya.sees("home:pair")


def after_a_year(seen: Seen, days: int = 366) -> None:
    seen.release(welcome="One plan, by day and by night.", areas=["huddle_design"])
    clock.travel(timedelta(days=days))


def test_page_of_a_year_is_asked_about_and_holds_again_with_both_keys(seen: Seen, riverside: Riverside) -> None:
    after_a_year(seen)
    before = seen.out()
    for desk in (seen.maya, seen.tom):
        assert "You agreed to it a year ago. Is it still so?" in desk.sees("home:pair")
        assert "Is it still so?" in desk.sees("visibility:our_page")
    assert before is not None
    seen.maya.sends("visibility:say_still_so", seen=before.text_hash)
    assert seen.out() == before, "until both have said so, the page stands as it stood"
    assert "Is it still so?" not in seen.maya.sees("home:pair")
    assert "It waits for your key" in seen.tom.sees("home:pair")
    seen.turns(seen.tom)
    after = seen.out()
    assert before is not None
    assert after is not None
    assert after.pk != before.pk
    assert {**(after.published or {}), "signed_by": []} == {**(before.published or {}), "signed_by": []}
    for desk in (seen.maya, seen.tom):
        assert "Is it still so?" not in desk.sees("home:pair")
        assert "Is it still so?" not in desk.sees("visibility:our_page")


def test_younger_page_is_not_asked_about_and_an_older_one_that_changed_is_told_first(seen: Seen) -> None:
    after_a_year(seen, days=364)
    assert "Is it still so?" not in seen.maya.sees("home:pair")
    assert "Is it still so?" not in seen.maya.sees("visibility:our_page")
    Person.objects.filter(pk=seen.maya.person.pk).update(title="Director of nursing, 6 West")
    clock.travel(timedelta(days=366))
    jobs.remind(on=clock.today())
    for route in ("home:pair", "visibility:our_page"):
        page = seen.tom.sees(route)
        assert "no longer so" in page
        assert "Is it still so?" not in page


def test_both_are_reminded_once_of_the_year_and_say_so_without_a_page_in_vain(seen: Seen) -> None:
    seen.maya.sends("visibility:say_still_so", status=409)
    after_a_year(seen)
    for _day in range(3):
        jobs.remind(on=clock.today())
    told = Notice.objects.filter(key__startswith="page year ")
    assert {notice.person_id for notice in told} == {seen.maya.person.pk, seen.tom.person.pk}
    assert {notice.sentence for notice in told} == {"look_back"}
    assert told.count() == 2
    told.delete()
    clock.travel(timedelta(days=380))
    jobs.remind(on=clock.today())
    assert not told.exists()


def test_areas_that_are_chosen_or_asked_most_stand_before_the_rest(seen: Seen) -> None:
    settle(seen.maya, seen.tom, {"annual_budget": "B", "equipment": "E"})
    seen.begin()
    seen.write(seen.maya, areas=["equipment"])
    near, _fold, rest = seen.maya.sees("visibility:write_page").partition("The other areas of your table")
    assert 'value="equipment"' in near
    assert 'value="huddle_design"' in near
    assert 'value="annual_budget"' not in near
    assert 'value="annual_budget"' in rest


def test_title_that_is_put_back_makes_the_page_true_again(seen: Seen) -> None:
    seen.release()
    title = seen.maya.person.title
    for words in ("Acting", title):
        Person.objects.filter(pk=seen.maya.person.pk).update(title=words)
        jobs.remind(on=clock.today())
    assert not StalePage.objects.exists()


def test_either_takes_it_out_of_view(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    out = seen.release()
    seen.tom.sends("visibility:take_page_out")
    public(riverside, as_person, status=404)
    out.refresh_from_db(from_queryset=queries.Release.door.visible_to(seen.tom.viewer))
    assert (out.published, out.state) == (None, "unpublished")
    assert out.released_at is not None


def test_taken_out_twice_is_told_kindly(seen: Seen) -> None:
    seen.release()
    seen.tom.sends("visibility:take_page_out")
    assert "Your page is not out." in seen.maya.sends("visibility:take_page_out", status=409)


def test_between_partners_it_says_whom_to_ask(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release(welcome="We lead 6 West, nights too.")
    actions.end_seat(partnership=riverside.six_west, side="physician", by=viewer_of(riverside.priya))
    page = public(riverside, as_person)
    assert "In transition. Ask Maya Lind." in page
    for gone in ("Becker", "nights too", "Daily staffing"):
        assert gone not in page
    listed = as_person(riverside.nia).get(reverse("visibility:list_pages")).content.decode()
    assert "In transition. Ask Maya Lind." in listed
    assert "Becker" not in listed


def test_directory_is_alphabetical_and_found_by_a_name(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    client = as_person(riverside.nia)
    listed = client.get(reverse("visibility:list_pages")).content.decode()
    assert "6 West" in listed
    assert "7 East" not in listed  # nothing of theirs is out
    assert "Maya Lind" in client.get(reverse("visibility:list_pages") + "?q=becker west").content.decode()
    assert "Maya Lind" not in client.get(reverse("visibility:list_pages") + "?q=osei").content.decode()


def test_nothing_keeps_who_read_it(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    before = (TrailEntry.objects.count(), Notice.objects.count())
    pages = {public(riverside, as_person, person).count("Some words") for person in (riverside.nia, riverside.lee)}
    assert pages  # it was really read
    assert (TrailEntry.objects.count(), Notice.objects.count()) == before


def test_key_that_waits_stands_on_the_first_page(seen: Seen) -> None:
    seen.begin()
    assert "It waits for your key" not in seen.tom.sees("home:pair")
    seen.turns(seen.maya)
    assert "It waits for your key" in seen.tom.sees("home:pair")
    assert "It waits for your key" not in seen.maya.sees("home:pair")


def test_letting_a_draft_go_leaves_the_page_out(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release(welcome="As it stands.")
    seen.write(seen.tom, welcome="Other words.")
    assert "As it stands." in public(riverside, as_person)
    seen.maya.sends("visibility:drop_page")
    assert "As it stands." in public(riverside, as_person)
    assert queries.draft_of(seen.maya.viewer, seen.maya.pair) is None
