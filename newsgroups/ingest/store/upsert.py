"""Turns rows into articles: created, updated with the old text kept as a revision, or left unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from newsgroups.ingest.normalize.clean_text import looks_the_same
from newsgroups.ingest.normalize.row import Row
from newsgroups.models import Address, Article, Revision, Source
from newsgroups.models.articles.article import content_hash, text_hash

from .same_text import split_off_addresses

_MAX_SLUG = 190
# Another import may store the same new address or outlet at the same moment; the next attempt finds it.
ATTEMPTS = 3


@dataclass
class Stored:
    """Numbers of articles created, updated, and unchanged; `joined` counts additional addresses of known texts."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    joined: int = 0

    def __iadd__(self, other: "Stored") -> "Stored":
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.joined += other.joined
        return self

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + self.joined


def store_rows(rows: Sequence[Row], *, take_old_texts: bool = False) -> Stored:
    """Stores the rows in one transaction: after a crash, all of them or none.

    Of several rows with one address the last one wins, under the address as it was first given. Fields that a row
    leaves out keep their stored values, and hidden articles stay hidden. A text that was replaced earlier does not come
    back, so that importing a file with two versions again has no effect, unless `take_old_texts` says that the page
    reads this way now. A text that the outlet already has at another address adds an address, not an article.
    """
    latest: dict[str, Row] = {}
    for row in rows:
        first = latest.get(row.url)
        latest[row.url] = replace(row, url_given=first.url_given) if first else row
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                done = _store(latest, take_old_texts)
            done.unchanged = len(rows) - done.rows
            return done
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError


def _store(latest: dict[str, Row], take_old_texts: bool) -> Stored:
    known = _known(list(latest))
    latest = {url: _completed(row, known[url]) if url in known else row for url, row in latest.items()}
    sources = sources_named({row.source for row in latest.values()})
    new, further = split_off_addresses(
        [_article(row, sources[row.source]) for url, row in latest.items() if url not in known]
    )
    changed = [(article, latest[url]) for url, article in known.items() if _differs(article, latest[url], sources)]
    if not take_old_texts:
        changed = _without_old_texts(changed)
    Article.objects.insert(new)
    Address.objects.bulk_create(_of_stored(further), batch_size=500)
    changed = list({article.pk: (article, row) for article, row in changed}.values())
    _update(changed, sources)
    _take_times_of_update([(article, latest[url]) for url, article in known.items()])
    return Stored(created=len(new), updated=len(changed), joined=len(further))


def _of_stored(further: list[Address]) -> list[Address]:
    """The addresses; those of articles stored just now get the ids of these."""
    fresh = {address.article.url for address in further if address.article.pk is None}
    stored = {article.url: article for article in Article.objects.filter(url__in=fresh).only("url")} if fresh else {}
    for address in further:
        address.article = stored.get(address.article.url, address.article)
    return further


def _completed(row: Row, article: Article) -> Row:
    """The row with missing title and source taken from the stored article, and with the stored text if a reader would
    see no difference.
    """
    return replace(
        row,
        title=article.title if not row.titled or looks_the_same(row.title, article.title) else row.title,
        source=row.source if row.sourced else article.source.name,
        text=article.text if looks_the_same(row.text, article.text) else row.text,
    )


def _without_old_texts(changed: list[tuple[Article, Row]]) -> list[tuple[Article, Row]]:
    found = Revision.objects.filter(article__in=[article for article, _ in changed])
    old = set(found.values_list("article", "content_hash"))
    return [
        (article, row)
        for article, row in changed
        if (new := content_hash(row.title, row.text)) == article.content_hash or (article.pk, new) not in old
    ]


def _known(urls: list[str]) -> dict[str, Article]:
    """Articles by canonical address, the first or an additional one, locked until the transaction ends."""
    found: dict[str, Article] = {}
    for start in range(0, len(urls), 500):
        some = urls[start : start + 500]
        further = dict(Address.objects.filter(url__in=some).values_list("url", "article"))
        stored = Article.objects.select_for_update(of=("self",)).select_related("source")
        by_number = {each.pk: each for each in stored.filter(Q(url__in=some) | Q(pk__in=further.values()))}
        found |= {each.url: each for each in by_number.values()}
        found |= {url: by_number[pk] for url, pk in further.items()}
    wanted = set(urls)
    return {url: article for url, article in found.items() if url in wanted}


def _article(row: Row, source: Source) -> Article:
    now = timezone.now()
    article = Article(
        source_id=source.pk,
        url=row.url,
        url_given=row.url_given,
        title=row.title,
        text=row.text,
        authors=row.authors,
        language=row.language,
        published=now if row.ahead else row.published,
        published_precision="day" if row.ahead else row.precision,
        updated=None if row.is_dated_by_update else row.updated,
        first_seen=now,
    )
    article.mark_changed()
    return article


def _differs(article: Article, row: Row, sources: dict[str, Source]) -> bool:
    if row.url != article.url and text_hash(row.text) == article.text_hash:
        # Titles at additional addresses often include the name of a column; the title at the first address is kept.
        return False
    now = (article.content_hash, article.published, article.authors, article.source_id)
    new = (
        content_hash(row.title, row.text),
        _published(row, article)[0],
        row.authors or article.authors,
        sources[row.source].pk,
    )
    return now != new or bool(row.language and row.language != article.language)


def _published(row: Row, article: Article) -> tuple[datetime | None, str | None]:
    """The date to keep: the row's, unless it has none, only the day of a known time, or the time of a later change."""
    if row.is_dated_by_update and article.published and row.published and article.published < row.published:
        return article.published, article.published_precision
    same_day = row.published and article.published and row.published.date() == article.published.date()
    if row.published is None or (row.precision == "day" and article.published_precision == "minute" and same_day):
        return article.published, article.published_precision
    return row.published, row.precision


def _update(changed: list[tuple[Article, Row]], sources: dict[str, Source]) -> None:
    """A row without a date, authors, or a language does not remove the stored ones."""
    revisions = [
        Revision(
            article=article,
            title=article.title,
            text=article.text,
            published=article.published,
            content_hash=article.content_hash,
            replaced_at=timezone.now(),
        )
        for article, row in changed
        if content_hash(row.title, row.text) != article.content_hash
    ]
    for article, row in changed:
        article.title, article.text, article.source = row.title, row.text, sources[row.source]
        article.published, article.published_precision = _published(row, article)
        article.authors, article.language = row.authors or article.authors, row.language or article.language
        article.mark_changed()
    Revision.objects.bulk_create(revisions, batch_size=500)
    names = ["title", "text", "source", "published", "published_precision", "authors", "language", *Article.MARKED]
    Article.objects.bulk_update([article for article, _ in changed], names, batch_size=200)


def _take_times_of_update(known: list[tuple[Article, Row]]) -> None:
    """Stores the times of the last change, from which nothing is derived. An earlier one never replaces a later one."""
    later = []
    for article, row in known:
        before = article.updated or article.published
        if row.updated and (before is None or row.updated > before):
            article.updated = row.updated
            later.append(article)
    Article.objects.bulk_update(later, ["updated"], batch_size=200)


def sources_named(names: set[str]) -> dict[str, Source]:
    """The outlets by name; new ones are created."""
    found = {source.name: source for source in Source.objects.filter(name__in=names)}
    for name in sorted(names - found.keys()):
        found[name] = Source.objects.get_or_create(name=name, defaults={"slug": _free_slug(name)})[0]
    return found


def _free_slug(name: str) -> str:
    base = slugify(name)[:_MAX_SLUG] or "outlet"
    taken = set(Source.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
