"""The rows that a filter form asks for."""

from dataclasses import dataclass

from newsgroups.models import Article, Pair, Story
from newsgroups.models.article import ArticleQuerySet
from newsgroups.models.pair import PairQuerySet
from newsgroups.models.story import StoryQuerySet

from .filters import FilterForm
from .lists import GroupsForm, SimilarForm


def stories_of(form: GroupsForm) -> StoryQuerySet:
    asked = {"since": form.since, "before": form.before, "sources": form.sources, "text_kind": form.value("text_kind")}
    found = Story.objects.groups().with_article(**asked)
    found = found.with_independent_reports(form.value("independent"))
    if least := form.value("outlets"):
        found = found.filter(source_count__gte=least)
    order = {
        "biggest": found.biggest_first,
        "fastest": found.fastest_first,
        "independent": found.most_independent_first,
    }
    return order.get(form.value("sort"), found.latest_first)()


def pairs_of(form: SimilarForm) -> PairQuerySet:
    found = pairs_of_any_kind(form).of_kind(form.value("kind", ""))
    if form.value("sort") != "strongest":
        return found.newest_first()
    is_reworded = form.value("kind") == Pair.Kind.SAME_STORY
    return found.most_probable_first() if is_reworded else found.as_shown_strongest_first()


@dataclass(frozen=True)
class KindLine:
    """A class of pairs, how many the filters leave of it, and whether the list shows it."""

    value: str
    label: str
    count: int
    is_shown: bool
    is_chosen: bool


def kinds_of(form: SimilarForm) -> list[KindLine]:
    """Every class of pairs; one query."""
    counts = pairs_of_any_kind(form).counted_by_kind()
    chosen = form.value("kind", "")
    return [
        KindLine(kind.value, kind.label, counts.get(kind.value, 0), chosen in ("", kind.value), chosen == kind.value)
        for kind in Pair.Kind
    ]


def pairs_of_any_kind(form: SimilarForm) -> PairQuerySet:
    """The least share is of copied words; pairs in other words alone have none, and a least probability."""
    found = Pair.objects.of_sources(form.sources).between(form.since, form.before)
    found = found.with_text_kind(form.value("text_kind")).taken(
        giver=form.value("from_outlet"), taker=form.value("by_outlet")
    )
    found = found.sharing_text_between(form.value("outlet"), form.value("other_outlet"))
    found = found.convincing(form.least_probability / 100).copied_at_least(form.least_share / 100)
    return found if form.value("same_outlet") else found.between_outlets()


def articles_of(form: FilterForm) -> ArticleQuerySet:
    found = Article.objects.visible().of_sources(form.sources)
    if form.since or form.before:
        found = found.published(since=form.since, before=form.before)
    return found.for_lists().latest_first()
