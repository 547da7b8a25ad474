"""What a request asks to follow: its kind, filters, title, and feeds."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from newsgroups.models import Story, Subscription
from newsgroups.web.forms.filter_base import FilterForm
from newsgroups.web.forms.list_filters import ChangesForm, GroupsForm
from newsgroups.web.forms.search import SearchForm

What = Subscription.What
_FORMS: dict[str, type[FilterForm]] = {
    What.SEARCH: SearchForm,
    What.STORIES: GroupsForm,
    What.ARTICLES: SearchForm,
    What.CHANGES: ChangesForm,
}
_FEEDS = {What.SEARCH: "search_feed", What.STORIES: "feed", What.ARTICLES: "search_feed", What.CHANGES: "changes_feed"}
# The filters of each kind that a message can honor; the others sort or narrow the page only.
_KEPT = {
    What.SEARCH: ("q", "from", "to", "language", "group", "text_kind", "like", "source", "collection"),
    What.STORIES: ("outlets", "independent", "text_kind", "disputed", "source", "collection"),
    What.ARTICLES: ("source", "collection"),
    What.CHANGES: ("kind", "source", "collection"),
}
_SEVERAL = ("source", "collection", "language")
_NUMBERS = ("outlets", "independent", "like")


@dataclass(frozen=True)
class Followed:
    """Something to follow; `problems` are filters that cannot be honored."""

    what: str
    query: dict[str, Any]
    title: str
    page: str
    atom: str
    json: str
    problems: list[str]


def followed_of(asked: QueryDict) -> Followed:
    """Read what to follow from the query of a request. Raises Http404 for an unknown kind or story."""
    what = asked.get("what", "")
    if what == What.STORY:
        return _story(asked.get("story", ""))
    if what not in _FORMS:
        raise Http404
    filters = asked.copy()
    for name in ("what", "page", "sort", "copies", "find", "outlet_order", "month"):
        filters.pop(name, None)
    form = _FORMS[what](filters)
    known = {name: filters.getlist(name) for name in _KEPT[What(what)] if any(filters.getlist(name))}
    problems = [f"{form[name].label or name}: {error}" for name, errors in form.errors.items() for error in errors]
    problems += [f"“{name[:40]}” cannot be followed, so it is left out." for name in filters if name not in known]
    query = {name: _value(form, name, values) for name, values in known.items()}
    address = f"?{_encoded(known)}"
    feed = reverse(_FEEDS[What(what)])
    page = reverse({What.SEARCH: "search", What.STORIES: "groups", What.ARTICLES: "browse"}.get(What(what), "browse"))
    return Followed(what, query, _title(what, query, form), page + address, feed + address,
                    feed.rstrip("/") + ".json" + address, problems)  # fmt: skip


def _value(form: FilterForm, name: str, values: list[str]) -> Any:
    if name in _SEVERAL:
        return [value for value in values if value]
    if name in _NUMBERS:
        return form.value(name)
    return values[-1]


def _encoded(known: dict[str, list[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in known.items():
        query.setlist(name, values)
    return query.urlencode()


def _title(what: str, query: dict[str, Any], form: FilterForm) -> str:
    outlets = ", ".join(map(str, [*form.collections, *form.chosen_outlets]))
    subject = {
        What.SEARCH: f"“{query['q']}”" if query.get("q") else "articles",
        What.STORIES: "stories",
        What.ARTICLES: "articles",
        What.CHANGES: {"headline": "changed headlines", "text": "changed texts", "figure": "changed figures"}.get(
            query.get("kind", ""), "changes"
        ),
    }[What(what)]
    return f"{subject} of {outlets}"[:200] if outlets else subject[:200]


def _story(number: str) -> Followed:
    story = get_object_or_404(
        Story, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    )
    story = story.surviving()
    atom, json = (reverse(name, args=[story.pk]) for name in ("group_feed", "group_feed_json"))
    return Followed(What.STORY, {"story": story.pk}, story.title[:200], story.get_absolute_url(), atom, json, [])
