"""The addresses of calendars and of those who hold time."""

from django.urls import URLPattern, path

from colead.practice.calendar import views

app_name = "calendar"
PAIR = "partnerships/<uuid:partnership_id>/"
HOLD = f"{PAIR}holds/<uuid:hold_id>/"

urlpatterns: list[URLPattern] = [
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("you/calendar/", views.show, name="calendar"),
    path(f"{PAIR}calendar/address/", views.make_address, name="make_address"),
    path(f"{PAIR}calendar/address/stop/", views.stop_address, name="stop_address"),
    path(f"{PAIR}calendar/delegate/", views.name_delegate, name="name_delegate"),
    path(f"{PAIR}calendar/delegate/end/", views.end_delegate, name="end_delegate"),
    path("holds/", views.show_holds, name="holds"),
    path(f"{PAIR}holds/", views.place, name="place"),
    path(f"{HOLD}move/", views.move, name="move"),
    path(f"{HOLD}take-away/", views.take_away, name="take_away"),
    path(f"{PAIR}holds/address/", views.make_delegates_address, name="make_delegates_address"),
    path(f"{PAIR}holds/address/stop/", views.stop_delegates_address, name="stop_delegates_address"),
]
