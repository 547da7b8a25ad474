"""Filter and query forms of pages. An invalid field is reported and ignored; the others still apply."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from newsgroups.models import Pair
from newsgroups.models.articles.article import TextKind
from newsgroups.models.stories.pair import CONVINCING
from newsgroups.models.stories.sort_orders import SORT_ORDERS
from newsgroups.stories.core.clustering import MIN_LINK

from .filter_base import FilterForm

ANY_TEXT = [("", "any text"), *TextKind.choices]


class BrowseForm(FilterForm):
    """A month such as `2018-09` means its first to its last day."""

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


class TextKindForm(FilterForm):
    """Lists that can be narrowed to a kind of text: own, agency or syndicated, republished."""

    text_kind = forms.ChoiceField(choices=ANY_TEXT, required=False, label="Kind of text")

    def count_text_kinds(self, counts: Mapping[str, int]) -> None:
        """Add to each kind of text how many rows it would leave."""
        counted = [(value, f"{label} ({counts.get(value, 0):,})") for value, label in TextKind.choices]
        cast(forms.ChoiceField, self.fields["text_kind"]).choices = [ANY_TEXT[0], *counted]


class GroupsForm(TextKindForm):
    outlets = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000,
        label="At least … outlets",
        widget=forms.NumberInput(attrs={"placeholder": "any"}),
    )
    independent = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000,
        label="At least … independent reports",
        widget=forms.NumberInput(attrs={"placeholder": "any"}),
    )
    # How the list of outlets to choose from is narrowed and sorted; neither filters stories.
    find = forms.CharField(required=False, max_length=100, label="Find an outlet")
    outlet_order = forms.ChoiceField(choices=[("", "By articles"), ("name", "A–Z")], required=False)
    disputed = forms.BooleanField(required=False, label="Only stories with disagreements")
    sort = forms.ChoiceField(
        choices=[(order.value, order.label) for order in SORT_ORDERS],
        required=False,
        widget=forms.HiddenInput,
        label="Sort",
    )


class ChangesForm(FilterForm):
    kind = forms.ChoiceField(
        choices=[("", "All"), ("headline", "Headlines"), ("text", "Texts"), ("figure", "Figures")], required=False
    )


class SimilarForm(TextKindForm):
    """Pairs of articles. Reworded pairs are filtered by probability instead of by share of copied words."""

    # In percent. Less certain reworded pairs are listed on demand, down to the lowest probability at which grouping
    # can join two articles.
    USUAL, MIN_PROBABILITY = round(CONVINCING * 100), round(MIN_LINK * 100)

    kind = forms.ChoiceField(choices=[("", "All"), *Pair.Kind.choices], required=False, widget=forms.HiddenInput)
    share = forms.IntegerField(required=False, min_value=0, max_value=100, label="Minimum overlap")
    probability = forms.IntegerField(required=False, min_value=0, max_value=100, label="Minimum probability")
    from_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    by_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    other_outlet = forms.SlugField(required=False, max_length=200, widget=forms.HiddenInput)
    origin = forms.ChoiceField(
        choices=[("", "any origin"), ("unknown", "origin not known")], required=False, widget=forms.HiddenInput
    )
    same_outlet = forms.BooleanField(required=False, label="Include pairs within one outlet")
    sort = forms.ChoiceField(choices=[("newest", "Newest"), ("strongest", "Strongest")], required=False)

    @property
    def irrelevant_fields(self) -> list[str]:
        return ["share" if self.data.get("kind") == Pair.Kind.SAME_STORY else "probability"]

    @property
    def min_share(self) -> int:
        """The minimum share in percent; 0, which every pair reaches, if it is missing or invalid."""
        percent: int = self.value("share", 0)
        return percent

    @property
    def min_probability(self) -> int:
        """The minimum probability of reworded pairs, in percent."""
        percent: int = self.value("probability", self.USUAL)
        return max(self.MIN_PROBABILITY, percent)
