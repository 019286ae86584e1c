"""How one text grows out of the one before: words from the decision, what of them goes out, the joint brief."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.wording import PARTS, QUESTION_NAMES

Text = dict[str, Any]


def words_from(text: Text, decided: Text, pair: Pair) -> Text:
    """A first draft of what both will say; every line is there to be changed."""
    own = {"what": text.get("sentence"), "why": text.get("north_star")}
    start = {
        "what": decided.get("sentence") or own["what"],
        "why": decided.get("north_star") or own["why"],
        "heard": _("What we give up: %(what)s") % {"what": decided["give_up"]} if decided.get("give_up") else "",
        "either": _("Ask either of us: %(names)s. The answer is the same.") % {"names": _(" or ").join(names(pair))},
    }
    return {name: words for name, words in start.items() if words}


def names(pair: Pair) -> list[str]:
    return sorted(person.name for person in pair.people)


def going_out(text: Text, parts: Sequence[str]) -> list[str]:
    """The parts of these words that everyone will read. How people may feel about it is never among them."""
    if not parts:
        return []
    chosen = {"what", *parts}  # a message without its first line says nothing
    names = [name for name in PARTS if name in chosen] + (list(QUESTION_NAMES) if "questions" in chosen else [])
    return [name for name in (*names, "signed_by", "unit") if text.get(name)]


def signed(text: Text, pair: Pair, before: Text, by: Viewer) -> Text:
    """Signed by both. Whose name comes first alternates from message to message and stays through corrections."""
    signers = before.get("signed_by") or names_in_turn(pair, by)
    return text | {"signed_by": signers, "unit": pair.partnership.unit.name}


def names_in_turn(pair: Pair, by: Viewer) -> list[str]:
    n_before = queries.n_messages(by, pair)
    return names(pair) if n_before % 2 == 0 else names(pair)[::-1]


def brief(text: Text, frame: Text, views: list[Text], north_star: str, pair: Pair) -> Text:
    """Both views in full beside each other, under the same headings, and what the two agree on."""
    return text | {
        "question": frame["question"],
        "affected": frame["affected"],
        "north_star": north_star,
        "views": views,
        "signed_by": [view["name"] for view in views],
        "unit": pair.partnership.unit.name,
    }


def is_whole(text: Text) -> bool:
    """Nothing one-sided goes up: both views are in it."""
    return len(text.get("views", [])) == 2 and all(view.get("view") for view in text["views"])
