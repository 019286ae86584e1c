"""First pages, and what everyone may read."""

from django.urls import URLPattern, path

from colead.home import views

app_name = "home"

urlpatterns: list[URLPattern] = [
    path("", views.show_front, name="front"),
    path("partnerships/<uuid:partnership_id>/", views.show_pair, name="pair"),
    path("partnerships/<uuid:partnership_id>/find/", views.find_words, name="find"),
    path("partnerships/<uuid:partnership_id>/my-trail/", views.show_own_trail, name="own_trail"),
    path("sponsor/", views.show_sponsor, name="sponsor"),
    path("who-leads/<uuid:dyad_id>/", views.show_dyad_page, name="dyad_page"),
    path("published/", views.list_published, name="published"),
    path("model/", views.show_model, name="model"),
]
