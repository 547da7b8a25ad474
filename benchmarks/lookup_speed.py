"""Compares look-up of pasted texts with SQLite FTS5 on the same articles, in one run.

    python benchmarks/lookup_speed.py [ARTICLES]    # recombined (default 100,000), in a temporary folder
    python benchmarks/lookup_speed.py --archive FOLDER    # the articles of a data folder with fingerprints

The peer does what one would do without Newsgroups: it joins the 25 rarest words of the text by OR and takes the first
20 ranked results. That finds articles. Ours finds articles that share passages, and then the exact passages, which is
measured separately. Texts are taken from the archive, half of them with every seventh word removed. Figures are median
milliseconds of CPU time in this process, with the texts alternating; both databases were read once before, so that
their pages are in the system's memory. Figures with the same story include reworded passages, and the page is the whole
answer to a visitor's paste.
"""

import os
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from http.client import OK
from multiprocessing import get_context
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SEED = 11
TEXTS = 60
WORDS = 430
LONG = 3_000
RAREST = 25
_BATCH = 2_000
_WORD = re.compile(r"[a-z]+")


def main(folder: str, count: int) -> None:
    settle(folder)
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "fts5.sqlite3"
        maker = get_context("spawn").Process(target=make, args=(folder, count, made))
        maker.start()
        maker.join()
        if maker.exitcode:
            sys.exit("The articles could not be made ready.")
        for file in (*Path(beside).iterdir(), *Path(folder).glob("*.sqlite3*")):
            read_once(file)
        measure(Peer(made))


def settle(folder: str) -> None:
    os.environ |= {
        "NEWSGROUPS_DATA_DIR": folder,
        "HTTPS": "0",
        "RATE_LIMITS": "paste=0",
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }
    import django

    django.setup()


def make(folder: str, count: int, peer: Path) -> None:
    """Fills the archive with `count` articles, if any, and the peer's table with all articles in it.

    This runs in a separate process: both sides are queried in a process that has just started, like a web worker, and
    not in one whose memory a few hundred thousand articles have fragmented.
    """
    settle(folder)
    if count:
        from benchmarks.recombined import fill_and_sketch

        fill_and_sketch(count)
    from newsgroups.models import Article

    with closing(sqlite3.connect(peer)) as base:
        base.execute("CREATE VIRTUAL TABLE articles USING fts5(text, content='', tokenize='porter unicode61')")
        rows = Article.objects.filter(needs_sketch=False).order_by("pk").values_list("pk", "text").iterator(_BATCH)
        base.executemany("INSERT INTO articles(rowid, text) VALUES (?, ?)", rows)
        base.commit()


class Peer:
    """An FTS5 table of the articles, with the document frequency of each word."""

    def __init__(self, file: Path) -> None:
        import Stemmer

        self.base = sqlite3.connect(file)
        self.base.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, articles, row)")
        self.frequency = dict(self.base.execute("SELECT term, doc FROM temp.words"))
        self.stem = Stemmer.Stemmer("porter").stemWord

    def look_up(self, text: str) -> list[int]:
        words = {word for word in _WORD.findall(text.lower()) if self.stem(word) in self.frequency}
        rarest = sorted(words, key=lambda word: (self.frequency[self.stem(word)], word))[:RAREST]
        asked = " OR ".join(f'"{word}"' for word in rarest)
        found = self.base.execute("SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 20", (asked,))
        return [row[0] for row in found]


def measure(peer: Peer) -> None:
    from django.test import Client
    from django.urls import reverse

    from newsgroups.matching.passages import Document
    from newsgroups.models import Article
    from newsgroups.stories.lookup.look_up import likely_copied_from, look_up

    draw = Random(SEED)
    ids = list(Article.objects.filter(needs_sketch=False).values_list("pk", flat=True))
    pasted = [paste(draw, ids, WORDS) for _ in range(TEXTS)]
    long = [paste(draw, ids, LONG) for _ in range(TEXTS // 6)]
    print(f"{len(ids):,} articles")

    def copied(text: str) -> list[int]:
        return [match.article.pk for match in look_up(text, in_other_words=False).matches]

    def everything(text: str) -> list[int]:
        return [match.article.pk for match in look_up(text).matches]

    def named(text: str) -> list[int]:
        return likely_copied_from(Document(text))[0][:20]

    client = Client(headers={"host": "localhost"})

    def page(text: str) -> list[int]:
        if client.post(reverse("lookup"), {"text": text}).status_code != OK:
            sys.exit("The page refused a text.")
        return []

    names, ours, theirs = in_turn([named, copied, peer.look_up], pasted)
    print(f"{WORDS} words: articles named {names:.1f} ms, FTS5 {theirs:.1f} ms, {theirs / names:.1f} times faster")
    print(f"{WORDS} words: copied passages {ours:.1f} ms, {theirs / ours:.1f} times faster than FTS5 names articles")
    complete, whole = in_turn([everything, page], pasted)
    print(f"{WORDS} words: with the same story {complete:.1f} ms, the page {whole:.1f} ms")
    ours, complete = in_turn([copied, everything], long)
    print(f"{LONG:,} words: copied passages {ours:.1f} ms, with the same story {complete:.1f} ms")
    for name, way in (("named", named), ("copied passages", copied), ("FTS5", peer.look_up)):
        print(f"source among the first 20, {name}: {sum(source in way(text) for text, source in pasted)} of {TEXTS}")


def read_once(file: Path) -> None:
    with file.open("rb") as stream:
        while stream.read(1 << 20):
            pass


def paste(draw: Random, ids: list[int], words: int) -> tuple[str, int]:
    """A text made of articles of the archive, and the article that it begins with."""
    from newsgroups.models import Article

    taken: list[str] = []
    first = draw.choice(ids)
    source = first
    while len(taken) < words:
        taken += Article.objects.get(pk=source).text.split()
        source = draw.choice(ids)
    if draw.random() < 0.5:
        taken = [word for n, word in enumerate(taken) if n % 7]
    return " ".join(taken[:words]), first


def in_turn(ways: list[Callable[[str], list[int]]], texts: list[tuple[str, int]]) -> list[float]:
    """Median milliseconds of each method."""
    taken: list[list[float]] = [[] for _ in ways]
    for text, _ in texts:
        for way, times in zip(ways, taken, strict=True):
            started = time.process_time()
            way(text)
            times.append((time.process_time() - started) * 1_000)
    return [statistics.median(times) for times in taken]


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if "--archive" in sys.argv:
        main(sys.argv[2], 0)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(temporary, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
