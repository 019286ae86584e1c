"""Runs alone in a locked room: turns a FHIR R4 bundle on stdin into units and people, resource by resource."""

import json
import sys
from typing import Any

from fhir.resources.R4B.organization import Organization
from fhir.resources.R4B.practitioner import Practitioner
from fhir.resources.R4B.practitionerrole import PractitionerRole
from pydantic import BaseModel, ValidationError

from colead.operations.imports import confinement, resources
from colead.operations.imports.limits import FILE_BYTES_MAX, MESSAGES_KEPT, ROWS_MAX
from colead.operations.imports.unreadable import Unreadable

KINDS: dict[str, type[BaseModel]] = {
    "Organization": Organization,
    "Practitioner": Practitioner,
    "PractitionerRole": PractitionerRole,
}


def main() -> None:
    warm_up()
    confinement.confine()
    try:
        answer = read(sys.stdin.buffer.read(FILE_BYTES_MAX + 1))
    except Unreadable as fault:
        answer = {"fault": fault.sentence}
    sys.stdout.write(json.dumps(answer) + "\n")


def warm_up() -> None:
    """The library loads the parts of a resource when it first meets one, and later it may open no file."""
    for name, model in KINDS.items():
        try:
            model.model_validate(WARM_UP[name])
        except ValidationError:
            continue


CONTACT: dict[str, Any] = {"system": "email", "value": "a@b.example"}
NUMBER: dict[str, Any] = {"use": "official", "system": "urn:x", "value": "1"}
WORD: dict[str, Any] = {"coding": [{"code": "dept", "display": "x"}], "text": "x"}
POINTER: dict[str, Any] = {"reference": "Organization/1", "display": "x"}
WARM_UP: dict[str, dict[str, Any]] = {
    "Organization": {"name": "x", "identifier": [NUMBER], "type": [WORD], "partOf": POINTER, "telecom": [CONTACT]},
    "Practitioner": {
        "identifier": [NUMBER],
        "name": [{"family": "x", "given": ["y"]}],
        "telecom": [CONTACT],
        "qualification": [{"code": WORD}],
    },
    "PractitionerRole": {"practitioner": POINTER, "organization": POINTER, "code": [WORD]},
}


def read(content: bytes) -> dict[str, Any]:
    bundle = parsed(content)
    messages: list[dict[str, str]] = []
    skipped: dict[str, int] = {}
    found = resources.Found()
    for number, entry in enumerate(bundle["entry"]):
        take(entry, number, found, messages, skipped)
    resources.point(found)
    messages += found.messages
    notes = [*found.notes, *(f"{count} resources of type {name} were skipped." for name, count in skipped.items())]
    return {
        "units": found.units,
        "people": found.people,
        "messages": messages[:MESSAGES_KEPT],
        "n_unsaid": max(0, len(messages) - MESSAGES_KEPT),
        "notes": notes,
    }


def parsed(content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise Unreadable("The file is empty.")
    try:
        bundle = json.loads(content.decode("utf-8-sig"), parse_constant=refuse_constant, object_pairs_hook=unique)
    except UnicodeDecodeError:
        raise Unreadable("The file is not UTF-8 text.") from None
    except RecursionError:
        raise Unreadable("The file is nested deeper than a bundle is.") from None
    except ValueError as fault:
        raise Unreadable(f"The file is not JSON: {str(fault)[:120]}") from None
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise Unreadable("This is not a FHIR bundle: resourceType should be Bundle.")
    entries = bundle.get("entry")
    if not isinstance(entries, list) or not entries:
        raise Unreadable("The bundle has no entries.")
    if len(entries) > ROWS_MAX:
        raise Unreadable(f"The bundle has more than {ROWS_MAX} entries. Split it.")
    return bundle


def refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no value")


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def take(entry: Any, number: int, found: Any, messages: list[dict[str, str]], skipped: dict[str, int]) -> None:
    resource = entry.get("resource") if isinstance(entry, dict) else None
    where = f"entry[{number}]"
    if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
        messages.append({"where": where, "column": "", "text": "there is no resource in this entry."})
        return
    kind = resource["resourceType"][:40]
    model = KINDS.get(kind)
    if model is None:
        skipped[kind] = skipped.get(kind, 0) + 1
        return
    where += f".{kind}" + (f"/{resource['id'][:64]}" if isinstance(resource.get("id"), str) else "")
    full_url = entry.get("fullUrl")
    try:
        read_one = model.model_validate({name: value for name, value in resource.items() if name != "resourceType"})
    except ValidationError as fault:
        messages += [told(where, error) for error in fault.errors(include_url=False)]
        # What points to it is not wrong as well.
        found.unread |= {f"{kind}/{resource.get('id')}", str(full_url)}
    except RecursionError:
        messages.append({"where": where, "column": "", "text": "the resource is nested deeper than one is."})
    else:
        found.add(kind, read_one, where, str(full_url) if isinstance(full_url, str) else "")


def told(where: str, error: Any) -> dict[str, str]:
    return {
        "where": where,
        "column": ".".join(str(step) for step in error["loc"])[:120],
        "text": str(error["msg"])[:200],
    }


if __name__ == "__main__":
    main()
