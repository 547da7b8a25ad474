"""Find stored facts that do not match the texts that they were read from."""

from collections.abc import Iterator
from typing import Any

from newsgroups.models import Article, StoryFacts

from .store_facts import Content, current_digests
from .verdicts import sure_disagreements, verdicts_on, with_verdicts

_BATCH_SIZE = 100


def stories_with_wrong_facts() -> list[int]:
    """Return stories whose stored facts are of their present texts, and still name other words, articles, or numbers.

    Facts of older texts are no difference: the next `process_articles` rebuilds them.
    """
    digests = dict(current_digests())
    rows = StoryFacts.objects.order_by("pk").iterator(chunk_size=_BATCH_SIZE)
    return [row.pk for row in rows if row.digest == digests.get(row.pk) and not _is_right(row)]


def repair_facts() -> None:
    """Delete wrong facts, so that the next `process_articles` builds them anew."""
    wrong = stories_with_wrong_facts()
    for start in range(0, len(wrong), _BATCH_SIZE):
        StoryFacts.objects.filter(pk__in=wrong[start : start + _BATCH_SIZE]).delete()


def _is_right(stored: StoryFacts) -> bool:
    try:
        return _counts(stored) == _counted(stored.content) and _fits_texts(stored)
    except (KeyError, TypeError, AttributeError):
        # A row that somebody else wrote.
        return False


def _counts(stored: StoryFacts) -> tuple[int, int, int]:
    return stored.disagreements, stored.agreed, stored.only_here


def _counted(content: Content) -> tuple[int, int, int]:
    articles = {value["article"] for row in content["facts"] for value in row["values"]}
    rows = with_verdicts(content["facts"], verdicts_on(articles))
    return sure_disagreements(rows), sum(row["verdict"] == "agreed" for row in rows), len(content["only_here"])


def _fits_texts(stored: StoryFacts) -> bool:
    """Return whether each value has its words at its place in a visible article of the story."""
    articles = Article.objects.visible().filter(story=stored.pk)
    texts = dict(articles.values_list("pk", "text"))
    return all(_is_in(texts.get(value["article"], ""), value) for value in _values(stored.content))


def _values(content: Content) -> Iterator[dict[str, Any]]:
    for row in [*content["facts"], *content["quotes"]]:
        yield from row["values"]
    yield from content["only_here"]


def _is_in(text: str, value: dict[str, Any]) -> bool:
    words = " ".join(text[value["start"] : value["end"]].split())
    return bool(words) and words.startswith(value.get("value", words))
