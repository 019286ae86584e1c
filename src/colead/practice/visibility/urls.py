"""The addresses of how two are seen; the page that everyone reads is put together in home."""

from django.urls import URLPattern, path

from colead.practice.visibility.views import appearing, paging, visiting

app_name = "visibility"
PAIR = "partnerships/<uuid:partnership_id>/"
SEEN = f"{PAIR}seen/"
PAGE = f"{PAIR}our-page/"
ONE = f"{SEEN}<uuid:id>/"
VISITS = f"{PAIR}visits/"

urlpatterns: list[URLPattern] = [
    path(SEEN, appearing.list_appearances, name="list_appearances"),
    path(f"{SEEN}note/", appearing.note_appearance, name="note_appearance"),
    path(f"{ONE}edit/", appearing.edit_appearance, name="edit_appearance"),
    path(f"{ONE}tell/", appearing.tell, name="tell"),
    path(f"{ONE}show/", appearing.show_appearance, name="show_appearance"),
    path(f"{ONE}let-go/", appearing.let_appearance_go, name="let_appearance_go"),
    path(PAGE, paging.our_page, name="our_page"),
    path(f"{PAGE}write/", paging.write_page, name="write_page"),
    path(f"{PAGE}keys/", paging.turn_page_key, name="turn_page_key"),
    path(f"{PAGE}still-so/", paging.say_still_so, name="say_still_so"),
    path(f"{PAGE}drop/", paging.drop_page, name="drop_page"),
    path(f"{PAGE}take-out/", paging.take_page_out, name="take_page_out"),
    path(f"{VISITS}with/<uuid:dyad_id>/", visiting.ask_visit, name="ask_visit"),
    path(f"{VISITS}<uuid:id>/<str:verb>/", visiting.move_visit, name="move_visit"),
    path("who-leads/", visiting.list_pages, name="list_pages"),
]
