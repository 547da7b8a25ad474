"""Counts word statistics of general news for two data files.

`newsgroups/text/common_words.txt` lists words that are mostly lowercase, and `newsgroups/matching/background.npz`
holds the document frequency of each term. They contain words and numbers only, no text.

    python benchmarks/count_background.py

A third of the benchmark archive is read. Many outlets published it over many years, so what is frequent in it is
frequent in English news.
"""

import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from newsgroups.matching.sparse import document_frequencies
from newsgroups.text.languages.word_lists.stop_words import stop_words
from newsgroups.text.terms import lexicon
from newsgroups.text.terms.extract import extract

EVERY = 3
LEAST_ARTICLES = 7
MIN_TIMES = 10
# A name is capitalized at least twice as often as not ("Brown", "Reading").
NAME_RATIO = 2


def main() -> None:
    file = data_file("archive_37k.jsonl.gz")
    words = common_words(each["text"] for each in islice(articles(file), 0, None, EVERY))
    lexicon.COMMON_WORDS.write_text("\n".join(words) + "\n", encoding="utf-8")
    documents = [extract(each["title"] or "", each["text"], None) for each in islice(articles(file), 0, None, EVERY)]
    counted = document_frequencies.Statistics.count(documents)
    kept = counted.frequencies >= LEAST_ARTICLES
    np.savez_compressed(
        document_frequencies._BACKGROUND,
        documents=np.int64(counted.documents),
        ids=counted.ids[kept],
        frequencies=counted.frequencies[kept].astype(np.uint16),
    )
    print(f"{len(words):,} common words, {kept.sum():,} terms of {len(documents):,} articles")


def common_words(texts) -> list[str]:
    """Words that are mostly lowercase within sentences."""
    capital, small = Counter(), Counter()
    for text in texts:
        forms = lexicon.FORMS.findall(text[:5_000])
        within = Counter(form for before, form in pairwise(forms) if before[0].isalnum() and form.isalpha())
        for form, count in within.items():
            (capital if form[0].isupper() else small)[form.lower()] += count
    return sorted(
        word
        for word, times in small.items()
        if times >= MIN_TIMES and capital[word] <= NAME_RATIO * times and len(word) > 1 and word.isascii()
        if word not in stop_words("en")
    )


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
