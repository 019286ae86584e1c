"""Everything there is to read, loaded once and checked across files; a start-up check and the tests call it."""

from importlib import import_module
from pathlib import Path

from colead.content import launch, model, practices, scenarios, stakeholders
from colead.content.reading import ContentError

# Each list of words has a module of its own name beside it.
FILES = tuple(import_module(f"colead.content.{words.stem}") for words in sorted(Path(__file__).parent.glob("*.toml")))


def check_all() -> None:
    """Loads every file and follows every name from one file to another; ContentError names the first fault."""
    for module in FILES:
        module.load()
    known_practices = {practice.key for practice in practices.load().practices}
    domains = {domain.key for domain in model.load().domains}
    people = {card.key for card in stakeholders.load().cards}
    for entry in model.load().keys:
        _follow("model.toml", entry.key, entry.practices, known_practices)
    for practice in practices.load().practices:
        _follow("practices.toml", practice.key, (practice.domain,), domains)
    for step in launch.load().steps:
        _follow("launch.toml", step.key, (step.practice,), known_practices)
    for scenario in scenarios.load().scenarios:
        _follow("scenarios.toml", scenario.key, scenario.cards, people)


def _follow(file: str, entry: str, names: tuple[str, ...], known: set[str]) -> None:
    strange = sorted(set(names) - known)
    if strange:
        raise ContentError(f"{file}: {entry}", f"leads to {', '.join(strange)}, which is nowhere")
