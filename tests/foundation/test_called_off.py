"""Two forms that wait for each other: PostgreSQL calls one off, and nobody is shown anything of it."""

import threading
from uuid import uuid4

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from colead.foundation import gate
from colead.foundation.models import Replay
from colead.people.models import Person
from colead.promises import trail
from tests.makers import make_person

pytestmark = pytest.mark.django_db(transaction=True)


class Deadlock(Exception):
    """As the driver raises it."""

    sqlstate = "40P01"


def called_off() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    return error


def form(**words: object) -> HttpRequest:
    request = RequestFactory().post("/somewhere/", {"once": str(uuid4()), **words})
    request.user = AnonymousUser()
    return request


def renames(*people: Person) -> gate.View:
    """Writes to these rows, in this order."""

    def view(request: HttpRequest) -> HttpResponse:
        for person in people:
            Person.objects.filter(pk=person.pk).update(title=request.POST["title"])
            arrive(request)
        return gate.see_other("/done/")

    return view


both = threading.Barrier(2)


def arrive(request: HttpRequest) -> None:
    """Each waits with its first row in its hands until the other has one too; only once, and not for long."""
    if connection.vendor == "postgresql" and not getattr(request, "has_met", False):
        request.has_met = True  # type: ignore[attr-defined]
        both.wait(20)


def test_two_forms_that_wait_for_each_other_are_both_taken() -> None:
    one, two = make_person("Otto One"), make_person("Tia Two")
    statuses: list[object] = []

    def send(view: gate.View, title: str) -> None:
        try:
            statuses.append(gate.run_once(view, form(title=title)).status_code)
        except Exception as raised:
            statuses.append(raised)
        finally:
            connections.close_all()

    sends = [(renames(one, two), "forth"), (renames(two, one), "back")]
    threads = [threading.Thread(target=send, args=given) for given in sends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == [303, 303]
    titles = set(Person.objects.filter(pk__in=[one.pk, two.pk]).values_list("title", flat=True))
    assert len(titles) == 1
    assert Replay.objects.count() == 2


def test_form_called_off_once_begins_again_with_its_file() -> None:
    person, read = make_person("Otto One"), []

    def view(request: HttpRequest) -> HttpResponse:
        read.append(request.FILES["list"].read())
        trail.record(verb="noted", subject=person, by=None)
        if len(read) == 1:
            raise called_off()
        return gate.see_other("/done/")

    answer = gate.run_once(view, form(list=SimpleUploadedFile("list.csv", b"a,b")))
    assert answer.status_code == 303
    assert read == [b"a,b", b"a,b"]
    assert trail.TrailEntry.objects.filter(verb="noted").count() == 1


def test_form_called_off_once_says_its_message_once_and_leaves_one_mark_in_the_session() -> None:
    request, session = form(), SessionStore()
    session["visits"] = [1]
    session.create()
    key = session.session_key
    request.session = session
    request._messages = default_storage(request)  # type: ignore[attr-defined]
    tries = []

    def view(request: HttpRequest) -> HttpResponse:
        tries.append(1)
        messages.success(request, "Kept.")
        request.session["visits"].append(2)
        request.session["first"] = request.session.get("first", len(tries))
        if len(tries) == 1:
            list(messages.get_messages(request))  # shown on a page that never left
            request.session.cycle_key()
            raise called_off()
        return gate.see_other("/done/")

    assert gate.run_once(view, request).status_code == 303
    assert [str(said) for said in messages.get_messages(request)] == ["Kept."]
    assert (request.session["visits"], request.session["first"]) == ([1, 2], 2)
    assert request.session.session_key == key


def test_form_called_off_again_and_again_is_not_tried_for_ever() -> None:
    tries = []

    def view(request: HttpRequest) -> HttpResponse:
        tries.append(1)
        raise called_off()

    with pytest.raises(OperationalError):
        gate.run_once(view, form())
    assert len(tries) == 2


def test_another_trouble_of_the_database_is_not_tried_again() -> None:
    tries = []

    def view(request: HttpRequest) -> HttpResponse:
        tries.append(1)
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        gate.run_once(view, form())
    assert len(tries) == 1


def test_form_inside_a_longer_transaction_is_not_begun_again() -> None:
    tries = []

    def view(request: HttpRequest) -> HttpResponse:
        tries.append(1)
        raise called_off()

    with pytest.raises(OperationalError), transaction.atomic():
        gate.run_once(view, form())
    assert len(tries) == 1
