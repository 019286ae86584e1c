"""The addresses of a joint review; none of them says what it is about."""

from django.urls import URLPattern, path

from colead.practice.reviews import api
from colead.practice.reviews.views import allying, following, helping, keys, pointing

app_name = "reviews"
ROOM = "partnerships/<uuid:partnership_id>/reviews/"
ONE = f"{ROOM}<uuid:id>/"

urlpatterns: list[URLPattern] = [
    path(ROOM, pointing.list_cases, name="list_cases"),
    path(f"{ROOM}new/", pointing.point, name="point"),
    path(f"{ROOM}call-first/", pointing.show_stop, name="show_stop"),
    path(f"{ROOM}a-word/", pointing.show_support, name="show_support"),
    path(f"{ROOM}a-word/away/", pointing.put_support_away, name="put_support_away"),
    path(f"{ROOM}allies/", allying.name_ally, name="name_ally"),
    path(f"{ROOM}allies/<uuid:ally_id>/end/", allying.end_ally, name="end_ally"),
    path(ONE, following.show_case, name="show_case"),
    path(f"{ONE}look-over/", pointing.look_over, name="look_over"),
    path(f"{ONE}lead/", pointing.hand_over, name="hand_over"),
    path(f"{ONE}step-back/", pointing.recuse, name="recuse"),
    path(f"{ONE}stand-in/", pointing.let_stand_in_in, name="let_stand_in_in"),
    path(f"{ONE}take-away/", pointing.take_away, name="take_away"),
    path(f"{ONE}invited/", pointing.invite, name="invite"),
    path(f"{ONE}people/", following.see_to_people, name="see_to_people"),
    path(f"{ONE}line/", following.word_line, name="word_line"),
    path(f"{ONE}line/key/", following.turn_key, name="turn_key"),
    path(f"{ONE}actions/", following.add_action, name="add_action"),
    path(f"{ONE}actions/print/", following.print_actions, name="print_actions"),
    path(f"{ONE}actions/list/", following.download_actions, name="download_actions"),
    path(f"{ONE}actions/<uuid:action_id>/", following.tap_action, name="tap_action"),
    path(f"{ONE}told/", following.tell_back, name="tell_back"),
    path(f"{ONE}promise/", following.promise_to_tell, name="promise_to_tell"),
    path(f"{ONE}channel/", following.note_channel, name="note_channel"),
    path(f"{ONE}tap/", following.tap, name="tap"),
    path(f"{ONE}carry/", following.carry, name="carry"),
    path("standing-in/", helping.list_standing_in, name="list_standing_in"),
    path("standing-in/point/<uuid:ally_id>/", allying.point_as_ally, name="point_as_ally"),
    path("sponsor/<uuid:partnership_id>/stand-ins/", helping.name_stand_ins, name="name_stand_ins"),
    path("pointing-keys/", keys.pointing_keys, name="pointing_keys"),
    path("pointing-keys/<int:id>/end/", keys.end_key, name="end_key"),
    path("api/pointers/", api.take_pointer, name="take_pointer"),
]
