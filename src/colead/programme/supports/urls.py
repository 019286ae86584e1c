"""The addresses of requests; a pair's own lie under its partnership."""

from django.urls import URLPattern, path

from colead.programme.supports.views import asking, reading

app_name = "supports"
PAIR = "partnerships/<uuid:partnership_id>/requests/"
ONE = f"{PAIR}<uuid:release_id>/"

urlpatterns: list[URLPattern] = [
    path(PAIR, asking.list_requests, name="list_requests"),
    path(f"{PAIR}new/", asking.write_request, name="write_request"),
    path(f"{ONE}words/", asking.edit_request, name="edit_request"),
    path(f"{ONE}key/", asking.turn_key, name="turn_key"),
    path(f"{ONE}take-back/", asking.take_back, name="take_back"),
    path(f"{ONE}settle/", asking.settle, name="settle"),
    path("requests/<uuid:release_id>/", reading.show_request, name="show_request"),
    path("programme/requests/", reading.list_unanswered, name="list_unanswered"),
]
