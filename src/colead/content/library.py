"""Everything there is to read, loaded once and checked across files; a start-up check and the tests call it."""

from colead.content import (
    agreement,
    cards,
    conversations,
    covenant,
    daily,
    decisions,
    glossary,
    guide,
    launch,
    model,
    practices,
    prompts,
    rights,
    safety,
    scenarios,
    stakeholders,
    visibility,
)
from colead.content.reading import ContentError

FILES = (
    agreement,
    cards,
    conversations,
    covenant,
    daily,
    decisions,
    glossary,
    guide,
    launch,
    model,
    practices,
    prompts,
    rights,
    safety,
    scenarios,
    stakeholders,
    visibility,
)


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
