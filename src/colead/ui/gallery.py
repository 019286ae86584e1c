"""What the gallery shows: invented people, invented lines, one of everything."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms

from colead.foundation import clock
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm


@dataclass(frozen=True)
class Pair:
    name_one: str
    name_two: str
    other_name: str
    tint: int = 0
    mark: str = "both"
    home_url: str = "/gallery/"


@dataclass(frozen=True)
class Step:
    title: str
    state: str
    url: str = ""
    note: str = ""


class WriteForm(PlainForm):
    line = forms.CharField(label="Your question", max_length=280)
    view = forms.CharField(label="How I see it", widget=forms.Textarea, help_text="A few lines are enough.")
    note = forms.CharField(label="What I am taking for granted", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="What kind is it?",
        choices=[
            ("fyi", "For your information"),
            ("gut", "Gut check"),
            ("before", "Before a meeting"),
            ("line", "They asked me"),
            ("today", "Need you today"),
        ],
    )
    heard = forms.MultipleChoiceField(
        label="Who else should hear of it?",
        choices=[("n", "The charge nurses"), ("h", "The hospitalists"), ("q", "Quality")],
        required=False,
    )
    unit = forms.ChoiceField(label="Unit", choices=[(str(n), f"Unit {n}") for n in range(1, 13)])
    by = forms.DateField(label="By when", required=False)
    agree = forms.BooleanField(label="We have talked about it in person", required=False)

    who = {"line": "C1", "view": "C1s", "note": "C0"}


class CarefulForm(GuardedForm):
    line = forms.CharField(label="Your question", max_length=280)
    who = {"line": "C1"}


def contents() -> dict[str, Any]:
    return {
        "pair": Pair("Maria Santos", "Daniel Osei", "Dr Osei"),
        "empty_form": WriteForm(key="empty"),
        "filled_form": WriteForm(initial=ANSWERS, key="filled"),
        "wrong_form": WriteForm({"line": "", "view": "x"}, key="wrong"),
        "ask_form": WriteForm(key="ask"),
        "careful_form": CarefulForm({"line": "May we move MRN 1234567 to the step-down unit?"}, key="careful"),
        "levels": ["C0", "C1", "C1s", "C2", "C3", "C4", "C5", "C6", "CR", "CS"],
        "steps": STEPS,
        "guideposts": GUIDEPOSTS,
        "facts": [
            ("Reach me by", "Text, then the charge phone"),
            ("Best time", "Before 7:30"),
            ("Not when", "In family meetings"),
        ],
        "rights_head": ["Area", "Who decides", "If we differ", "Within"],
        "rights": RIGHTS,
        "later_today": clock.now() + timedelta(minutes=95),
        "yesterday": clock.now() - timedelta(days=1),
        "next_week": clock.today() + timedelta(days=6),
    }


ANSWERS = {
    "line": "The night coverage list has a hole on the 14th. May I tell staffing we will close two beds?",
    "view": "I would rather close two beds for one night than ask the same four people a third time.",
    "kind": "gut",
    "heard": ["n"],
}
STEPS = [
    Step("How to work with me", "done"),
    Step("Who we are: a first conversation", "done", note="with your histories, not your titles"),
    Step("Decide who decides", "now", url="#", note="About 4 minutes. You can stop anywhere and come back."),
    Step("Role descriptions", "later"),
    Step("Our working agreement", "later"),
]
GUIDEPOSTS = [
    "The person nearest the bedside speaks first.",
    "No decision about a profession without it.",
    "We tell families the truth the same day.",
]
RIGHTS = [
    ["Nurse staffing plan", "Nurse, after asking physician", "", ""],
    ["Rounding model", "Both must agree", "Try the reversible one for a month", "14 days"],
    ["Physician schedule", "Physician", "", ""],
]
