"""The addresses of what two partners were glad of."""

from django.urls import URLPattern, path

from colead.practice.wins import views

app_name = "wins"
PAIR = "partnerships/<uuid:partnership_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{PAIR}appreciations/", views.list_appreciations, name="list_appreciations"),
    path(f"{PAIR}appreciations/<uuid:id>/remove/", views.remove_appreciation, name="remove_appreciation"),
]
