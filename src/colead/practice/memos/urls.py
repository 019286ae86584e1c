"""The addresses of a pair's memos and presentations, and of memos as everyone reads them."""

from django.urls import URLPattern, path

from colead.practice.memos.views import living, preparing, presenting, reading, writing

app_name = "memos"
HERE = "partnerships/<uuid:partnership_id>/memos/"
ONE = f"{HERE}<uuid:memo_id>/"
SHOWS = "partnerships/<uuid:partnership_id>/presentations/"
SHOW = f"{SHOWS}<uuid:presentation_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, living.list_memos, name="list_memos"),
    path(f"{HERE}new/<slug:kind>/", writing.draft_memo, name="draft_memo"),
    path(ONE, living.show_memo, name="show_memo"),
    path(f"{ONE}edit/", writing.edit_memo, name="edit_memo"),
    path(f"{ONE}sign/", living.sign_memo, name="sign_memo"),
    path(f"{ONE}take-back/", living.take_signature_back, name="take_signature_back"),
    path(f"{ONE}drop/", living.drop_memo, name="drop_memo"),
    path(f"{ONE}correct/", living.correct_memo, name="correct_memo"),
    path(f"{ONE}withdraw/", living.withdraw_memo, name="withdraw_memo"),
    path(f"{ONE}document/", living.download_document, name="download_document"),
    path(f"{ONE}lend/", preparing.lend_memo, name="lend_memo"),
    path(f"{ONE}lend/<uuid:grant_id>/", preparing.agree_to_loan, name="agree_to_loan"),
    path(f"{ONE}lend/<uuid:grant_id>/take-back/", preparing.take_loan_back, name="take_loan_back"),
    path(f"{ONE}prepared/<uuid:version_id>/", preparing.take_version, name="take_version"),
    path(f"{SHOWS}new/", presenting.plan_presentation, name="plan_presentation"),
    path(SHOW, presenting.show_presentation, name="show_presentation"),
    path(f"{SHOW}edit/", presenting.edit_presentation, name="edit_presentation"),
    path(f"{SHOW}slides/", presenting.download_slides, name="download_slides"),
    path(f"{SHOW}run-of-show/", presenting.download_run_of_show, name="download_run_of_show"),
    path(f"{SHOW}remove/", presenting.remove_presentation, name="remove_presentation"),
    path("memos/lent/", preparing.list_lent, name="list_lent"),
    path("memos/lent/<uuid:sheet_id>/", preparing.prepare_lent, name="prepare_lent"),
    path("memos/signed/", reading.list_signed, name="list_signed"),
    path("memos/for-you/", reading.list_for_you, name="list_for_you"),
    path("memos/<uuid:release_id>/", reading.show_released, name="show_released"),
    path("memos/<uuid:release_id>/pdf/", reading.download_released, name="download_released"),
]
