"""The addresses of partner time, huddles, rounds and the seat map."""

from django.urls import URLPattern, path

from colead.practice.meetings.views import huddles, partner_time, reading, seats, telling, walks

app_name = "meetings"
PAIR = "partnerships/<uuid:partnership_id>/"
TIME = f"{PAIR}partner-time/"
ONE = f"{TIME}<uuid:meeting_id>/"
POINT = f"{TIME}points/<uuid:point_id>/"
HUDDLES = f"{PAIR}huddles/"
WALKS = f"{PAIR}rounds/"
WALK = f"{WALKS}<uuid:walk_id>/"
SEATS = f"{PAIR}seats/"
TABLE = f"{SEATS}<uuid:committee_id>/"

urlpatterns: list[URLPattern] = [
    path(TIME, partner_time.show, name="partner_time"),
    path(f"{TIME}rhythm/", partner_time.choose_rhythm, name="choose_rhythm"),
    path(f"{TIME}past/", partner_time.show_past, name="past"),
    path(f"{TIME}points/", partner_time.raise_point, name="raise_point"),
    path(f"{POINT}tick/", partner_time.tick_action, name="tick_action"),
    path(f"{POINT}remove/", partner_time.remove_point, name="remove_point"),
    path(f"{TIME}held/<uuid:hold_id>/take/", partner_time.take_hold, name="take_hold"),
    path(f"{ONE}us/", partner_time.say_us, name="say_us"),
    path(f"{ONE}shorten/", partner_time.shorten, name="shorten"),
    path(f"{ONE}close/", partner_time.close, name="close"),
    path(f"{ONE}move/", partner_time.move, name="move"),
    path(f"{ONE}skip/", partner_time.skip, name="skip"),
    path(HUDDLES, huddles.list_huddles, name="list_huddles"),
    path(f"{HUDDLES}today/", huddles.say_today, name="say_today"),
    path(f"{HUDDLES}<uuid:huddle_id>/after/", huddles.say_after, name="say_after"),
    path(f"{HUDDLES}<uuid:huddle_id>/remove/", huddles.remove_huddle, name="remove_huddle"),
    path(WALKS, walks.list_walks, name="list_walks"),
    path(WALK, walks.show_walk, name="show_walk"),
    path(f"{WALK}plan/", walks.replan, name="replan"),
    path(f"{WALK}let-go/", walks.let_go, name="let_go"),
    path(f"{WALK}note/", walks.write_note, name="write_note"),
    path(f"{WALK}tell/", walks.tell, name="tell"),
    path(f"{WALK}public/<str:part>/", telling.propose, name="propose"),
    path(f"{WALK}public/<str:part>/key/", telling.turn_key, name="turn_key"),
    path(SEATS, seats.list_seats, name="list_seats"),
    path(f"{SEATS}map/", seats.show_map_to_sponsor, name="show_map"),
    path(f"{SEATS}map/key/", seats.turn_map_key, name="turn_map_key"),
    path(TABLE, seats.show_committee, name="show_committee"),
    path(f"{TABLE}mode/", seats.mark_mode, name="mark_mode"),
    path(f"{TABLE}wish/", seats.wish, name="wish"),
    path(f"{TABLE}co-lead/", seats.co_lead, name="co_lead"),
    path(f"{TABLE}chair/", seats.took_chair, name="took_chair"),
    path(f"{TABLE}remove/", seats.remove, name="remove_committee"),
    path("rounds/<uuid:release_id>/", reading.show_round, name="show_round"),
    path("seat-maps/<uuid:release_id>/", reading.show_map, name="read_map"),
]
