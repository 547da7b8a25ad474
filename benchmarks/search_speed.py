"""Speed compared with stock Haystack and Whoosh: the same articles, the same 200 mixed queries, one run.

    python benchmarks/search_speed.py                     # 20,000 articles
    python benchmarks/search_speed.py --articles 5000

Indexing is compared on the first 5,000 articles; Whoosh's own writer adds the others to the stock index. Cold means
without anything that earlier queries left in memory; the operating system has the files in memory throughout.
"""

# ruff: noqa: E402 - Django must be set up before the imports that need it.
import argparse
import os
import random
import re
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
WORK = tempfile.TemporaryDirectory(prefix="newsgroups-search-speed-")
os.environ |= {"NEWSGROUPS_DATA_DIR": WORK.name, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
for inherited in ("DATABASE_URL", "SEARCH_URL"):
    os.environ.pop(inherited, None)
warnings.filterwarnings("ignore", module="whoosh")

import django

django.setup()

import numpy as np
from django.core.management import call_command
from django.utils.text import slugify
from haystack import connections, indexes
from haystack.inputs import Raw
from haystack.query import SearchQuerySet

from benchmarks.data import articles, data_file
from newsgroups.models import Article, Source
from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import search
from newsgroups.search_indexes import ArticleIndex

QUERIES = 200
PAGE = 20
INDEXED_FIRST = 5_000
_WORD = re.compile(r"[a-z]{3,}")


class StockIndex(indexes.SearchIndex, indexes.Indexable):
    """The same articles, declared as in an ordinary Haystack project."""

    text = indexes.CharField(document=True, model_attr="text")
    title = indexes.CharField(model_attr="title")
    source = indexes.CharField(model_attr="source__slug")
    published = indexes.DateTimeField(model_attr="published", null=True)

    def get_model(self) -> type[Article]:
        return Article


@dataclass(frozen=True)
class Question:
    """One query in words, with its filters and sort order."""

    words: str
    source: str = ""
    since: datetime | None = None
    newest_first: bool = False

    def ask(self, using: str, *, highlight: bool = False) -> tuple[int, list[Any]]:
        """The number of hits and the first twenty, as a results page requests them from Haystack."""
        found = SearchQuerySet(using=using).filter(content=Raw(self.words))
        if self.source:
            found = found.narrow(f'source:"{self.source}"')
        if self.since:
            found = found.filter(published__gte=self.since)
        if self.newest_first:
            found = found.order_by("-published")
        if highlight:
            found = found.highlight()
        hits = found[:PAGE]
        return found.count(), hits

    def page(self) -> object:
        """A page through the archive's own interface: articles from the database, titles and snippets highlighted."""
        return search(
            self.words,
            sources=[self.source] if self.source else (),
            date_from=self.since.date() if self.since else None,
            sort="newest" if self.newest_first else "relevance",
        )


def questions(texts: list[str], sources: list[str]) -> Iterator[Question]:
    """Queries as readers type them: words of medium frequency, phrases from texts, boolean, filtered, by date."""
    draw = random.Random(5)
    counts = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
    words = [word for word, count in counts.items() if len(texts) / 500 < count < len(texts) / 4]

    def some(number: int) -> list[str]:
        return draw.choices(words, k=number)

    def phrase() -> str:
        found = re.findall(r"[a-z]{3,} [a-z]{4,}", draw.choice(texts)) or ["of the"]
        return f'"{draw.choice(found)}"'

    kinds: list[Callable[[], Question]] = [
        lambda: Question(*some(1)),
        lambda: Question(" ".join(some(2))),
        lambda: Question(" ".join(some(3))),
        lambda: Question(phrase()),
        lambda: Question(" OR ".join(some(2))),
        lambda: Question("{} NOT {}".format(*some(2))),
        lambda: Question(*some(1), source=draw.choice(sources)),
        lambda: Question(" OR ".join(some(2)), since=datetime(draw.randint(2013, 2019), 1, 1, tzinfo=UTC)),
        lambda: Question(*some(1), newest_first=True),
    ]
    for number in range(QUERIES):
        yield kinds[number % len(kinds)]()


def store(rows: Iterator[dict[str, Any]], number: int) -> None:
    """Adds this many articles to the temporary database."""
    sources = {each.name: each for each in Source.objects.all()}
    batch: dict[str, Article] = {}
    while len(batch) < number and (row := next(rows, None)):
        name = row["source"] or "unknown"
        if name not in sources:
            sources[name] = Source.objects.get_or_create(slug=slugify(name) or "unknown", defaults={"name": name})[0]
        article = Article(source=sources[name], url=row["url"], url_given=row["url"], text=row["text"])
        article.title, article.published = (row["title"] or row["text"])[:200], _date(row["published"])
        if article.text and article.title:
            article.mark_changed()
            batch[article.url] = article
    Article.objects.bulk_create(batch.values(), batch_size=500)


def _date(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=UTC)
    except ValueError:
        return None


def add_stock(folder: Path) -> None:
    stock = {"ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": str(folder)}
    connections.connections_info["stock"] = stock
    connections["stock"].get_unified_index().build(indexes=[StockIndex()])
    connections["default"].get_unified_index().build(indexes=[ArticleIndex()])


def index_stock() -> None:
    """Indexes as `update_index` does: in batches of 1,000."""
    numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), 1000):
        batch = Article.objects.filter(pk__in=numbers[start : start + 1000]).select_related("source")
        connections["stock"].get_backend().update(StockIndex(), batch)


def fill_stock(after: int) -> None:
    """Adds the remaining articles through Whoosh's own writer in one commit.

    Haystack first searches for each one's predecessor, which takes minutes per batch at this size; the index is the
    same.
    """
    with connections["stock"].get_backend().index.writer(limitmb=512) as writer:
        for article in Article.objects.order_by("pk").select_related("source")[after:].iterator():
            writer.add_document(**StockIndex().full_prepare(article))


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cold(work: Callable[[], object]) -> float:
    """Seconds of a first run, without anything that earlier queries left in memory."""
    cache = connections["default"].get_backend().snapshot().cache
    cache.clear()
    return timed(work)


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def line(name: str, seconds: list[float], against: list[float] | None = None) -> list[float]:
    half, most = np.percentile(seconds, [50, 95]) * 1000
    ratio = f"{np.median(against) * 1000 / half:10.0f} times faster" if against else ""
    print(f"{name:44} {half:9.2f} {most:9.2f} {ratio}", flush=True)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    try:
        file = data_file("archive_37k.jsonl.gz")
    except SystemExit as missing:
        print(f"Skipped: {missing}")
        return
    call_command("migrate", verbosity=0)
    add_stock(Path(WORK.name) / "stock")
    rows = articles(file)
    store(rows, min(INDEXED_FIRST, options.articles))
    indexing_speed()
    store(rows, options.articles - Article.objects.count())
    sync.index_pending()
    fill_stock(INDEXED_FIRST)
    kilobytes = [size_of(Path(WORK.name) / name) / Article.objects.count() / 1000 for name in ("index", "stock")]
    print("index: {:.1f} kB an article, stock {:.1f}".format(*kilobytes))
    search_speed()


def indexing_speed() -> None:
    ours, stock = timed(sync.index_pending), timed(index_stock)
    count = Article.objects.count()
    rates = f"{count / ours:,.0f} a second, stock {count / stock:,.0f}"
    print(f"indexing {count:,} articles: {rates}: {stock / ours:.1f} times faster", flush=True)


def search_speed() -> None:
    texts = list(Article.objects.order_by("url").values_list("text", flat=True)[:2000])
    asked = list(questions(texts, list(Source.objects.values_list("slug", flat=True))))
    print(f"\n{Article.objects.count():,} articles, {QUERIES} queries")
    print(f"{'first 20 hits and their number':44} {'p50 ms':>9} {'p95 ms':>9}")
    plain = line("stock Haystack and Whoosh", [timed(partial(each.ask, "stock")) for each in asked])
    line("ours, cold", [cold(partial(each.ask, "default")) for each in asked], plain)
    line("ours, warm", [timed(partial(each.ask, "default")) for each in asked], plain)
    print("\nthe same with articles and marked words")
    marked = line("stock, highlighted", [timed(partial(_shown, each)) for each in asked])
    line("ours, highlighted, cold", [cold(each.page) for each in asked], marked)
    line("ours, highlighted, warm", [timed(each.page) for each in asked], marked)


def _shown(question: Question) -> list[object]:
    return [hit.object for hit in question.ask("stock", highlight=True)[1]]


if __name__ == "__main__":
    main()
