"""One's own page."""

from django.urls import URLPattern, path

from colead.people import views

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("you/", views.show_you, name="you"),
    path("you/reach/", views.say_how_to_reach, name="say_how_to_reach"),
    path("you/reminders/", views.show_reminders, name="reminders"),
    path("you/quiet/", views.add_quiet_block, name="add_quiet_block"),
    path("you/quiet/<uuid:id>/remove/", views.remove_quiet_block, name="remove_quiet_block"),
    path("you/reminders/hour/", views.set_hour, name="set_hour"),
    path("you/reminders/pause/", views.pause, name="pause"),
    path("you/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
