"""Accounts, roles, invitations, and the hold after a reset."""

from django.urls import URLPattern, path

from colead.operations.accounts import entry_views, views

app_name = "accounts"
PERSON = "accounts/<uuid:person_id>/"

urlpatterns: list[URLPattern] = [
    path("accounts/", views.list_people, name="list_people"),
    path(PERSON, views.show_person, name="show_person"),
    path(f"{PERSON}invite/", views.invite_person, name="invite_person"),
    path(f"{PERSON}close/", views.close_account, name="close_account"),
    path(f"{PERSON}open/", views.open_account, name="open_account"),
    path(f"{PERSON}reset-link/", views.send_reset_link, name="send_reset_link"),
    path(f"{PERSON}roles/", views.propose_role, name="propose_role"),
    path(f"{PERSON}roles/<uuid:id>/confirm/", views.confirm_role, name="confirm_role"),
    path(f"{PERSON}roles/<uuid:id>/end/", views.end_role, name="end_role"),
    path(f"{PERSON}second-steps/", views.ask_factor_reset, name="ask_factor_reset"),
    path(f"{PERSON}second-steps/<uuid:id>/confirm/", views.confirm_factor_reset, name="confirm_factor_reset"),
    path(f"{PERSON}second-steps/<uuid:id>/withdraw/", views.withdraw_factor_reset, name="withdraw_factor_reset"),
    path("invitations/", entry_views.list_invitations, name="list_invitations"),
    path("invitations/<uuid:id>/again/", entry_views.invite_again, name="invite_again"),
    path("invitations/<uuid:id>/withdraw/", entry_views.withdraw_invitation, name="withdraw_invitation"),
    path("invitation/<str:token>/", entry_views.accept_invitation, name="accept_invitation"),
    path("held/", entry_views.show_hold, name="show_hold"),
    path("held/open/", entry_views.release_hold, name="release_hold"),
    path("held/not-me/", entry_views.dispute_here, name="dispute_here"),
    path("not-me/", entry_views.disputed, name="disputed"),
    path("not-me/<str:token>/", entry_views.dispute_reset, name="dispute_reset"),
]
