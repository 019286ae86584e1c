"""Dyads and decision areas as the programme office keeps them; the rooms of a pair have their own addresses."""

from django.urls import URLPattern, path

from colead.partnerships import area_views, views

app_name = "partnerships"

urlpatterns: list[URLPattern] = [
    path("dyads/", views.list_dyads, name="list"),
    path("dyads/new/", views.add_dyad, name="add"),
    path("dyads/<uuid:partnership_id>/", views.show_dyad, name="show"),
    path("dyads/<uuid:partnership_id>/edit/", views.edit_dyad, name="edit"),
    path("dyads/<uuid:partnership_id>/seats/<str:side>/fill/", views.fill_seat, name="fill_seat"),
    path("dyads/<uuid:partnership_id>/seats/<str:side>/end/", views.end_seat, name="end_seat"),
    path("dyads/<uuid:partnership_id>/seats/<str:side>/keep/", views.keep_seat, name="keep_seat"),
    path("dyads/<uuid:partnership_id>/sponsors/new/", views.add_sponsor, name="add_sponsor"),
    path("dyads/<uuid:partnership_id>/moves/<str:verb>/", views.move_dyad, name="move"),
    path("sponsorships/<uuid:sponsorship_id>/end/", views.end_sponsor, name="end_sponsor"),
    path("partnerships/<uuid:partnership_id>/sponsors/", views.list_own_sponsors, name="own_sponsors"),
    path(
        "partnerships/<uuid:partnership_id>/sponsors/<uuid:sponsorship_id>/confirm/",
        views.confirm_sponsor,
        name="confirm_sponsor",
    ),
    path("units/<uuid:unit_id>/dyads/", views.list_dyads_of_unit, name="of_unit"),
    path("areas/", area_views.list_areas, name="list_areas"),
    path("areas/new/<str:group>/", area_views.add_area, name="add_area"),
    path("areas/<str:area>/reword/", area_views.reword_area, name="reword_area"),
    path("areas/<str:area>/rest/", area_views.rest_area, name="rest_area"),
    path("areas/<str:area>/offer/", area_views.offer_area, name="offer_area"),
    path("areas/<str:area>/put-back/", area_views.put_area_back, name="put_area_back"),
]
