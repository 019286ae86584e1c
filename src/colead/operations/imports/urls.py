"""Taking in lists."""

from django.urls import URLPattern, path

from colead.operations.imports import pointer_views, views

app_name = "imports"

urlpatterns: list[URLPattern] = [
    path("imports/", views.list_kinds, name="list"),
    path("imports/units/", views.bring_units, name="units"),
    path("imports/people/", views.bring_people, name="people"),
    path("imports/fhir/", views.bring_bundle, name="fhir"),
    path(
        "partnerships/<uuid:partnership_id>/reviews/list/",
        pointer_views.bring_pointers,
        name="pointers",
    ),
]
