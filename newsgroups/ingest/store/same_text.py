"""The same text at two addresses of one outlet is one article with two addresses."""

import re
from collections.abc import Sequence

from newsgroups.models import Address, Article

# Shorter texts are teasers, captions, and notices, which several pages of an outlet have in common.
MIN_WORDS = 40
# A title that begins or ends with another one of at least this many words has the outlet's or column's name added.
MIN_TITLE = 3
_BATCH_SIZE = 500


def split_off_addresses(fresh: Sequence[Article]) -> tuple[list[Article], list[Address]]:
    """Splits articles at unknown addresses into those to store and additional addresses of known ones.

    An article is known if its outlet has the same text under the same title, stored or earlier in the sequence.
    """
    known = _with_texts_of(fresh)
    new: list[Article] = []
    further: list[Address] = []
    for article in fresh:
        same = known.setdefault((article.source_id, article.text_hash), [])
        found = next((other for other in same if _same_title(other.title, article.title)), None)
        if found is None or article.words < MIN_WORDS:
            new.append(article)
            same.append(article)
        else:
            further.append(Address(article=found, url=article.url, url_given=article.url_given, title=article.title))
    return new, further


def _with_texts_of(fresh: Sequence[Article]) -> dict[tuple[int, int], list[Article]]:
    hashes = [article.text_hash for article in fresh if article.words >= MIN_WORDS]
    found: dict[tuple[int, int], list[Article]] = {}
    for start in range(0, len(hashes), _BATCH_SIZE):
        stored = Article.objects.filter(text_hash__in=hashes[start : start + _BATCH_SIZE]).order_by("pk")
        for article in stored.only("title", "source_id", "text_hash"):
            found.setdefault((article.source_id, article.text_hash), []).append(article)
    return found


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((_words(one), _words(other)), key=len)
    if len(short) < MIN_TITLE:
        return short == long
    return long[: len(short)] == short or long[-len(short) :] == short


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title.casefold())
