"""Writing a win, a lesson or a story; and saying where it may stand once nobody can be recognised in it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.practice.wins import note_wording
from colead.practice.wins.models import Note
from colead.rules.wins import Shelf
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

WRITTEN = tuple(Note.TEXT)


class NoteForm(GuardedForm):
    """One line is enough; the rest when there is more to say. `seen` guards what the partner wrote meanwhile."""

    text = forms.CharField(max_length=Note.TEXT["text"], widget=forms.Textarea)
    helped = forms.CharField(max_length=Note.TEXT["helped"], required=False)
    now = forms.CharField(max_length=Note.TEXT["now"], required=False)
    only_as_two = forms.CharField(max_length=Note.TEXT["only_as_two"], required=False)
    north_star = forms.CharField(label=note_wording.NORTH_STAR, max_length=Note.TEXT["north_star"], required=False)
    is_courage = forms.BooleanField(label=note_wording.COURAGE, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = dict.fromkeys(WRITTEN, "C1")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = note_wording.ASKS[kind]
        for name in ("text", "helped", "now", "only_as_two"):
            if name in asks:
                self.fields[name].label = asks[name]
            else:
                del self.fields[name]

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[name] for name in WRITTEN if name in self.fields and name != "text"]

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WRITTEN if name in self.fields}


class ProposeForm(PlainForm):
    """`is_ours` is asked for only where the check found something; the answer is stored nowhere."""

    shelf = forms.ChoiceField(
        label=_("Where it stands"),
        choices=list(note_wording.SHELVES.items()),
        initial=Shelf.ORGANISATION.value,
        widget=forms.RadioSelect,
    )
    is_ours = forms.BooleanField(label=_("It speaks for both of us, and nobody can be recognised in it"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            del self.fields["is_ours"]
