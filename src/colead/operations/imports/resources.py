"""From FHIR resources to units and people: which name, number and parent; no reference is followed out."""

from dataclasses import dataclass, field
from typing import Any

LEVELS = {"prov": "hospital", "dept": "unit", "team": "unit", "bus": "system", "govt": "region", "edu": "programme"}
# Role and qualification codes of HL7 and SNOMED CT, and the words that stand beside them.
NURSING = {"nurse", "rn", "lpn", "np", "224535009", "106292003", "registered nurse", "nursing"}
MEDICINE = {"doctor", "md", "do", "309343006", "158965000", "physician", "medical doctor", "doctor of medicine"}


@dataclass
class Found:
    """Rows as the importer knows them, and what each address inside the bundle names."""

    units: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    roles: list[tuple[Any, str]] = field(default_factory=list)
    messages: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)  # addresses of resources that were wrong themselves

    def add(self, kind: str, resource: Any, where: str, full_url: str) -> None:
        if kind == "PractitionerRole":
            self.roles.append((resource, where))
            return
        row = unit_row(resource) if kind == "Organization" else person_row(resource)
        row["where"] = where
        (self.units if kind == "Organization" else self.people).append(row)
        addresses = [f"{kind}/{resource.id}"] if resource.id else []
        for address in [*addresses, *([full_url] if full_url else [])]:
            if address in self.at:
                self.say(where, "id", f"{address} stands twice in the bundle.")
            self.at[address] = row
        for each in resource.identifier or []:
            if each.value:
                self.at.setdefault(by_identifier(kind, each), row)

    def say(self, where: str, column: str, text: str) -> None:
        self.messages.append({"where": where, "column": column, "text": text})

    def find(self, reference: Any, kind: str, where: str, column: str) -> dict[str, Any] | None:
        """What a reference names inside this bundle; anything else is said, never fetched."""
        address = str(reference.reference or "")
        if not address and reference.identifier is not None:
            address = by_identifier(kind, reference.identifier)
        if address in self.unread:
            return None
        row = self.at.get(address)
        if row is None or (row in self.units) != (kind == "Organization"):
            self.say(where, column, f'"{address[:80]}" names no {kind} in this bundle; nothing outside it is fetched.')
            return None
        return row


def by_identifier(kind: str, identifier: Any) -> str:
    """The way FHIR itself writes a search for a number; some systems use it as a reference."""
    return f"{kind}?identifier={identifier.system or ''}|{identifier.value or ''}"


def point(found: Found) -> None:
    """Follows partOf and roles once everything has been read."""
    for row in found.units:
        part_of = row.pop("part_of")
        if part_of is not None:
            parent = found.find(part_of, "Organization", row["where"], "partOf")
            row["values"]["parent"] = parent["values"]["external_id"] if parent else ""
        elif "level" not in row["values"]:
            row["values"]["level"] = "system"
        row["values"].setdefault("level", "unit")
    n_placed = 0
    for role, where in found.roles:
        n_placed += role.organization is not None
        apply_role(role, where, found)
    if n_placed:
        found.notes.append(f"{n_placed} roles name an organization; who leads where is said when a dyad is added.")


def apply_role(role: Any, where: str, found: Found) -> None:
    if role.practitioner is None:
        found.say(where, "practitioner", "the role names no practitioner.")
        return
    person = found.find(role.practitioner, "Practitioner", where, "practitioner")
    if person is None or role.active is False:
        return
    for concept in role.code or []:
        person["values"].setdefault("title", words(concept))
        if not person["values"].get("profession"):
            person["values"]["profession"] = profession([concept])
    person["values"] = {name: value for name, value in person["values"].items() if value}


def unit_row(organization: Any) -> dict[str, Any]:
    values = {"external_id": number(organization), "name": organization.name or ""}
    for concept in organization.type or []:
        for coding in concept.coding or []:
            if coding.code in LEVELS:
                values.setdefault("level", LEVELS[coding.code])
    return {"values": values, "part_of": organization.partOf, "is_active": organization.active is not False}


def person_row(practitioner: Any) -> dict[str, Any]:
    emails = [contact.value for contact in practitioner.telecom or [] if contact.system == "email" and contact.value]
    values = {"external_id": number(practitioner), "name": name(practitioner.name or []), "email": (emails or [""])[0]}
    found = profession([each.code for each in practitioner.qualification or []])
    if found:
        values["profession"] = found
    return {"values": values, "is_active": practitioner.active is not False}


def number(resource: Any) -> str:
    """The official identifier, else the first, else the resource's own id."""
    known = [each for each in resource.identifier or [] if each.value]
    official = next((each.value for each in known if each.use == "official"), None)
    return str(official or (known[0].value if known else "") or resource.id or "")


def name(names: list[Any]) -> str:
    if not names:
        return ""
    order = ["official", "usual", None]
    best = min(names, key=lambda each: order.index(each.use) if each.use in order else len(order))
    if best.text:
        return str(best.text)
    parts = [*(best.prefix or []), *(best.given or []), best.family or ""]
    return " ".join(str(part) for part in parts if part)


def words(concept: Any) -> str:
    display = next((coding.display for coding in concept.coding or [] if coding.display), "")
    return str(concept.text or display or "")


def profession(concepts: list[Any]) -> str:
    said = {words(concept).casefold() for concept in concepts if concept}
    said |= {
        str(coding.code).casefold() for concept in concepts if concept for coding in concept.coding or [] if coding.code
    }
    if said & NURSING or any("nurse" in each for each in said):
        return "nursing"
    if said & MEDICINE or any("physician" in each for each in said):
        return "medicine"
    return ""
