"""Which sentences of a story recur in other articles of the archive: standing lines of an outlet are no news."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np

from newsgroups.facts.types import Value
from newsgroups.models import Article, CommonFingerprint, FingerprintPosting
from newsgroups.models.articles.article import OUTLET_ID
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, longest_runs, selected, shingles
from newsgroups.text.tokens.tokenizer import word_hashes

# Of 70,549 sentences that only one text of their story has, in a real archive, 782 recur elsewhere. Those in one other
# article are background that a reporter used twice; those in more are footers, lines about writers, and galleries.
MIN_OF_OUTLET, MIN_OF_ARCHIVE = 2, 3
# A sentence recurs in an article that has this share of its fingerprints.
_MOSTLY = 0.6


@dataclass(frozen=True, eq=False)
class _Held:
    """Which fingerprints are boilerplate, which articles have the others, and the words around each.

    Also the outlets of the articles, in the story and elsewhere.
    """

    common: set[int]
    around: dict[int, dict[int, int]]
    here: dict[int, int]
    elsewhere: dict[int, int]


def recurring(texts: dict[int, str]) -> Callable[[Sequence[Value]], set[Value]]:
    """Return a function that says which places in the texts of a story, by article, recur in articles outside of it."""

    def find(values: Sequence[Value]) -> set[Value]:
        asked = {value: _fingerprints(texts[value.article][value.start : value.end]) for value in values}
        held = _held({hash_ for prints, _ in asked.values() for hash_ in prints}, set(texts))
        return {value for value, (prints, words) in asked.items() if _recurs(value.article, prints, words, held)}

    return find


def _fingerprints(sentence: str) -> tuple[list[int], int]:
    """Return the hashes that may stand for a sentence in the posting table, and its number of words.

    Which hash stands for a short sentence depends on the words around it.
    """
    words = word_hashes(sentence)
    values = shingles(words)
    chosen = selected(values)[0] if len(words) >= GUARANTEED_RUN else values.view(np.int64)
    return chosen.tolist(), len(words)


def _held(hashes: set[int], story: set[int]) -> _Held:
    common = CommonFingerprint.objects.filter(hash__among=hashes).values_list("hash", flat=True)
    around: dict[int, dict[int, int]] = defaultdict(dict)
    rows = FingerprintPosting.objects.filter(hash__among=hashes).values_list("hash", "article_id", "around")
    for hash_, article, beside in rows.iterator():
        around[hash_][article] = beside
    holders = {article for articles in around.values() for article in articles}
    known = Article.objects.visible().filter(pk__among=holders).order_by()
    outlets = dict(known.values_list("pk", OUTLET_ID))
    here = {pk: outlets.pop(pk, 0) for pk in story}
    return _Held(set(common), around, here, outlets)


def _recurs(article: int, prints: list[int], words: int, held: _Held) -> bool:
    own = [hash_ for hash_ in prints if hash_ in held.common or article in held.around[hash_]]
    if 2 * sum(hash_ in held.common for hash_ in own) > len(own):
        return True
    found: Counter[int] = Counter()
    for around in (held.around[hash_] for hash_ in own if hash_ not in held.common):
        found.update(_with_same_run(article, around, held.elsewhere, min(words, GUARANTEED_RUN)))
    places = [each for each, count in found.items() if count >= _MOSTLY * len(own)]
    of_outlet = sum(held.elsewhere[each] == held.here[article] for each in places)
    return len(places) >= MIN_OF_ARCHIVE or of_outlet >= MIN_OF_OUTLET


def _with_same_run(article: int, around: dict[int, int], elsewhere: Container[int], least: int) -> list[int]:
    """Return the articles elsewhere that share at least so many words with this one around a fingerprint."""
    others = [each for each in around if each in elsewhere]
    one = np.full(len(others), around[article], np.int64)
    runs = longest_runs(one, np.array([around[each] for each in others], np.int64))
    return [each for each, run in zip(others, runs.tolist(), strict=True) if run >= least]
