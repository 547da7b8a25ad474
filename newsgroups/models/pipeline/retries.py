"""How long a feed or a page that failed is left alone before it is tried again."""

from datetime import timedelta

# Servers that are down come back either within minutes or not for days: pauses start at this and double each time.
FIRST_REST = timedelta(minutes=15)
# A feed is polled at least this often, however often it failed.
MAX_FEED_REST = timedelta(days=1)
# A page is given up after this many attempts, most of a day after the first.
MAX_PAGE_ATTEMPTS = 7
# What a host may ask for at most (`Retry-After`).
MAX_HOST_REST = timedelta(days=7)
_MAX_DOUBLINGS = 10


def rest_after(failures: int) -> timedelta:
    """Return the pause after this many failures in a row."""
    return FIRST_REST * (1 << min(failures - 1, _MAX_DOUBLINGS))
