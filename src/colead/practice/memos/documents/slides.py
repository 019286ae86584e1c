"""A presentation as slides: native text in the places of the layout, so that the two go on editing them."""

from io import BytesIO
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from colead.practice.memos.pages.presentations import PresentationPage, Slot
from colead.ui.pdf import drawable

KIND: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEAL: Final = "0F5F66"
INK: Final = "222A33"
TITLE, TITLE_AND_BODY = 0, 1
Shade: Any = RGBColor
WIDE: Final = (Inches(13.333), Inches(7.5))


def slides(page: PresentationPage) -> bytes:
    show = Presentation()
    widen(show)
    show.core_properties.title = drawable(page.title)
    show.core_properties.author = _(" and ").join(page.signed_by)
    show.core_properties.language = (get_language() or "en").split("-")[0]
    open_with(show, page)
    for slot in page.slots:
        add(show, slot.topic, [_(" and ").join(page.signed_by) if slot.is_both else slot.who], notes=notes_of(slot))
    if page.dry_line:
        add(show, _("If we had thirty seconds"), [page.dry_line])
    if page.questions:
        add(show, _("Your questions"), [_("Ask either of us; the answer is the same.")], notes=answers_of(page))
    stream = BytesIO()
    show.save(stream)
    return stream.getvalue()


def widen(show: Any) -> None:
    """The layouts of the template are made for a narrow screen: everything on them moves with the width."""
    factor = WIDE[0] / show.slide_width
    show.slide_width, show.slide_height = WIDE
    shapes = [shape for layout in [show.slide_master, *show.slide_layouts] for shape in layout.placeholders]
    # Read before any is moved: a layout that says nothing of its own takes the master's places.
    places = [(shape, shape.left, shape.top, shape.width, shape.height) for shape in shapes]
    for shape, left, top, width, height in places:
        shape.left, shape.top, shape.width, shape.height = int(left * factor), top, int(width * factor), height


def open_with(show: Any, page: PresentationPage) -> None:
    first = show.slides.add_slide(show.slide_layouts[TITLE])
    write(first.shapes.title, page.title, Pt(44), TEAL)
    day = [date_format(page.plan.held_on, "j F Y")] if page.plan.held_on else []
    lines = [_(" and ").join(page.signed_by), " · ".join([*([page.forum] if page.forum else []), *day])]
    write(first.placeholders[1], "\n".join(line for line in lines if line), Pt(24), INK)


def add(show: Any, title: str, lines: list[str], *, notes: str = "") -> None:
    """One slide, to be gone on with by the two; what is to be said stands in its notes."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_AND_BODY])
    write(slide.shapes.title, title, Pt(36), TEAL)
    write(slide.placeholders[1], "\n".join(lines), Pt(28), INK)
    if notes:
        slide.notes_slide.notes_text_frame.text = drawable(notes)


def notes_of(slot: Slot) -> str:
    speaks = _("Both of you speak") if slot.is_both else _("%(who)s speaks") % {"who": slot.who}
    words = [speaks, _("from %(begins)s") % {"begins": slot.begins}]
    if slot.minutes:
        words.append(ngettext("%(n)d minute", "%(n)d minutes", slot.minutes) % {"n": slot.minutes})
    line = f"{', '.join(words)}."
    return f"{line} {_('About the area of %(name)s.') % {'name': slot.about}}" if slot.about else line


def answers_of(page: PresentationPage) -> str:
    return "\n\n".join(f"{question}\n{answer}" for question, answer in page.answers)


def write(shape: Any, words: str, size: Any, colour: str) -> None:
    frame, shade = shape.text_frame, Shade.from_string(colour)
    frame.text = drawable(words)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = size, shade
