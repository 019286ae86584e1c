"""The addresses of what two partners were glad of, and of their wins, lessons and stories."""

from django.urls import URLPattern, path

from colead.practice.wins import note_views, views

app_name = "wins"
PAIR = "partnerships/<uuid:partnership_id>/"
NOTES = f"{PAIR}notes/"
ONE = f"{NOTES}<uuid:note_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{PAIR}appreciations/", views.list_appreciations, name="list_appreciations"),
    path(f"{PAIR}appreciations/<uuid:id>/remove/", views.remove_appreciation, name="remove_appreciation"),
    path(NOTES, note_views.list_notes, name="list_notes"),
    path(f"{NOTES}new/<str:kind>/", note_views.write_note, name="write_note"),
    path(ONE, note_views.show_note, name="show_note"),
    path(f"{ONE}edit/", note_views.edit_note, name="edit_note"),
    path(f"{ONE}propose/", note_views.propose_note, name="propose_note"),
    path(f"{ONE}keys/", note_views.turn_key, name="turn_note_key"),
    path(f"{ONE}retire/<str:verb>/", note_views.retire_note, name="retire_note"),
    path(f"{ONE}remove/", note_views.remove_note, name="remove_note"),
    path("notes/<uuid:release_id>/", note_views.show_published, name="show_published"),
]
