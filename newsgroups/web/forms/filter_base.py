"""The base of all filter forms: dates, outlets, and a URL for each state."""

import re
from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import cached_property

from newsgroups.common.dates.days import midnight
from newsgroups.common.reader_language import reader_language
from newsgroups.models import Collection, CollectionOutlet, Source
from newsgroups.text.languages.writing.collation import sort_key


class DayField(forms.DateField):
    """A date as `2026-11-02`, independent of the locale so that browsers understand it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": "That date doesn’t exist (use YYYY-MM-DD), so it was ignored."}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%d"], **options)


# Messages for an ignored field, by error code.
LEFT_OUT = {
    "invalid_choice": "Unknown option, so it was ignored.",
    "min_value": "Less than %(limit_value)s, so it was ignored.",
    "max_value": "More than %(limit_value)s, so it was ignored.",
}
NO_NUMBER = "Enter a whole number; this was ignored."
NO_OUTLET = "One of these outlets is not in the archive, so the outlets were ignored."
NO_COLLECTION = "One of these collections does not exist, so the collections were ignored."
EMPTY_COLLECTION = "These collections have no outlets, so the collections were ignored."


# The end of a message on a page; a rejected request ignores nothing.
_IGNORED = re.compile(r"(?:, so [\w ]+ ignored|; this was ignored)\.$")

# Query parameters that are not filters.
NO_FILTERS = frozenset({"page", "q", "csrfmiddlewaretoken", "format", "month", "muted", "bom"})
# Fields that leave nothing out of a list.
NO_NARROWING = frozenset({"sort", "q", "text", "file", "of", "page", "limit", "find", "outlet_order"})


class FilterForm(forms.Form):
    """Dates and outlets, by which every list can be filtered. A collection stands for all of its outlets."""

    # Every form that reads its data is bound to a query string or a POST.
    data: QueryDict
    # Their attributes differ from kind to kind.
    fields: dict[str, Any]

    date_from = DayField(label="From")
    date_to = DayField(label="To")
    source = forms.ModelMultipleChoiceField(
        Source.objects.none(), to_field_name="slug", required=False, label="Outlets",
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )  # fmt: skip
    collection = forms.ModelMultipleChoiceField(
        Collection.objects.all(), to_field_name="slug", required=False, label="Collections",
        widget=forms.MultipleHiddenInput,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.irrelevant_fields:
            del self.fields[name]
        self.fields["source"].queryset = (
            Source.objects.select_related("outlet").order_by("name").only("name", "slug", "outlet__slug")
        )
        for field in self.fields.values():
            field.error_messages |= LEFT_OUT
            if isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = NO_NUMBER
        self.fields["source"].error_messages["invalid_choice"] = NO_OUTLET
        if "collection" in self.fields:
            self.fields["collection"].error_messages["invalid_choice"] = NO_COLLECTION
        # Set up only now, because checking for errors reads the submitted data.
        for name, field in self.fields.items():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs.setdefault("class", "form-control form-control-sm")
            if name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    @property
    def irrelevant_fields(self) -> list[str]:
        """Return fields that have no effect in combination with the others."""
        return []

    def add_prefix(self, field_name: str) -> str:
        """URLs use `from` and `to`, as the API does; in Python, `from` cannot be the name of a field."""
        return {"date_from": "from", "date_to": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("date_from"), self.cleaned_data.get("date_to")
        if first and last and first > last:
            self.add_error("date_to", "This date is before the start date, so both dates were ignored.")
            self.cleaned_data["date_from"] = None
        return self.cleaned_data

    def clean_collection(self) -> list[Collection]:
        """Filtering by no outlet at all would return everything."""
        chosen = list(self.cleaned_data["collection"])
        self._collected = (
            list(Source.objects.select_related("outlet").filter(pk__in=_outlets_of(chosen)).order_by("name"))
            if chosen
            else []
        )
        if chosen and not self._collected:
            raise forms.ValidationError(EMPTY_COLLECTION)
        return chosen

    _collected: list[Source] = []

    def value(self, name: str, default: Any = None) -> Any:
        """Return the submitted value, or the default if there is no valid one."""
        cleaned = getattr(self, "cleaned_data", {}).get(name)
        return default if cleaned in EMPTY_VALUES else cleaned

    def address(self, **changes: str | None) -> str:
        """Return the query string of this form with some values replaced, or removed if None."""
        query = self.data.copy()
        for name, value in {"page": None, **changes}.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    def without_value(self, name: str, value: str) -> str:
        """Return the URL without one value of a field that accepts several."""
        query = self.data.copy()
        query.pop("page", None)
        query.setlist(name, [other for other in query.getlist(name) if other != value])
        return f"?{query.urlencode()}"

    @property
    def ignored(self) -> list[str]:
        """Return messages on parameters that are no filters here, or have no effect in combination with others."""
        return _without_effect(self.data, {self.add_prefix(name) for name in self.fields} | NO_FILTERS)

    @property
    def since(self) -> datetime | None:
        first = self.value("date_from")
        return midnight(first) if first else None

    @property
    def before(self) -> datetime | None:
        last = self.value("date_to")
        return midnight(last + timedelta(days=1)) if last and last < date.max else None

    @cached_property
    def chosen_outlets(self) -> list[Source]:
        return list(self.value("source", []))

    @property
    def collections(self) -> list[Collection]:
        return list(self.value("collection", []))

    @property
    def sources(self) -> list[Source]:
        """Return the chosen outlets and those of the chosen collections, each once."""
        collected = self._collected if self.collections else []
        return list({source.pk: source for source in [*self.chosen_outlets, *collected]}.values())

    @property
    def outlet_choices(self) -> list[tuple[str, str, bool]]:
        """Return slug, name and whether it is selected, for every outlet under its main name, in the order of the
        reader's language.
        """
        chosen = {source.main.slug for source in self.chosen_outlets}
        names = Source.objects.main_names().order_by("name").values_list("slug", "name")
        language = reader_language()
        choices = [(slug, name, slug in chosen) for slug, name in names]
        return sorted(choices, key=lambda choice: sort_key(choice[1], language))

    @property
    def is_narrowed(self) -> bool:
        return any(self.value(name) for name in self.fields if name not in NO_NARROWING)


def _outlets_of(collections: list[Collection]) -> QuerySet:
    return CollectionOutlet.objects.filter(collection__in=collections).order_by().values("source")


def _without_effect(data: QueryDict, known: Container[str]) -> list[str]:
    sent = [name for name in data if name not in known and data.get(name) and not name.startswith("utm_")]
    return [f"“{name[:40]}” has no effect here, so it was ignored." for name in sent[:5]]


def filters_refused(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a feed that takes no filters; None if none were sent."""
    return _refusal(_without_effect(request.GET, NO_FILTERS))


def unreadable(form: FilterForm) -> HttpResponse | None:
    """Return the error response of a table or feed with invalid filters, or None if they are valid.

    Unlike a page, it cannot show what it ignored. A query is never an error: the parts that cannot be parsed are
    ignored.
    """
    problems = [
        f"{form[name].label or name}: {error}"
        for name, errors in form.errors.items()
        if name != "q"
        for error in errors
    ]
    return _refusal(problems + form.ignored)


def _refusal(problems: list[str]) -> HttpResponse | None:
    if not problems:
        return None
    answer = "\n".join(_IGNORED.sub(".", sentence) for sentence in problems)
    return HttpResponse(answer, status=400, content_type="text/plain; charset=utf-8")
