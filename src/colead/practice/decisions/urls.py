"""The addresses of decisions; a pair's own lie under its partnership."""

from django.urls import path

from colead.practice.decisions.views import framing, papers, reading, settling, writing

app_name = "decisions"
PAIR = "partnerships/<uuid:partnership_id>/decisions/"
ONE = PAIR + "<uuid:decision_id>/"

urlpatterns = [
    path(PAIR, framing.list_decisions, name="list_decisions"),
    path(PAIR + "find/", framing.find_decisions, name="find_decisions"),
    path(PAIR + "new/", framing.choose_size, name="choose_size"),
    path(PAIR + "new/<slug:size>/", framing.open_decision, name="open_decision"),
    path(ONE, framing.show_decision, name="show_decision"),
    path(ONE + "print/", framing.print_decision, name="print_decision"),
    path(ONE + "question/", framing.edit_frame, name="edit_frame"),
    path(ONE + "agree/", framing.agree_to_frame, name="agree_to_frame"),
    path(ONE + "taps/<slug:tap>/", framing.tap_decision, name="tap_decision"),
    path(ONE + "view/", writing.write_view, name="write_view"),
    path(ONE + "view/draft/", writing.keep_draft, name="keep_draft"),
    path(ONE + "view/waiting/", writing.look_again, name="look_again"),
    path(ONE + "mark/", settling.mark_imagination, name="mark_imagination"),
    path(ONE + "asks/", settling.plan_ask, name="plan_ask"),
    path(ONE + "asks/<uuid:ask_id>/", settling.answer_ask, name="answer_ask"),
    path(ONE + "look-back/", settling.look_back, name="look_back"),
    path(ONE + "together/", papers.write_paper, {"paper": "integration"}, name="write_integration"),
    path(ONE + "words/", papers.write_paper, {"paper": "words"}, name="write_words"),
    path(ONE + "brief/", papers.write_paper, {"paper": "brief"}, name="write_brief"),
    path(ONE + "keys/<slug:paper>/", papers.turn_key, name="turn_key"),
    path("messages/<uuid:release_id>/", reading.show_message, name="show_message"),
    path("messages/<uuid:release_id>/take-out/", reading.take_message_out, name="take_message_out"),
    path("briefs/<uuid:release_id>/", reading.show_brief, name="show_brief"),
]
