"""Filters and questions of the pages. A field that cannot be read is said and left out; the others hold."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django import forms

from newsgroups.models import Pair
from newsgroups.models.article import TextKind
from newsgroups.models.pair import CONVINCING
from newsgroups.stories.core.clustering import LEAST_LINK

from .filters import FilterForm

ANY_TEXT = [("", "any text"), *TextKind.choices]
SORTS = [
    ("latest", "Latest"),
    ("biggest", "Most articles"),
    ("fastest", "Fastest"),
    ("independent", "Most independent reports"),
]


class BrowseForm(FilterForm):
    """A month such as `2018-09` stands for its first to its last day."""

    month = forms.RegexField(
        r"^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "That month doesn’t exist (use YYYY-MM), so it was ignored."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if month := cleaned.get("month"):
            year, number = map(int, month.split("-"))
            first = date(year, number, 1)
            cleaned |= {
                "month": first,
                "date_from": first,
                "date_to": first + timedelta(monthrange(year, number)[1] - 1),
            }
        return cleaned


class GroupsForm(FilterForm):
    outlets = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000,
        label="At least … outlets",
        widget=forms.NumberInput(attrs={"placeholder": "any"}),
    )
    text_kind = forms.ChoiceField(choices=ANY_TEXT, required=False, label="With")
    independent = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000,
        label="At least … independent reports",
        widget=forms.NumberInput(attrs={"placeholder": "any"}),
    )
    sort = forms.ChoiceField(
        choices=SORTS,
        required=False,
        widget=forms.HiddenInput,
        label="Sort",
    )


class ChangesForm(FilterForm):
    kind = forms.ChoiceField(choices=[("", "All"), ("headline", "Headlines"), ("text", "Texts")], required=False)


class SimilarForm(FilterForm):
    """Pairs of articles; those in other words alone have a slider for their probability instead of a copied share."""

    # In per cent. Pairs in other words that do not convince are listed for who asks, down to where the grouping can
    # put two together.
    USUAL, LEAST = round(CONVINCING * 100), round(LEAST_LINK * 100)

    kind = forms.ChoiceField(choices=[("", "All"), *Pair.Kind.choices], required=False, widget=forms.HiddenInput)
    share = forms.IntegerField(required=False, min_value=0, max_value=100, label="Minimum overlap")
    probability = forms.IntegerField(required=False, min_value=0, max_value=100, label="Minimum probability")
    text_kind = forms.ChoiceField(choices=ANY_TEXT, required=False, label="With")
    from_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    by_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    other_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    same_outlet = forms.BooleanField(required=False, label="Also within one outlet")
    sort = forms.ChoiceField(choices=[("newest", "Newest"), ("strongest", "Strongest")], required=False)

    @property
    def unasked(self) -> list[str]:
        return ["share" if self.data.get("kind") == Pair.Kind.SAME_STORY else "probability"]

    @property
    def least_share(self) -> int:
        """In per cent; nothing that is readable is 0, which every pair reaches."""
        return self.value("share", 0)

    @property
    def least_probability(self) -> int:
        """Of pairs in other words, in per cent."""
        return max(self.LEAST, self.value("probability", self.USUAL))
