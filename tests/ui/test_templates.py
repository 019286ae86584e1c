"""Is every template of the house plain: nothing inline, not too long, each component documented and shown?"""

import re
from pathlib import Path

import pytest
from django.test import Client

SRC = Path(__file__).parents[2] / "src" / "colead"
UI = SRC / "ui"
TEMPLATES = sorted(SRC.glob("**/templates/**/*.html"))
COMPONENTS = sorted((UI / "templates" / "cotton").glob("*.html"))
GALLERY = [UI / "templates/ui/gallery.html", *(UI / "templates/ui/gallery").glob("*.html")]
IN_GALLERY = "\n".join(path.read_text() for path in GALLERY)


def tag_of(component: Path) -> str:
    return "c-" + component.stem.replace("_", "-")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son(?!e=)[a-z]+\s*=", text)
    assert not re.search(r"javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_template_speaks_calmly(path: Path) -> None:
    """No shouting, no debt, no praise for using the product."""
    text = re.sub(r"{#.*?#}|<!doctype html>|!=", "", path.read_text())
    assert "!" not in text
    assert not re.search(r"overdue|streak|great job|well done|congratulations|leaderboard", text, re.I)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_words_on_a_page_can_be_translated(path: Path) -> None:
    """Text between tags stands in a translate tag; the gallery's invented people may speak English."""
    if "gallery" in path.parts or path.stem == "gallery":
        return
    bare = re.sub(
        r"{#.*?#}|{%\s*block (?:lock|width)\s*%}.*?{%\s*endblock\s*%}|{%-?\s*blocktrans.*?endblocktrans\w*\s*%}"
        r"|{%.*?%}|{{.*?}}|<(svg|script).*?</\1>|<[^>]*>",
        "\n",
        path.read_text(),
        flags=re.S,
    )
    words = [line.strip() for line in bare.splitlines() if re.search(r"[A-Za-z]{2}", line)]
    assert [line for line in words if line not in ("Colead", "· Colead")] == []


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_component_is_shown_in_the_gallery(component: Path) -> None:
    assert re.search(rf"<{tag_of(component)}[\s/>]", IN_GALLERY)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_component_is_documented(component: Path) -> None:
    assert f"<{tag_of(component)}" in (UI / "README.md").read_text()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_component_takes_nothing_from_the_page_by_accident(component: Path) -> None:
    """Every variable a component names as its own has a default, so that a page's variable of that name stays out."""
    found = re.search(r"<c-vars\s([^>]*)/>", component.read_text())
    assert found
    assert not re.sub(r':?[\w-]+="[^"]*"', "", found.group(1)).strip()


@pytest.mark.django_db
def test_gallery_draws_every_component(client: Client) -> None:
    body = client.get("/gallery/").content.decode()
    assert "<c-" not in body
    assert "{{" not in body
    assert "{%" not in body


@pytest.mark.django_db
def test_gallery_repeats_no_id(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/gallery/").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_every_form_that_changes_something_carries_its_keys(client: Client) -> None:
    body = client.get("/gallery/").content.decode()
    forms = re.findall(r'<form method="post".*?</form>', body, re.S)
    assert forms
    for form in forms:
        assert "csrfmiddlewaretoken" in form
        assert 'name="once"' in form


@pytest.mark.django_db
def test_what_is_missing_looks_the_same_whatever_the_cause(client: Client) -> None:
    one = client.get("/nowhere/")
    two = client.get("/nowhere/else/", headers={"accept": "text/html"})
    assert one.status_code == two.status_code == 404
    assert one.content == two.content


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "drawn"), [("dark", "dark"), ("light", "light"), ('"><x>', "auto"), ("", "auto")])
def test_theme_is_drawn_from_the_persons_choice(client: Client, chosen: str, drawn: str) -> None:
    client.cookies["theme"] = chosen
    assert f'data-theme="{drawn}"' in client.get("/gallery/").content.decode()
