"""Filters and questions of the pages. A field that cannot be read is said and left out; the others hold."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms

from newsgroups.models import Pair, Source
from newsgroups.models.pair import CONVINCING
from newsgroups.stories.core.grouping import LEAST_LINK


class DayField(forms.DateField):
    """A day as `2026-11-02`, written without the reader's language so that browsers understand it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": "This is no day of the calendar (write 2026-11-02): it was left out."}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%d"], **options)


# What a field says that was left out, by the code of its error.
LEFT_OUT = {
    "invalid_choice": "This is none of the choices: it was left out.",
    "min_value": "This is less than %(limit_value)s: it was left out.",
    "max_value": "This is more than %(limit_value)s: it was left out.",
}
NO_OUTLET = "One of these is no outlet of the archive: the outlets were left out."


class FilterForm(forms.Form):
    """Dates and outlets, which every list can be narrowed by."""

    date_from = DayField(label="From")
    date_to = DayField(label="To")
    source = forms.ModelMultipleChoiceField(
        Source.objects.none(), to_field_name="slug", required=False, label="Outlets",
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.unasked:
            del self.fields[name]
        self.fields["source"].queryset = Source.objects.order_by("name").only("name", "slug")
        for field in self.fields.values():
            field.error_messages |= LEFT_OUT
            if isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = "This is no whole number: it was left out."
        self.fields["source"].error_messages["invalid_choice"] = NO_OUTLET
        for name, field in self.fields.items():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs.setdefault("class", "form-control form-control-sm")
            if name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    @property
    def unasked(self) -> list[str]:
        """Fields that are of no use beside what the others say."""
        return []

    def add_prefix(self, field_name: str) -> str:
        """Addresses say `from` and `to`, as the API does; neither can be the name of a field in Python."""
        return {"date_from": "from", "date_to": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("date_from"), self.cleaned_data.get("date_to")
        if first and last and first > last:
            self.add_error("date_to", "This day is before the first one: the dates were left out.")
            self.cleaned_data["date_from"] = None
        return self.cleaned_data

    def value(self, name: str, default: Any = None) -> Any:
        """What was asked for, or the default where nothing readable was."""
        return getattr(self, "cleaned_data", {}).get(name) or default

    def address(self, **changes: str | None) -> str:
        """The query string of this form with some values replaced, or taken off by None."""
        query = self.data.copy()
        for name, value in {"page": None, **changes}.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    @property
    def since(self) -> datetime | None:
        return midnight(self.value("date_from"))

    @property
    def before(self) -> datetime | None:
        last = self.value("date_to")
        return midnight(last + timedelta(days=1)) if last and last < date.max else None

    @property
    def sources(self) -> list[Source]:
        return list(self.value("source", []))

    @property
    def outlet_choices(self) -> list[tuple[str, str, bool]]:
        """Slug, name and whether it is chosen, of every outlet."""
        chosen = {source.slug for source in self.sources}
        return [
            (slug, name, slug in chosen) for slug, name in self.fields["source"].queryset.values_list("slug", "name")
        ]

    @property
    def is_narrowed(self) -> bool:
        return any(
            self.value(name) for name in self.fields if name not in ("sort", "q", "text", "file", "of", "page", "limit")
        )


def midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


class BrowseForm(FilterForm):
    """A month such as `2018-09` stands for its first to its last day."""

    month = forms.RegexField(
        r"^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "This is no month (write 2026-11): it was left out."},
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
        label="Least outlets",
        widget=forms.NumberInput(attrs={"placeholder": "any"}),
    )
    sort = forms.ChoiceField(
        choices=[("latest", "Latest"), ("biggest", "Biggest"), ("fastest", "Fastest")], required=False
    )


class SimilarForm(FilterForm):
    """Pairs of articles; those in other words alone have a slider for their probability instead of a copied share."""

    # In per cent. Pairs in other words that do not convince are listed for who asks, down to where the grouping can
    # put two together.
    USUAL, LEAST = round(CONVINCING * 100), round(LEAST_LINK * 100)

    kind = forms.ChoiceField(choices=[("", "All"), *Pair.Kind.choices], required=False, widget=forms.HiddenInput)
    share = forms.IntegerField(required=False, min_value=0, max_value=100, label="Least share")
    probability = forms.IntegerField(required=False, min_value=0, max_value=100, label="Least probability")
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


class CodesField(forms.Field):
    """Codes of languages, as many as one likes; `unknown` stands for articles of which none is known."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | None) -> list[str]:
        codes = [code for code in value or [] if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|unknown", code)]
        return list(dict.fromkeys("" if code == "unknown" else code.lower() for code in codes))


class SearchForm(FilterForm):
    q = forms.CharField(required=False, strip=True, label="Search for")
    sort = forms.ChoiceField(
        choices=[("relevance", "Relevance"), ("newest", "Newest"), ("oldest", "Oldest")], required=False
    )
    language = CodesField(required=False)
    group = forms.ChoiceField(choices=[("in", "In a group"), ("alone", "Alone")], required=False)
    copies = forms.ChoiceField(choices=[("all", "Near-identical texts one by one")], required=False)
    like = forms.IntegerField(required=False, min_value=1, max_value=2**62, label="Copies of")

    @property
    def question(self) -> dict[str, Any]:
        """What `newsgroups.search.articles` is to be asked."""
        return {
            "query": self.value("q", ""),
            "sources": self.sources,
            "date_from": self.value("date_from"),
            "date_to": self.value("date_to"),
            "languages": self.value("language", []),
            "grouped": self.value("group"),
            "like": self.value("like"),
            "sort": self.value("sort", "relevance"),
            "fold": not (self.value("copies") or self.value("like")),
        }

    def with_value(self, name: str, value: str) -> str:
        """The address with one more value of a field that takes several."""
        return self._address(name, [*self.data.getlist(name), value])

    def without_value(self, name: str, value: str) -> str:
        return self._address(name, [each for each in self.data.getlist(name) if each != value])

    def _address(self, name: str, values: list[str]) -> str:
        query = self.data.copy()
        query.pop("page", None)
        query.setlist(name, values)
        return f"?{query.urlencode()}"

    @property
    def is_narrowed(self) -> bool:
        return any(self.value(name) for name in ("source", "date_from", "date_to", "language", "group", "like"))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Everything that another query typed into the form keeps: filters and order, but not the page."""
        names = ("source", "language", "group", "copies", "sort")
        return [(name, value) for name in names for value in self.data.getlist(name)]
