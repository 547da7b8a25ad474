"""Generates archives of any size, recombined from the sentences of the real one.

    python benchmarks/recombined.py ARTICLES FILE    # JSON lines for import_articles, gzipped if it ends in .gz
    python benchmarks/recombined.py ARTICLES         # into the archive of NEWSGROUPS_DATA_DIR, not processed

Articles have about 430 words of sentences from anywhere in archive_37k.jsonl.gz, each used once as long as they last
(some 80,000 articles). When sentences are reused, every sixth word is replaced by another of similar frequency, so that
words keep their distribution and word sequences stay rare. Of every 40 articles, three are copies of one from the week
before, named in `copy_of`: the whole with a few words changed, edited throughout, or half of it in an article of its
own (`copy_kind`). Every fifth outlet puts its own footer under half of its articles. The same number and seed produce
the same articles.
"""

import gzip
import json
import re
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from newsgroups.text.sentences import sentences

SEED = 7
WORDS = 430
COPIES = 3 / 40
KINDS = ("whole", "edited", "part")
FIRST_DAY, DAYS = datetime(2012, 1, 1, tzinfo=UTC), 3_287
EXCHANGED = 1 / 6
_WORD = re.compile(r"[^\W\d_]+")

Row = dict[str, Any]


class Sentences:
    """Sentences of the real archive in random order, without end; the first pass reads slightly more than `wanted`, if
    it can.
    """

    def __init__(self, draw: Random, wanted: int) -> None:
        self.draw = draw
        outlets: Counter[str] = Counter()
        self._all: list[str] = []
        for article in articles(data_file("archive_37k.jsonl.gz")):
            outlets[article["source"]] += 1
            if len(self._all) < wanted:
                self._all += _sentences_of(article["text"])
        self.outlets = [name for name, _ in outlets.most_common()]
        self._shares = list(accumulate(count for _, count in outlets.most_common()))
        draw.shuffle(self._all)
        self._at, self._again = 0, False
        self._bands = _bands(self._all, draw)

    def outlet(self) -> str:
        """A random real outlet, weighted by its number of articles."""
        return self.outlets[bisect(self._shares, self.draw.randrange(self._shares[-1]))]

    def take(self, words: int) -> list[str]:
        """Sentences with at least this many words in total."""
        found = []
        while words > 0:
            found.append(self._next())
            words -= found[-1].count(" ") + 1
        return found

    def _next(self) -> str:
        if self._at == len(self._all):
            self._at, self._again = 0, True
            self.draw.shuffle(self._all)
        self._at += 1
        sentence = self._all[self._at - 1]
        return self.changed(sentence, EXCHANGED) if self._again else sentence

    def changed(self, sentence: str, share: float) -> str:
        """The sentence with this share of its words replaced by others of similar frequency and capitalization."""
        return _WORD.sub(lambda word: self._other(word[0]) if self.draw.random() < share else word[0], sentence)

    def _other(self, word: str) -> str:
        counts, bands = self._bands
        band = bands.get((_band(counts.get(word, 1)), word[0].isupper()))
        return self.draw.choice(band) if band else word


def _sentences_of(text: str) -> list[str]:
    found = (" ".join(text[span.start : span.end].split()) for span in sentences(text))
    return [sentence for sentence in found if 4 <= sentence.count(" ") < 60]


def _bands(taken: list[str], draw: Random) -> tuple[Counter[str], dict[tuple[int, bool], list[str]]]:
    """The frequency of each word in a sample of the sentences, and random words in frequency bands."""
    words = [word for sentence in taken[:200_000] for word in _WORD.findall(sentence)]
    counts = Counter(words)
    bands: dict[tuple[int, bool], list[str]] = {}
    for word in draw.sample(words, len(words) // 4):
        bands.setdefault((_band(counts[word]), word[0].isupper()), []).append(word)
    return counts, bands


def _band(count: int) -> int:
    return count.bit_length()


def recombined(count: int, *, seed: int = SEED) -> Iterator[Row]:
    """Rows of `count` articles as an import reads them, oldest first, with `copy_of` and `copy_kind` for planted
    copies.
    """
    draw = Random(seed)
    pool = Sentences(draw, wanted=20_000 + count * WORDS // 18)
    footers = {name: pool.take(30) for name in pool.outlets[::5]}
    week: list[tuple[Row, list[str]]] = []
    kept = max(20, count * 7 // DAYS)
    for number in range(count):
        row: Row = {
            "url": f"https://recombined.example/{number}",
            "published": (FIRST_DAY + timedelta(days=DAYS * (number + draw.random()) / count)).isoformat(),
            "source": pool.outlet(),
        }
        if week and draw.random() < COPIES:
            original, body = draw.choice(week)
            row |= {"copy_of": original["url"], "copy_kind": KINDS[number % len(KINDS)]}
            body = _copy(body, row["copy_kind"], pool)
        else:
            body = pool.take(max(60, round(draw.lognormvariate(0, 0.45) * WORDS * 0.9)))
        footer = footers.get(row["source"], []) if draw.random() < 0.5 else []
        row["title"] = " ".join(body[0].split()[:9]).rstrip(".,;:")
        row["text"] = "\n\n".join(" ".join(each) for each in (*_paragraphs(body), footer) if each)
        yield row
        week.append((row, body))
        del week[:-kept]


def _copy(body: list[str], kind: str, pool: Sentences) -> list[str]:
    if kind == "whole":
        return [pool.changed(sentence, 0.03) for sentence in body]
    if kind == "edited":
        kept = [sentence for sentence in body if pool.draw.random() < 0.8] or body
        return [pool.changed(sentence, 0.12) for sentence in kept]
    half = body[: max(2, len(body) // 2)]
    return [*pool.take(WORDS // 4), *half, *pool.take(WORDS // 3)]


def _paragraphs(body: list[str]) -> list[list[str]]:
    return [body[start : start + 3] for start in range(0, len(body), 3)]


def fill_and_sketch(count: int) -> None:
    """Creates an archive with everything that look-ups read: fingerprints, terms, boilerplate, and statistics, but no
    pairs.
    """
    from django.core.management import call_command

    from newsgroups.stories.derived.boilerplate import FingerprintIndex, find_boilerplate
    from newsgroups.stories.derived.sketches import sketch_pending
    from newsgroups.stories.derived.statistics.term_statistics import count_statistics

    call_command("migrate", verbosity=0)
    fill(count)
    sketch_pending()
    find_boilerplate(FingerprintIndex.load())
    count_statistics()


def fill(count: int, *, seed: int = SEED) -> None:
    """Stores the articles in this process's archive, as an import does."""
    store(recombined(count, seed=seed))


def store(articles: Iterable[Row]) -> None:
    from newsgroups.ingest.normalize.row import checked_row
    from newsgroups.ingest.store.upsert import store_rows

    rows = map(checked_row, articles)
    while batch := list(islice(rows, 500)):
        store_rows(batch)


def write(count: int, file: Path) -> None:
    with gzip.open(file, "wt", compresslevel=1) if file.suffix == ".gz" else file.open("w") as out:
        for row in recombined(count):
            out.write(json.dumps(row) + "\n")


def main(count: int, file: str = "") -> None:
    if file:
        write(count, Path(file))
        return
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(count)


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main(int(sys.argv[1]), *sys.argv[2:])
