"""The launch of one pair, and the two pages that a sponsor and the programme office may see of it."""

from django.urls import path

from colead.forming.launch.views import agreement, meeting, papers, rights, road, writing

app_name = "launch"
HERE = "partnerships/<uuid:partnership_id>/launch/"

urlpatterns = [
    path(HERE, road.show_road, name="road"),
    path(f"{HERE}steps/<str:step>/", road.mark_step, name="mark"),
    path(f"{HERE}milestones/<str:milestone>/tick/", road.tick_milestone, name="tick"),
    path(f"{HERE}milestones/<str:milestone>/untick/", road.untick_milestone, name="untick"),
    path(f"{HERE}wishes/<str:kind>/", road.wish_for_help, name="wish"),
    path(f"{HERE}wishes/<str:kind>/back/", road.take_wish_back, name="unwish"),
    path(f"{HERE}reminders/", road.pause_reminders, name="reminders"),
    path(f"{HERE}cards/", writing.show_cards, name="cards"),
    path(f"{HERE}write/<str:kind>/", writing.show_writing, name="write"),
    path(f"{HERE}write/<str:kind>/draft/", writing.keep_draft, name="keep"),
    path(f"{HERE}write/<str:kind>/seal/", writing.seal_writing, name="seal"),
    path(f"{HERE}write/<str:kind>/unseal/", writing.unseal_writing, name="unseal"),
    path(f"{HERE}write/<str:kind>/waiting/", writing.look_again, name="waiting"),
    path(f"{HERE}talks/", road.list_talks, name="talks"),
    path(f"{HERE}talks/<str:key>/", road.show_talk, name="talk"),
    path(f"{HERE}talks/<str:key>/plan/", road.plan_talk, name="plan_talk"),
    path(f"{HERE}talks/<str:key>/held/", road.hold_talk, name="hold_talk"),
    path(f"{HERE}days/", road.show_days, name="days"),
    path(f"{HERE}days/plan/", road.plan_day, name="plan_day"),
    path(f"{HERE}days/learned/", road.tell_of_day, name="tell_of_day"),
    path(f"{HERE}rights/", rights.show_rights, name="rights"),
    path(f"{HERE}rights/table/", rights.show_table, name="rights_table"),
    path(f"{HERE}rights/agree/", rights.agree_rows, name="agree_rows"),
    path(f"{HERE}rights/withdraw/", rights.withdraw_row, name="withdraw_row"),
    path(f"{HERE}rights/areas/<str:area>/", rights.propose_row, name="propose_row"),
    path(f"{HERE}charter/", papers.show_charter, name="charter"),
    path(f"{HERE}charter/edit/", papers.edit_charter, name="edit_charter"),
    path(f"{HERE}roles/", papers.show_roles, name="roles"),
    path(f"{HERE}roles/edit/", papers.edit_roles, name="edit_roles"),
    path(f"{HERE}roles/document/", papers.download_roles, name="download_roles"),
    path(f"{HERE}sponsor-meeting/", meeting.show_sponsor_meeting, name="sponsor_meeting"),
    path(f"{HERE}sponsor-meeting/broken-glass/", meeting.propose_broken_glass, name="broken_glass"),
    path(f"{HERE}papers/<str:kind>/turn/", papers.turn_key, name="turn"),
    path(f"{HERE}papers/<str:kind>/take-back/", papers.take_key_back, name="take_back"),
    path(f"{HERE}papers/<str:kind>/drop/", papers.drop_paper, name="drop"),
    path(f"{HERE}papers/<str:kind>/unpublish/", papers.unpublish_paper, name="unpublish"),
    path(f"{HERE}agreement/", agreement.show_agreement, name="agreement"),
    path(f"{HERE}agreement/edit/", agreement.edit_agreement, name="edit_agreement"),
    path(f"{HERE}agreement/sign/", agreement.sign_agreement, name="sign_agreement"),
    path(f"{HERE}agreement/take-back/", agreement.take_signature_back, name="take_signature_back"),
    path(f"{HERE}agreement/drop/", agreement.drop_agreement, name="drop_agreement"),
    path(f"{HERE}agreement/end/", agreement.end_agreement, name="end_agreement"),
    path(f"{HERE}summary/", agreement.show_summary, name="summary"),
    path(f"{HERE}summary/acknowledge/", agreement.acknowledge_summary, name="acknowledge"),
    path(f"{HERE}summary/waive/", agreement.waive_go_slow, name="waive"),
    path(f"{HERE}progress/", agreement.show_progress, name="progress"),
    path(f"{HERE}progress/roles/", agreement.download_released_roles, name="download_released_roles"),
]
