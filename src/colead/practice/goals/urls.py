"""The addresses of a pair's goals, and of goals as others read them."""

from django.urls import URLPattern, path

from colead.practice.goals.views import living, reading, writing

app_name = "goals"
HERE = "partnerships/<uuid:partnership_id>/goals/"
ONE = f"{HERE}<uuid:goal_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, living.list_goals, name="list_goals"),
    path(f"{HERE}new/", writing.draft_goal, name="draft_goal"),
    path(f"{HERE}look/", living.look_with_sponsor, name="look_with_sponsor"),
    path(ONE, living.show_goal, name="show_goal"),
    path(f"{ONE}edit/", writing.edit_goal, name="edit_goal"),
    path(f"{ONE}accept/", writing.accept_goal, name="accept_goal"),
    path(f"{ONE}drop/", living.drop_draft, name="drop_draft"),
    path(f"{ONE}end/", writing.end_goal, name="end_goal"),
    path(f"{ONE}check-in/", living.check_in, name="check_in"),
    path(f"{ONE}check-in/<uuid:said_id>/undo/", living.take_check_in_back, name="take_check_in_back"),
    path(f"{ONE}work/", living.share_work, name="share_work"),
    path(f"{ONE}influence/", living.plan_influence, name="plan_influence"),
    path(f"{ONE}influence/<uuid:influence_id>/remove/", living.remove_influence, name="remove_influence"),
    path(f"{ONE}unpublish/", living.unpublish_goal, name="unpublish_goal"),
    path("goals/<uuid:release_id>/", reading.show_released, name="show_released"),
    path("dyads/<uuid:partnership_id>/goals/", reading.show_of_dyad, name="of_dyad"),
]
