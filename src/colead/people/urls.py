"""One's own page."""

from django.urls import URLPattern, path

from colead.people import views

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("you/", views.show_you, name="you"),
    path("you/reach/", views.say_how_to_reach, name="say_how_to_reach"),
    path("you/quiet/", views.add_quiet_block, name="add_quiet_block"),
    path("you/quiet/<uuid:id>/remove/", views.remove_quiet_block, name="remove_quiet_block"),
    path("you/digest/", views.set_digest, name="set_digest"),
    path("you/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
