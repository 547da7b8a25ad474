"""The rows that a filter form asks for."""

from newsgroups.models import Article, Pair, Story
from newsgroups.models.article import ArticleQuerySet
from newsgroups.models.pair import PairQuerySet
from newsgroups.models.story import StoryQuerySet

from .forms import FilterForm, GroupsForm, SimilarForm


def stories_of(form: GroupsForm) -> StoryQuerySet:
    found = Story.objects.groups().told_between(form.since, form.before).told_by(form.sources)
    if least := form.value("outlets"):
        found = found.filter(source_count__gte=least)
    order = {"biggest": found.biggest_first, "fastest": found.fastest_first}
    return order.get(form.value("sort"), found.latest_first)()


def pairs_of(form: SimilarForm) -> PairQuerySet:
    found = Pair.objects.of_kind(form.value("kind", "")).of_sources(form.sources).between(form.since, form.before)
    found = found.at_least(form.value("share", SimilarForm.LEAST_SHARE) / 100)
    if not form.value("same_outlet"):
        found = found.between_outlets()
    return found.strongest_first() if form.value("sort") == "strongest" else found.newest_first()


def articles_of(form: FilterForm) -> ArticleQuerySet:
    found = Article.objects.visible().of_sources(form.sources)
    if form.since or form.before:
        found = found.published(since=form.since, before=form.before)
    return found.for_lists().latest_first()
