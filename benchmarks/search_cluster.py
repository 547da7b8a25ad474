"""Search in a cluster and in the embedded index: the same archive, the same questions in turn, one run.

    .ci/with-opensearch 3.9.0 .venv/bin/python benchmarks/search_cluster.py FOLDER
    .ci/with-opensearch 3.9.0 .venv/bin/python benchmarks/search_cluster.py FOLDER --articles 5000 --questions 20

FOLDER is the data folder of a processed archive with an embedded index, which is copied. Measured are loading (all of
it, and without our analysis), bytes per article after merging, the search API by kind of question with all facets, the
first question after a changed article, and whether both engines count the same hits.
"""

# ruff: noqa: E402 - Django must be set up before the imports that need it.
import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
OPTIONS = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
OPTIONS.add_argument("folder", type=Path)
OPTIONS.add_argument("--questions", type=int, default=60, help="of each kind")
OPTIONS.add_argument("--articles", type=int, help="only so many of the archive, indexed anew on both engines")
GIVEN = OPTIONS.parse_args()
HOSTS = os.environ.get("SEARCH_TEST_CLUSTER") or sys.exit("Run it with .ci/with-opensearch; see --help.")
WORK = tempfile.TemporaryDirectory(prefix="newsgroups-search-cluster-")
for name in ("newsgroups.sqlite3", "index"):
    copy = shutil.copytree if (GIVEN.folder / name).is_dir() else shutil.copy2
    copy(GIVEN.folder / name, Path(WORK.name) / name)
os.environ |= {"NEWSGROUPS_DATA_DIR": WORK.name, "HTTPS": "0", "RATE_LIMITS": "search=0"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
for inherited in ("DATABASE_URL", "SEARCH_URL"):
    os.environ.pop(inherited, None)

import django

django.setup()

import numpy as np
from django.conf import settings
from django.test import Client
from haystack import connections

from newsgroups import environment
from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.engines.opensearch.write import bulk
from newsgroups.search.query import query_words

EMBEDDED = dict(connections.connections_info["default"])
CLUSTER = environment.search(
    f"opensearch://{HOSTS}/benchmark{os.getpid()}", user="", password="", ca="", shards=3, replicas=1
)
LOADED = 5_000


def use(engine: dict[str, object]) -> None:
    connections.connections_info["default"].clear()
    connections.connections_info["default"].update(engine)
    connections.reload("default")


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    use(EMBEDDED)
    if problem := sync.problem():
        sys.exit(problem)
    if GIVEN.articles:
        kept = list(Article.objects.visible().order_by("pk").values_list("pk", flat=True)[: GIVEN.articles])
        Article.objects.filter(pk__gt=kept[-1]).update(hidden=True)
        sync.rebuild(workers=None)
    use(CLUSTER)
    store = connections["default"].get_backend().store
    try:
        load()
        ask()
        change()
    finally:
        store._generations.remove_all()
        store._generations.client.indices.delete(index=f"{CLUSTER['NAME']}-lock", params={"ignore_unavailable": "true"})


def load() -> None:
    started = time.perf_counter()
    number = sync.rebuild(workers=None)
    seconds = time.perf_counter() - started
    backend = connections["default"].get_backend()
    generations = backend._generations
    both = f"{generations.articles},{generations.words}"
    total = generations.client.indices.stats(index=both)["indices"]
    print(f"{number:,} articles indexed, merged, copied, verified: {seconds:.0f} s ({number / seconds:,.0f} a second)")
    for index, figures in sorted(total.items()):
        size = figures["primaries"]["store"]["size_in_bytes"]
        print(f"{index}: {size / 1e6:,.0f} MB, {size / number:,.0f} bytes an article, one copy")
    ids = list(Article.objects.visible().values_list("pk", flat=True)[:LOADED])
    prepared = list(sync.documents_of(ids))
    started = time.perf_counter()
    actions = list(bulk.articles(f"{CLUSTER['NAME']}-load", prepared, {}))
    analyzed = time.perf_counter()
    generations.client.indices.create(index=f"{CLUSTER['NAME']}-load", body=_as_new(generations))
    created = time.perf_counter()
    bulk.send(generations.client, actions, bulk.CHUNK)
    sent = time.perf_counter()
    generations.client.indices.delete(index=f"{CLUSTER['NAME']}-load")
    print(f"analysis in one process: {len(ids) / (analyzed - started):,.0f} articles a second")
    print(f"loading without analysis, one process: {len(ids) / (sent - created):,.0f} articles a second")


def _as_new(generations: object) -> dict:
    from newsgroups.search.engines.opensearch.write import mapping

    return mapping.articles(generations.shards)


def ask() -> None:
    client = Client()
    print(f"{'search API':<22}{'embedded, ms':>24}{'cluster, ms':>24}   same counts")
    for kind, questions in kinds():
        times: dict[str, list[float]] = {"embedded": [], "cluster": []}
        counts: dict[str, list[int]] = {"embedded": [], "cluster": []}
        for engine, options in (("embedded", EMBEDDED), ("cluster", CLUSTER)):
            use(options)
            client.get("/api/v1/search", {"q": "warm"})
            for question in questions:
                started = time.perf_counter()
                answer = client.get("/api/v1/search", question)
                times[engine].append(time.perf_counter() - started)
                counts[engine].append(answer.json()["count"] if answer.status_code == 200 else -answer.status_code)
        same = sum(left == right for left, right in zip(counts["embedded"], counts["cluster"], strict=True))
        row = "".join(f"{_percentiles(times[engine]):>24}" for engine in times)
        print(f"{kind:<22}{row}   {same} of {len(questions)}", flush=True)
        for question, left, right in zip(questions, counts["embedded"], counts["cluster"], strict=True):
            if left != right:
                print(f"    {question['q']!r}: {left} and {right}")


def _percentiles(seconds: list[float]) -> str:
    half, most = np.percentile(seconds, [50, 95]) * 1_000
    return f"p50 {half:,.0f}  p95 {most:,.0f}"


def kinds() -> Iterator[tuple[str, list[dict[str, str]]]]:
    draw = random.Random(26)
    ids = draw.sample(list(Article.objects.visible().values_list("pk", flat=True)), GIVEN.questions)
    titles = [query_words.folded(title) for title in Article.objects.filter(pk__in=ids).values_list("title", flat=True)]
    titles = [[word for word in title if word.isalpha()] for title in titles]
    titles = [title for title in titles if len(title) > 4]

    def each(make: Callable[[list[str]], str], **more: str) -> list[dict[str, str]]:
        return [{"q": make(title), **more} for title in titles]

    yield "a word", each(lambda title: draw.choice(title))
    yield "two to four words", each(lambda title: " ".join(draw.sample(title, draw.randint(2, 4))))
    yield "the same, folded", each(lambda title: " ".join(draw.sample(title, 2)), copies="first")
    yield "phrase", each(lambda title: f'"{title[1]} {title[2]}"')
    yield "NEAR", each(lambda title: f"{title[0]} NEAR/5 {title[-1]}")
    yield "wildcard", each(lambda title: f"{max(title, key=len)[:4]}*")
    yield "fuzzy", each(lambda title: f"{max(title, key=len)}~1")
    yield "phrase half remembered", each(lambda title: f'"{" ".join(title[:4])}"~')
    yield "misspelt", each(lambda title: f"{max(title, key=len)[:-2]}qz")


def change() -> None:
    use(CLUSTER)
    from newsgroups.search.service import search

    article = Article.objects.visible().first()
    article.text += " Zyxomma."
    article.mark_changed()
    article.save()
    Article.objects.exclude(pk=article.pk).update(needs_index=False)
    started = time.perf_counter()
    sync.index_pending()
    print(f"a changed article: found {search('zyxomma').count} after {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
