"""How much is read of a story, so that one of any size has its facts in a bounded time."""

# Characters of all texts together: all of an article in a story of fifty, 3,300 of each in one of 300, which takes some
# three seconds so.
MAX_CHARACTERS = 1_000_000
# Beyond so many texts another one hardly says anything new; the earliest are read.
MAX_TEXTS = 500


def longest_text(texts: int) -> int:
    """Characters that are read of each of so many texts."""
    return MAX_CHARACTERS // max(1, texts)
