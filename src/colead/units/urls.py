"""The tree of the organisation."""

from django.urls import URLPattern, path

from colead.units import views

app_name = "units"

urlpatterns: list[URLPattern] = [
    path("units/", views.list_units, name="list"),
    path("units/new/", views.add_unit, name="add_top"),
    path("units/suggest-people/", views.suggest_people, name="suggest_people"),
    path("units/suggest-units/", views.suggest_units, name="suggest_units"),
    path("units/<uuid:unit_id>/", views.show_unit, name="show"),
    path("units/<uuid:parent_id>/new/", views.add_unit, name="add"),
    path("units/<uuid:unit_id>/edit/", views.edit_unit, name="edit"),
    path("units/<uuid:unit_id>/move/", views.move_unit, name="move"),
    path("units/<uuid:unit_id>/retire/", views.retire_unit, name="retire"),
    path("units/<uuid:unit_id>/objectives/new/", views.add_objective, name="add_objective"),
    path("units/<uuid:unit_id>/sponsors/new/", views.add_sponsor, name="add_sponsor"),
    path("objectives/<uuid:objective_id>/edit/", views.edit_objective, name="edit_objective"),
    path("objectives/<uuid:objective_id>/retire/", views.retire_objective, name="retire_objective"),
    path("unit-sponsors/<uuid:sponsor_id>/end/", views.end_sponsor, name="end_sponsor"),
]
