"""The names of the parts of a view and of each text, which forms ask for and pages show."""

from typing import Final

from colead.content import decisions as content
from colead.content.decisions import Prompt

ASKED: Final = content.load()
DECIDED: Final = ASKED.integration_prompts
VOICE: Final = ASKED.one_voice
REACTION: Final = ASKED.reaction_plan

CARD: Final = "card_"
ALONE: Final = "assumption"

QUESTIONS: Final = (1, 2, 3)
FIRST: Final = ("what", "why")
FOR_WHOM: Final = ("patients", "nurses", "physicians", "others")
LAST: Final = ("heard", "from_when", "either")
PARTS: Final = (*FIRST, *FOR_WHOM, *LAST)
QUESTION_NAMES: Final = tuple(f"{kind}_{number}" for number in QUESTIONS for kind in ("question", "answer"))
VOICE_NAMES: Final = (*PARTS, *QUESTION_NAMES)
REACTION_PLAN: Final = ("who_feels", "who_goes", "who_answers")


def prompt(prompts: tuple[Prompt, ...], key: str) -> Prompt:
    return next(one for one in prompts if one.key == key)
