"""Two outlets side by side: which stories both cover, and which only one of them does, on a topic and in a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import Article, Source, Story
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import iter_all
from newsgroups.web.forms.filters import DayField
from newsgroups.web.middleware.rate_limit import count_request

# Articles of each outlet that are read, the latest first; stories shown in each column.
MAX_READ = 5_000
SHOWN = 50


class TwoOutletsForm(forms.Form):
    left = forms.ModelChoiceField(Source.objects.main_names().order_by("name"), to_field_name="slug", label="Outlet")
    right = forms.ModelChoiceField(
        Source.objects.main_names().order_by("name"), to_field_name="slug", label="Other outlet"
    )
    q = forms.CharField(required=False, max_length=500, label="Topic", help_text="Words, as in search; may be empty.")
    date_from = DayField(label="From")
    date_to = DayField(label="To")

    def add_prefix(self, field_name: str) -> str:
        return {"date_from": "from", "date_to": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("left") and cleaned.get("left") == cleaned.get("right"):
            self.add_error("right", "These are the same outlet. Choose another one.")
        return cleaned


@dataclass(frozen=True)
class Column:
    """Stories with their number, of which the largest are listed."""

    label: str
    count: int
    stories: list[Story]


def two_outlets(request: HttpRequest) -> HttpResponse:
    count_request(request, "search")
    form = TwoOutletsForm(request.GET if "left" in request.GET else None)
    shown: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            shown["columns"] = _columns(**form.cleaned_data)
        except IndexProblem as problem:
            shown["problem"] = str(problem)
    return render(request, "newsgroups/two_outlets.html", shown)


def _columns(left: Source, right: Source, q: str, date_from: Any, date_to: Any) -> list[Column]:
    within = {"date_from": date_from, "date_to": date_to, "grouped": "in"}
    lefts, rights = (_stories(iter_all(q, sort="newest", sources=[each], **within)) for each in (left, right))
    return [
        _column("Both", lefts & rights),
        _column(f"Only {left}", lefts - rights),
        _column(f"Only {right}", rights - lefts),
    ]


def _stories(articles: Iterable[Article]) -> set[int]:
    read = (article for _, article in zip(range(MAX_READ), articles, strict=False))
    return {article.story_id for article in read if article.story_id}


def _column(label: str, stories: set[int]) -> Column:
    return Column(label, len(stories), list(Story.objects.groups().filter(pk__in=stories).biggest_first()[:SHOWN]))
