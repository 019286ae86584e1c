"""What is asked to form a dyad, to fill a seat, to name a sponsor."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation import clock
from colead.people.finding import named_exactly
from colead.people.models import Person
from colead.rules.partnerships import earliest_end, usual_end
from colead.ui.forms import PlainForm
from colead.ui.templatetags.colead import plain_date
from colead.units import queries as unit_queries
from colead.units.models import Unit
from colead.units.picking import PEOPLE, UNITS, Finder, PickForm


class DyadForm(PickForm):
    """Two people, one unit, one sponsor. A sponsor that the unit names need not be written again."""

    nurse = forms.CharField(label=gettext_lazy("Nurse leader"), max_length=160)
    physician = forms.CharField(label=gettext_lazy("Physician leader"), max_length=160)
    unit = forms.CharField(label=gettext_lazy("The unit they lead"), max_length=200)
    sponsor = forms.CharField(
        label=gettext_lazy("Sponsor"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The senior leader they report to. Left empty, the sponsor whom the unit names."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the dyad"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Left empty, it goes by the unit's name."),
    )
    is_temporary = forms.BooleanField(label=gettext_lazy("They co-lead for a time only"), required=False)
    temporary_until = forms.DateField(label=gettext_lazy("Last day"), required=False)

    finders: ClassVar[dict[str, Finder]] = {"nurse": PEOPLE, "physician": PEOPLE, "unit": UNITS, "sponsor": PEOPLE}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("unit") and not cleaned.get("sponsor") and "sponsor" not in self.errors:
            self.take_sponsor_of(cleaned["unit"])
        last_day = cleaned.get("temporary_until")
        if cleaned.get("is_temporary") and (last_day is None or last_day < clock.today()):
            self.add_error("temporary_until", _("Write the last day, today or later."))
        if not cleaned.get("is_temporary"):
            cleaned["temporary_until"] = None
        return cleaned

    def take_sponsor_of(self, unit: Unit) -> None:
        named = unit_queries.sponsors_of(unit)
        if named:
            self.cleaned_data["sponsor"] = named[0].person
        else:
            self.add_error("sponsor", _("This unit names no sponsor. Write whom the two report to."))

    @property
    def fields_of_action(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "name": said["name"] or said["unit"].name}


class SeatForm(PickForm):
    person = forms.CharField(label=gettext_lazy("Who takes the seat"), max_length=160)
    from_on = forms.DateField(label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Left empty, today."))
    is_interim = forms.BooleanField(label=gettext_lazy("For the time in between"), required=False)

    finders: ClassVar[dict[str, Finder]] = {"person": PEOPLE}


class EndSeatForm(PlainForm):
    """The last day of a seat; a person needs some days to take their words along."""

    ends_on = forms.DateField(label=gettext_lazy("It ends on"))

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends_on": usual_end(clock.today())})
        super().__init__(*args, auto_id=f"end_{side}_%s", **kwargs)  # both sides stand on one page

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        earliest = earliest_end(clock.today())
        if ends_on < earliest:
            said = {"day": plain_date(earliest)}
            raise forms.ValidationError(_("Choose %(day)s or later, so that both can take their words along.") % said)
        return ends_on


class SponsorForm(PickForm):
    person = forms.CharField(label=gettext_lazy("Sponsor"), max_length=160)

    finders: ClassVar[dict[str, Finder]] = {"person": PEOPLE}


class RenameForm(PickForm):
    name = forms.CharField(label=gettext_lazy("Name of the dyad"), max_length=120)
    unit = forms.CharField(label=gettext_lazy("The unit they lead"), max_length=200)

    finders: ClassVar[dict[str, Finder]] = {"unit": UNITS}


class NamedPersonForm(PlainForm):
    """Somebody by their whole name or address: no list of people comes back."""

    person = forms.CharField(label=gettext_lazy("Their whole name or work e-mail"), max_length=160)

    def clean_person(self) -> Person:
        found = named_exactly(str(self.cleaned_data["person"]))
        if found is None:
            raise forms.ValidationError(_("Nobody here goes by exactly this, or more than one does. Try the address."))
        return found
