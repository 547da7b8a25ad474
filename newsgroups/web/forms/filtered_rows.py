"""Queries for the rows that filter forms select."""

from dataclasses import dataclass

from newsgroups.models import Article, Pair, Story
from newsgroups.models.articles.article import ArticleQuerySet
from newsgroups.models.stories.pair import PairQuerySet
from newsgroups.models.stories.sort_orders import SORT_ORDERS
from newsgroups.models.stories.story import StoryQuerySet

from .filter_base import FilterForm
from .list_filters import GroupsForm, SimilarForm


def stories_of(form: GroupsForm) -> StoryQuerySet:
    stories = Story.objects.groups().narrowed(
        since=form.since,
        before=form.before,
        sources=form.sources,
        text_kind=form.value("text_kind"),
        outlets=form.value("outlets"),
        independent=form.value("independent"),
        disputed=bool(form.value("disputed")),
    )
    methods = {order.value: order.method for order in SORT_ORDERS}
    ordered: StoryQuerySet = getattr(stories, methods.get(form.value("sort"), SORT_ORDERS[0].method))()
    return ordered


def _of_size(form: GroupsForm) -> StoryQuerySet:
    """Return stories by what is known of each as a whole, whatever its articles."""
    return Story.objects.groups().narrowed(
        outlets=form.value("outlets"),
        independent=form.value("independent"),
        disputed=bool(form.value("disputed")),
    )


def count_stories_by_text(form: GroupsForm, listed: int | None) -> None:
    """Let the form say how many stories each kind of text would leave, with the other filters.

    `listed` is the number of stories in the list, or None if the reader's mutes shorten it. Two queries, or three if
    that number does not help.
    """
    total = None if form.value("text_kind") else listed
    stories = _of_size(form)
    form.count_text_kinds(
        stories.counted_by_text_kind(since=form.since, before=form.before, sources=form.sources, total=total)
    )


def count_pairs_by_text(form: SimilarForm, listed: int) -> None:
    """Let the form say how many pairs each kind of text would leave, with the other filters.

    `listed` is the number of pairs with the kind of text that is chosen, if any. Two queries, or three if one is.
    """
    pairs = _whatever_text(form).of_kind(form.value("kind", ""))
    form.count_text_kinds(pairs.counted_by_text_kind(total=pairs.count() if form.value("text_kind") else listed))


def pairs_of(form: SimilarForm) -> PairQuerySet:
    pairs = pairs_of_any_kind(form).of_kind(form.value("kind", ""))
    if form.value("sort") != "strongest":
        return pairs.newest_first()
    is_reworded = form.value("kind") == Pair.Kind.SAME_STORY
    return pairs.most_probable_first() if is_reworded else pairs.as_shown_strongest_first()


@dataclass(frozen=True)
class KindLine:
    """A kind of pair, the number of pairs that match the filters, and whether the list shows it."""

    value: str
    label: str
    count: int
    is_shown: bool
    is_chosen: bool


def kinds_of(form: SimilarForm) -> list[KindLine]:
    """Return every kind of pair, with one query."""
    counts = pairs_of_any_kind(form).counted_by_kind()
    chosen = form.value("kind", "")
    return [
        KindLine(kind.value, kind.label, counts.get(kind.value, 0), chosen in ("", kind.value), chosen == kind.value)
        for kind in Pair.Kind
    ]


def pairs_of_any_kind(form: SimilarForm) -> PairQuerySet:
    """Return the pairs within the filters, whatever their kind.

    The minimum share applies to copied words; reworded pairs have none and are filtered by minimum probability
    instead.
    """
    return _whatever_text(form).with_text_kind(form.value("text_kind"))


def _whatever_text(form: SimilarForm) -> PairQuerySet:
    pairs = Pair.objects.of_sources(form.sources).between(form.since, form.before)
    pairs = pairs.taken_from(giver=form.value("from_outlet"), taker=form.value("by_outlet"))
    pairs = pairs.sharing_text_between(form.value("outlet"), form.value("other_outlet"))
    if form.value("origin"):
        pairs = pairs.of_unknown_origin()
    pairs = pairs.sharing_text_or_probable(form.min_probability / 100).copied_at_least(form.min_share / 100)
    return pairs if form.value("same_outlet") else pairs.between_outlets()


def articles_of(form: FilterForm) -> ArticleQuerySet:
    articles = Article.objects.visible().of_sources(form.sources)
    if form.since or form.before:
        articles = articles.published(since=form.since, before=form.before)
    return articles.for_lists().latest_first()
