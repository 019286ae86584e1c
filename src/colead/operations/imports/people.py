"""Compares a list of people with those who are here: by the number of the personnel system, else by e-mail."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.operations.imports.addresses import reason_to_stay
from colead.operations.imports.fields import PERSON_FIELDS
from colead.operations.imports.mapping import Mapping, Row, Rows, rows_of
from colead.operations.imports.messages import quoted
from colead.operations.imports.plan import Plan, doubled, place
from colead.operations.imports.sandbox import Table
from colead.people.models import Person

KEPT = ("external_id", "name", "title", "profession", "email", "left_on")


@dataclass
class Roster:
    """Who is here, by number and by e-mail; an e-mail that two people share names neither."""

    by_number: dict[str, Person] = field(default_factory=dict)
    by_email: dict[str, list[Person]] = field(default_factory=dict)


def plan_table(table: Table, mapping: Mapping, *, retire_missing: bool = False) -> Plan[Person]:
    rows = rows_of(table, mapping, PERSON_FIELDS, ("name",))
    if not {"external_id", "email"} & rows.columns.keys():
        sentence = _("people are told apart by a number or an e-mail address; say which column it is: email=Heading.")
        rows.complaints.add(sentence, table.header_row)
        rows.complaints.refuse()
    return plan_rows(rows, retire_missing=retire_missing)


def plan_rows(rows: Rows, *, retire_missing: bool = False) -> Plan[Person]:
    plan: Plan[Person] = Plan.of(rows)
    refuse_doubles(rows, plan)
    roster = read_roster(Person.objects.all())
    seen: set[str] = set()
    leaving: dict[UUID, Row] = {}
    for row in rows.rows:
        person = find(row, rows, roster, plan)
        values = {name: row.values[name] for name in KEPT if row.values.get(name, "") != ""}
        if person is None:
            plan.new.append(Person(**values))
        elif str(person.pk) in seen:
            complain(row, rows, plan, _("another row means the same person."))
        else:
            seen.add(str(person.pk))
            if values.get("left_on", person.left_on) != person.left_on:
                leaving[person.pk] = row
            plan.compare(person, values)
    refuse_leaving(leaving, rows, plan)
    if retire_missing and not plan.complaints:
        retire(roster, seen, plan)
    return plan


def refuse_doubles(rows: Rows, plan: Plan[Person]) -> None:
    for name in ("external_id", "email"):
        for row, earlier in doubled(rows.all, name):
            plan.complaints.add(
                _("%(value)s stands in %(earlier)s too.")
                % {"value": quoted(row.values[name]), "earlier": earlier.where or f"row {earlier.number}"},
                column=rows.heading(name),
                **place(row),
            )
    for row in rows.rows:
        if not row.values.get("external_id") and not row.values.get("email"):
            plan.complaints.add(_("neither a number nor an e-mail address tells who this is."), **place(row))


def refuse_leaving(leaving: dict[UUID, Row], rows: Rows, plan: Plan[Person]) -> None:
    """A line of a list is not how somebody leaves who still has something here."""
    for id, sentence in reason_to_stay(leaving).items():
        row = leaving[id]
        name = quoted(row.values.get("name", ""))
        plan.complaints.add(sentence % {"name": name}, column=rows.heading("left_on"), **place(row))


def read_roster(people: QuerySet[Person]) -> Roster:
    roster = Roster()
    for person in people.iterator(chunk_size=5000):
        if person.external_id:
            roster.by_number[person.external_id] = person
        if person.email:
            roster.by_email.setdefault(person.email.lower(), []).append(person)
    return roster


def find(row: Row, rows: Rows, roster: Roster, plan: Plan[Person]) -> Person | None:
    """The person this row means. An address never overrides a number."""
    number, email = row.values.get("external_id", ""), row.values.get("email", "")
    by_number = roster.by_number.get(number) if number else None
    by_email = roster.by_email.get(email, []) if email else []
    if by_number is not None:
        if any(other.pk != by_number.pk for other in by_email):
            complain(row, rows, plan, _("%(email)s belongs to somebody else here.") % {"email": quoted(email)})
        return by_number
    if len(by_email) > 1:
        complain(row, rows, plan, _("%(email)s belongs to several people here.") % {"email": quoted(email)})
        return None
    found = by_email[0] if by_email else None
    if found is not None and number and found.external_id:
        complain(
            row,
            rows,
            plan,
            _("%(email)s belongs to somebody here with the number %(number)s.")
            % {"email": quoted(email), "number": quoted(found.external_id)},
        )
    return found


def complain(row: Row, rows: Rows, plan: Plan[Person], sentence: str) -> None:
    plan.complaints.add(sentence, column=rows.heading("email"), **place(row))


def retire(roster: Roster, seen: set[str], plan: Plan[Person]) -> None:
    """People who came from a list before and are in it no longer."""
    known = roster.by_number.values()
    missing = [person for person in known if str(person.pk) not in seen and person.left_on is None]
    stays = reason_to_stay({person.pk for person in missing})
    for person in missing:
        if person.pk in stays:
            sentence = _("%(name)s is missing from the list.") % {"name": quoted(person.name)}
            plan.complaints.add(f"{sentence} {stays[person.pk] % {'name': quoted(person.name)}}")
        else:
            person.left_on = clock.today()
            plan.retired.append(person)
