"""The addresses of a day between two partners."""

from django.urls import URLPattern, path

from colead.practice.daily.views import briefs, debriefs, doors, run_its

app_name = "daily"
PAIR = "partnerships/<uuid:partnership_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{PAIR}between/", run_its.list_between, name="list_between"),
    path(f"{PAIR}between/kept/", run_its.list_kept, name="list_kept"),
    path(f"{PAIR}between/balance/", run_its.wish_balance, name="wish_balance"),
    path(f"{PAIR}help/", run_its.show_help, name="show_help"),
    path(f"{PAIR}run-its/new/", run_its.ask_run_it, name="ask_run_it"),
    path(f"{PAIR}run-its/<uuid:id>/", run_its.show_run_it, name="show_run_it"),
    path(f"{PAIR}run-its/<uuid:id>/answer/", run_its.answer_run_it, name="answer_run_it"),
    path(f"{PAIR}run-its/<uuid:id>/undo/", run_its.undo_run_it, name="undo_run_it"),
    path(f"{PAIR}run-its/<uuid:id>/settle/", run_its.settle_run_it, name="settle_run_it"),
    path(f"{PAIR}run-its/<uuid:id>/reply/", run_its.reply_to_call, name="reply_to_call"),
    path(f"{PAIR}run-its/<uuid:id>/keep/", run_its.keep_run_it, name="keep_run_it"),
    path(f"{PAIR}debriefs/new/", debriefs.write_debrief, name="write_debrief"),
    path(f"{PAIR}debriefs/draft/", debriefs.keep_draft, name="keep_draft"),
    path(f"{PAIR}debriefs/draft/let-go/", debriefs.let_go_of_draft, name="let_go_of_draft"),
    path(f"{PAIR}debriefs/<uuid:id>/", debriefs.show_debrief, name="show_debrief"),
    path(f"{PAIR}debriefs/<uuid:id>/answer/", debriefs.answer_debrief, name="answer_debrief"),
    path(f"{PAIR}debriefs/<uuid:id>/talk/", debriefs.talk_debrief, name="talk_debrief"),
    path(f"{PAIR}debriefs/<uuid:id>/ask-advice/", debriefs.ask_advice, name="ask_advice"),
    path(f"{PAIR}door/", doors.set_door, name="set_door"),
    path(f"{PAIR}door/clear/", doors.clear_door, name="clear_door"),
    path(f"{PAIR}coffees/", doors.invite_coffee, name="invite_coffee"),
    path(f"{PAIR}coffees/<uuid:id>/", doors.show_coffee, name="show_coffee"),
    path(f"{PAIR}coffees/<uuid:id>/answer/", doors.answer_coffee, name="answer_coffee"),
    path(f"{PAIR}coffees/<uuid:id>/withdraw/", doors.withdraw_coffee, name="withdraw_coffee"),
    path(f"{PAIR}briefs/new/", briefs.write_brief, name="write_brief"),
    path(f"{PAIR}briefs/<uuid:id>/", briefs.show_brief, name="show_brief"),
    path(f"{PAIR}briefs/<uuid:id>/edit/", briefs.edit_brief, name="edit_brief"),
    path(f"{PAIR}briefs/<uuid:id>/agree/", briefs.agree_brief, name="agree_brief"),
    path(f"{PAIR}briefs/<uuid:id>/bring-back/", briefs.bring_back, name="bring_back"),
    path(f"{PAIR}briefs/<uuid:id>/withdraw/", briefs.withdraw_brief, name="withdraw_brief"),
]
