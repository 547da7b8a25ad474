"""Limit how much of a story is read, so that its facts take bounded time whatever its size."""

# Total characters of all texts: whole articles in a story of 50, 3,300 of each in one of 300. This takes about three
# seconds.
MAX_CHARACTERS = 1_000_000
# Further texts hardly add anything new; the earliest are read.
MAX_TEXTS = 500


def longest_text(texts: int) -> int:
    """Return the characters to read of each text, given the number of texts."""
    return MAX_CHARACTERS // max(1, texts)
