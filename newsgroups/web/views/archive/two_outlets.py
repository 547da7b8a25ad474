"""Two outlets side by side: which stories both cover, and which only one of them does, on a topic and in a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.common.dates.days import midnight
from newsgroups.models import Article, Source, Story
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import iter_all
from newsgroups.web.forms.filter_base import DayField
from newsgroups.web.middleware.rate_limit import count_request

# Articles of each outlet on a topic that are read, the latest first; stories shown in each column.
MAX_READ = 1_000
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
    lefts, rights = (_stories(each, q, date_from, date_to) for each in (left, right))
    return [
        _column("Both", lefts & rights),
        _column(f"Only {left}", lefts - rights),
        _column(f"Only {right}", rights - lefts),
    ]


def _stories(outlet: Source, q: str, first: date | None, last: date | None) -> set[int]:
    """Return the stories with an article of the outlet; with a topic, those of its latest articles on it."""
    if q.strip():
        found = iter_all(q, sort="newest", sources=[outlet], date_from=first, date_to=last, grouped="in")
        read = (article for _, article in zip(range(MAX_READ), found, strict=False))
        return {article.story_id for article in read if article.story_id}
    articles = Article.objects.visible().of_sources([outlet]).filter(story__article_count__gt=1)
    if first or last:
        before = midnight(last + timedelta(1)) if last and last < date.max else None
        articles = articles.published(since=midnight(first) if first else None, before=before)
    return set(articles.order_by().values_list("story", flat=True))


def _column(label: str, stories: set[int]) -> Column:
    return Column(label, len(stories), list(Story.objects.groups().filter(pk__in=stories).biggest_first()[:SHOWN]))
