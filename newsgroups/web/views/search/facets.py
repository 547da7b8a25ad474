"""Facets and active filters of search results: each choice is a link, so that the URL contains the whole state."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsgroups.common.dates.formats import DAY
from newsgroups.models import Source
from newsgroups.search.results.facet_counts import Counted, DateSpan
from newsgroups.search.service import SearchPage
from newsgroups.text.languages.language_names import own_name
from newsgroups.web.charts.bar_chart import BarChart, bar_chart
from newsgroups.web.forms.search import SearchForm
from newsgroups.web.output.page_sizes import FACET_VALUES, FACET_VALUES_IN_VIEW


@dataclass(frozen=True)
class Choice:
    """A link that sets a filter (or clears it if `chosen`), and the resulting number of hits."""

    label: str
    count: int | None
    address: str
    chosen: bool = False
    # The language of the label, if it differs from that of the page.
    language: str = ""


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list[Choice]
    unlisted: int = 0

    @property
    def in_view(self) -> list[Choice]:
        return self.choices[:FACET_VALUES_IN_VIEW]

    @property
    def more(self) -> list[Choice]:
        return self.choices[FACET_VALUES_IN_VIEW:]


def facets_of(form: SearchForm, counted: Counted) -> list[Facet]:
    """Return the facets that offer a choice; one query for the names of outlets."""
    facets = [_outlets(form, counted), _time(form, "Years", counted.years), _time(form, "Months", counted.months)]
    facets += [_languages(form, counted), _groups(form, counted), _text_kinds(form, counted)]
    return [facet for facet in facets if len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices)]


def _outlets(form: SearchForm, counted: Counted) -> Facet:
    shown = dict(counted.sources[:FACET_VALUES])
    names = dict(Source.objects.filter(slug__in=shown).values_list("slug", "name"))
    chosen = {source.slug for source in form.chosen_outlets}
    choices = [_several(form, "source", slug, names.get(slug, slug), shown[slug], slug in chosen) for slug in shown]
    return Facet("Outlets", _chosen_first(choices), max(0, len(counted.sources) - FACET_VALUES))


def _languages(form: SearchForm, counted: Counted) -> Facet:
    chosen = form.value("language", [])
    choices = [
        replace(
            _several(form, "language", code or "unknown", language_name(code), count, code in chosen), language=code
        )
        for code, count in counted.languages[:FACET_VALUES]
    ]
    return Facet("Languages", _chosen_first(choices))


def _groups(form: SearchForm, counted: Counted) -> Facet:
    counts, chosen = {"in": counted.grouped, "alone": counted.alone}, form.value("group")
    choices = [
        Choice(label, counts[value], form.address(group=None if value == chosen else value), value == chosen)
        for value, label in form.fields["group"].choices
        if counts.get(value) or (value and value == chosen)
    ]
    return Facet("Story", choices)


def _text_kinds(form: SearchForm, counted: Counted) -> Facet:
    chosen = form.value("text_kind")
    choices = [
        Choice(label, count, form.address(text_kind=None if value == chosen else value), value == chosen)
        for value, label in form.fields["text_kind"].choices
        if value and ((count := counted.text_kinds.get(value, 0)) or value == chosen)
    ]
    return Facet("Text", choices)


def _time(form: SearchForm, name: str, spans: list[DateSpan]) -> Facet:
    first, last = form.value("date_from"), form.value("date_to")
    within, choices = _within(form), []
    for span in spans[:FACET_VALUES]:
        chosen = (first, last) == (span.first, span.last)
        address = form.address(**{"from": None, "to": None}) if chosen else within(span)
        choices.append(Choice(span.label, span.count, address, chosen))
    return Facet(name, choices)


def _several(form: SearchForm, name: str, value: str, label: str, count: int, chosen: bool) -> Choice:
    address = form.without_value(name, value) if chosen else form.with_value(name, value)
    return Choice(label, count, address, chosen)


def _chosen_first(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: not choice.chosen)


def _within(form: SearchForm) -> Callable[[DateSpan], str]:
    """Return a function for URLs of this form within given dates.

    A page has a hundred of them, so everything else is encoded only once.
    """
    rest = form.address(**{"from": None, "to": None})
    start = rest if rest == "?" else f"{rest}&"
    return lambda span: f"{start}from={span.first.isoformat()}&to={span.last.isoformat()}"


def language_name(code: str) -> str:
    """Return the name of a language in that language."""
    return own_name(code) if code else "unknown"


def histogram_of(form: SearchForm, counted: Counted) -> BarChart | None:
    """Return hits over time, in which each bar links to its dates; None if there are fewer than two bars."""
    within = _within(form)
    bars = [(span.label, span.count, within(span)) for span in counted.histogram]
    return bar_chart(bars, width=1_100, height=70) if bars else None


def filters_of(form: SearchForm) -> list[Choice]:
    """Return the active filters, each as a link that clears it."""
    set_ = [Choice(each.name, None, form.without_value("collection", each.slug)) for each in form.collections]
    set_ += [Choice(each.name, None, form.without_value("source", each.slug)) for each in form.chosen_outlets]
    first, last = form.value("date_from"), form.value("date_to")
    if first or last:
        set_.append(Choice(_days(first, last), None, form.address(**{"from": None, "to": None})))
    set_ += [
        Choice(language_name(code), None, form.without_value("language", code or "unknown"))
        for code in form.value("language", [])
    ]
    labels = (
        dict(form.fields["group"].choices)
        | dict(form.fields["text_kind"].choices)
        | {"all": form.fields["copies"].choices[-1][1]}
    )
    set_ += [
        Choice(labels[form.value(name)], None, form.address(**{name: None}))
        for name in ("group", "text_kind", "copies")
        if form.value(name)
    ]
    if form.value("like"):
        set_.append(Choice(f"Near copies of article {form.value('like')}", None, form.address(like=None)))
    return set_


def _days(first: object, last: object) -> str:
    if first == last:
        return f"{first:{DAY}}"
    return " ".join([f"from {first:{DAY}}" if first else "", f"to {last:{DAY}}" if last else ""]).strip()


_KINDS = {
    "source": ("in all outlets", {"source": None, "collection": None}),
    "date": ("on any date", {"from": None, "to": None}),
    "language": ("in all languages", {"language": None}),
    "group": ("in a story or alone", {"group": None}),
    "text_kind": ("with any kind of text", {"text_kind": None}),
    "like": ("not only copies of one article", {"like": None}),
    "all": (
        "without filters",
        dict.fromkeys(("source", "collection", "from", "to", "language", "group", "text_kind", "like")),
    ),
}


def relaxed_filters(form: SearchForm, found: SearchPage) -> list[Choice]:
    """For searches without results: other words, or one filter cleared, if that finds anything."""
    ways = []
    if found.nearly:
        label = "the phrase with one or two words wrong, missing, or extra"
        ways.append(Choice(label, found.nearly.count, form.address(q=found.nearly.query)))
    if found.part:
        ways.append(Choice(f"only {found.part.query}", found.part.count, form.address(q=found.part.query)))
    if found.any_word:
        ways.append(Choice("any of these words", found.any_word.count, form.address(q=found.any_word.query)))
    for relaxed in found.fewer:
        other = relaxed.suggestion
        ways.append(Choice(f"without “{relaxed.left_out}”", other.count, form.address(q=other.query)))
    without = found.counted.without
    kinds = [kind for kind in _KINDS if kind in without and (kind != "all" or len(without) > 2)]
    ways += [Choice(_KINDS[kind][0], without[kind], form.address(**_KINDS[kind][1])) for kind in kinds]
    return [way for way in ways if way.count]
