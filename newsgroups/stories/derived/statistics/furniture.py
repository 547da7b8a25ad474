"""Find the page furniture of outlets, and where it ends in the text of each article."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Left

from newsgroups.models import Article, FurnitureLine, PageFurniture
from newsgroups.text.screening.page_furniture import HEAD, MIN_PAGES, furniture_length, furniture_lines
from newsgroups.text.sentences import MAX_DERIVED_TITLE, first_sentence

# An outlet's heads are read again when this many times as many of its articles are new as at the last time. One that
# sends an article a day is read every few weeks.
_GROWTH = 0.2
# The latest articles say what the pages look like now.
_READ = 500
_BATCH_SIZE = 500


def find_furniture() -> int:
    """Find the lines above the texts of outlets with new articles. Return the number of articles that have some.

    Articles whose head was read otherwise before become pending, so that what was derived from it is derived anew.
    """
    pending = Article.objects.pending("sketch")
    new = Counter(dict(pending.order_by().values_list("source").annotate(Count("pk"))))
    for source in _grown(new):
        _look_at(source)
    return _mark(pending.filter(source__furniture_lines__isnull=False).distinct())


def _grown(new: Counter[int]) -> list[int]:
    """Return the outlets of which many articles are new."""
    counts = dict(Article.objects.filter(source__in=new).order_by().values_list("source").annotate(Count("pk")))
    return [source for source, count in counts.items() if count >= MIN_PAGES and new[source] >= _GROWTH * count]


@transaction.atomic
def _look_at(source: int) -> None:
    """Store the lines of an outlet, and read all heads again if they differ from those known before."""
    heads = Article.objects.filter(source=source).order_by("-id").annotate(head=Left("text", HEAD))
    texts = dict(heads.values_list("text_hash", "head")[:_READ])
    lines = furniture_lines(texts.values())
    before = set(FurnitureLine.objects.filter(source=source).values_list("line", flat=True))
    if lines == before:
        return
    FurnitureLine.objects.filter(source=source).exclude(line__in=lines).delete()
    FurnitureLine.objects.bulk_create([FurnitureLine(source_id=source, line=line) for line in sorted(lines - before)])
    _mark(Article.objects.filter(source=source))


def _mark(articles: "Iterable[Article]") -> int:
    """Store where the furniture of these articles ends. Those where this changes become pending."""
    lines: dict[int, set[str]] = {}
    for source, line in FurnitureLine.objects.values_list("source", "line"):
        lines.setdefault(source, set()).add(line)
    rows = articles.order_by("pk").annotate(head=Left("text", HEAD + 1))  # type: ignore[attr-defined]
    found, last = 0, 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", "source", "head")[:_BATCH_SIZE]):
        last = batch[-1][0]
        ends = {pk: furniture_length(head, lines.get(source, set())) for pk, source, head in batch}
        _store({pk: end for pk, end in ends.items() if end}, list(ends))
        found += sum(map(bool, ends.values()))
    return found


@transaction.atomic
def _store(ends: dict[int, int], articles: Collection[int]) -> None:
    before = dict(PageFurniture.objects.filter(article__in=articles).values_list("article", "length"))
    changed = [pk for pk in articles if ends.get(pk) != before.get(pk)]
    if not changed:
        return
    PageFurniture.objects.filter(article__in=changed).delete()
    PageFurniture.objects.bulk_create([PageFurniture(article_id=pk, length=ends[pk]) for pk in changed if pk in ends])
    Article.objects.filter(pk__in=changed).update(needs_sketch=True, needs_match=True)
    _rename([pk for pk in changed if pk in ends], ends)


def _rename(articles: Collection[int], ends: dict[int, int]) -> None:
    """Give articles that came without a title, and have furniture for one, the first sentence behind it."""
    for article in Article.objects.filter(pk__in=articles).only("title", "text", *Article.MARKED):
        if article.title == first_sentence(article.text, longest=MAX_DERIVED_TITLE):
            article.title = first_sentence(article.text[ends[article.pk] :], longest=MAX_DERIVED_TITLE)
            article.mark_changed()
            article.save(update_fields=["title", *Article.MARKED])
