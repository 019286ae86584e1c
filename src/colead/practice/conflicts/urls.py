"""The addresses of a hard talk; none of them says that it is one."""

from django.urls import URLPattern, path

from colead.practice.conflicts.views import asking_in, inviting, lending, preparing, settling

app_name = "conflicts"
ROOM = "partnerships/<uuid:partnership_id>/talk/"
ONE = f"{ROOM}<uuid:id>/"

urlpatterns: list[URLPattern] = [
    path(ROOM, preparing.start, name="start"),
    path(f"{ROOM}call-first/", preparing.show_stop, name="show_stop"),
    path(f"{ROOM}notes/", preparing.prepare, name="prepare"),
    path(f"{ROOM}notes/keep/", preparing.keep_notes, name="keep_notes"),
    path(f"{ROOM}notes/let-go/", preparing.let_notes_go, name="let_notes_go"),
    path(f"{ROOM}two-lines/", inviting.cross, name="cross"),
    path(f"{ROOM}invite/", inviting.invite, name="invite"),
    path(f"{ROOM}help/", lending.ask_help, name="ask_help"),
    path(ONE, inviting.show, name="show"),
    path(f"{ONE}answer/", inviting.answer, name="answer"),
    path(f"{ONE}clear/", inviting.clear, name="clear"),
    path(f"{ONE}let-go/", inviting.let_go, name="let_go"),
    path(f"{ONE}tap/", settling.tap, name="tap"),
    path(f"{ONE}lines/", settling.add_line, name="add_line"),
    path(f"{ONE}lines/<int:place>/", settling.tap_line, name="tap_line"),
    path(f"{ONE}check/", settling.check, name="check"),
    path(f"{ONE}rung/", asking_in.choose_rung, name="choose_rung"),
    path(f"{ONE}card/", lending.write_card, name="write_card"),
    path(f"{ONE}card/lend/", lending.lend_card, name="lend_card"),
    path(f"{ONE}card/loans/<uuid:grant_id>/take-back/", lending.take_loan_back, name="take_loan_back"),
    path(f"{ONE}brief/", asking_in.write_brief, name="write_brief"),
    path(f"{ONE}brief/key/", asking_in.turn_key, name="turn_key"),
    path(f"{ONE}brief/take-back/", asking_in.take_brief_back, name="take_brief_back"),
    path("for-you/", lending.show_for_you, name="show_for_you"),
    path("for-you/asked/<uuid:call_id>/take-back/", lending.take_call_back, name="take_call_back"),
    path("sponsor/from-both/<uuid:release_id>/", asking_in.show_brief, name="show_brief"),
]
