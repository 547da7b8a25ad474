"""The outlets that a list can be narrowed to: with their numbers of articles, in two orders, and searchable."""

from typing import NamedTuple

from django.db.models import Count

from newsgroups.common.reader_language import reader_language
from newsgroups.models import Article, Source
from newsgroups.text.languages.writing.collation import sort_key

from .lists import GroupsForm


class OutletChoice(NamedTuple):
    slug: str
    name: str
    articles: int
    is_chosen: bool


class OutletPicker(NamedTuple):
    """The outlets to choose from. `found` is what was searched for among them; `is_by_name` is their order."""

    choices: list[OutletChoice]
    outlets: int
    found: str
    is_by_name: bool
    other_order: str


def outlet_picker(form: GroupsForm) -> OutletPicker:
    """Outlets whose name contains what was searched for, chosen ones first. Two queries, and one for those chosen."""
    counts = dict(Article.objects.visible().order_by().values_list("source").annotate(Count("id")))
    chosen = {source.pk for source in form.sources}
    found, by_name = form.value("find", ""), form.value("outlet_order") == "name"
    outlets = list(Source.objects.order_by("name").values_list("id", "slug", "name"))
    choices = [
        OutletChoice(slug, name, counts.get(pk, 0), pk in chosen)
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
    return OutletPicker(choices, len(outlets), found, by_name, other_order)
