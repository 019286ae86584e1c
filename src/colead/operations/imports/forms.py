"""What is asked to take in a list on the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.operations.imports import mapping
from colead.operations.imports.intake import Kind, Listing
from colead.operations.imports.limits import FILE_BYTES_MAX, MEGABYTE
from colead.ui.forms import PlainForm

TOO_LARGE = gettext_lazy("The file is larger than %(megabytes)d MB. Split it, or use the command on the server.")


class ListForm(PlainForm):
    """`seen` names the file and the reading that were looked at; without it, or with another, nothing is taken in."""

    file = forms.FileField(label=gettext_lazy("The list"), help_text=gettext_lazy("CSV or .xlsx, up to 10 MB."))
    columns = forms.CharField(
        label=gettext_lazy("Which column is which"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "Only when the headings are not known here. One to a line: name = Hospital Name, or level: hospital."
        ),
    )
    retire_missing = forms.BooleanField(
        label=gettext_lazy("The list is complete: retire what came from a list before and is in this one no longer"),
        required=False,
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Kind, bytes_sent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.bytes_sent = kind, bytes_sent
        if kind is Kind.FHIR:
            self.fields["file"].help_text = _("A FHIR R4 bundle in JSON, up to 10 MB.")
            del self.fields["columns"], self.fields["retire_missing"]
        if self.is_too_large:
            # A body beyond the limit is not held in memory, so its file is not there to be looked at.
            self.fields["file"].error_messages["required"] = TOO_LARGE % {"megabytes": FILE_BYTES_MAX // MEGABYTE}

    @property
    def is_too_large(self) -> bool:
        return self.bytes_sent > FILE_BYTES_MAX

    @property
    def opens(self) -> bool:
        """Whether the seldom fields should be in sight: something was said in them, or is wrong there."""
        said = [self[name].value() for name in ("columns", "retire_missing") if name in self.fields]
        return any(said) or "columns" in self.errors

    def clean_columns(self) -> mapping.Mapping:
        try:
            return mapping.from_lines(self.cleaned_data["columns"].splitlines())
        except mapping.Unclear as fault:
            raise forms.ValidationError(str(fault)) from None

    @property
    def listing(self) -> Listing:
        said = self.cleaned_data
        with said["file"].open() as opened:
            content = opened.read(FILE_BYTES_MAX + 1)
        return Listing(
            self.kind, content, said.get("columns") or mapping.Mapping(), bool(said.get("retire_missing", False))
        )
