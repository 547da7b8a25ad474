"""The outlets that a list can be narrowed to: with their numbers of articles, in two orders, and searchable."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count

from newsgroups.common.reader_language import reader_language
from newsgroups.models import Article, Source
from newsgroups.text.languages.writing.collation import sort_key

from .list_filters import GroupsForm

# By articles, only so many outlets are listed besides those chosen: 491 made up half of the home page. A to Z has all.
MOST_ARTICLES = 150


class OutletChoice(NamedTuple):
    slug: str
    name: str
    articles: int
    is_chosen: bool


class OutletPicker(NamedTuple):
    """The outlets to choose from, and `more` that the list leaves out.

    `found` is what was searched for among them; `is_by_name` is their order.
    """

    choices: list[OutletChoice]
    outlets: int
    found: str
    is_by_name: bool
    other_order: str
    more: int


def outlet_picker(form: GroupsForm) -> OutletPicker:
    """Outlets whose name contains what was searched for, chosen ones first. Two queries, and one for those chosen.

    Names of one outlet are one choice, under its main name.
    """
    counts = Counter[int]()
    names = list(Source.objects.order_by("name").values_list("id", "slug", "name", "outlet"))
    outlet_of = {pk: outlet or pk for pk, _, _, outlet in names}
    for source, articles in Article.objects.visible().order_by().values_list("source").annotate(Count("id")):
        counts[outlet_of[source]] += articles
    chosen = {source.main.pk for source in form.chosen_outlets}
    found, by_name = form.value("find", ""), form.value("outlet_order") == "name"
    outlets = [(pk, slug, name) for pk, slug, name, outlet in names if outlet is None]
    choices = [
        OutletChoice(slug, name, counts[pk], pk in chosen)
        for pk, slug, name in outlets
        if pk in chosen or found.casefold() in name.casefold()
    ]
    language = reader_language()
    choices.sort(
        key=lambda choice: (
            not choice.is_chosen,
            0 if by_name else -choice.articles,
            sort_key(choice.name, language),
        )
    )
    other_order = form.address(outlet_order=None if by_name else "name")
    shown = choices if by_name else choices[: MOST_ARTICLES + len(chosen)]
    return OutletPicker(shown, len(outlets), found, by_name, other_order, len(choices) - len(shown))
