"""How many entries pages, feeds, and the API show."""

SEARCH_RESULTS = 20
# Values of a facet in view, and with those behind "more"; the query language reaches the rest.
FACET_VALUES_IN_VIEW, FACET_VALUES = 6, 40
# Lists of stories and of pairs.
LIST_ENTRIES = 20
# The story page shows much more than its articles, and is to stay below 100 kB.
ARTICLES_OF_A_STORY = 20
# Rows of one line each.
ARTICLES_OF_A_DAY = 100
ARTICLES_OF_AN_OUTLET = 50
QUEUED_ADDRESSES = 50
CURATED_ARTICLES = 200
DECISIONS_ON_STORY = 30
# Whole texts on one page.
TEXTS = 30
FEED_ENTRIES = 40
API_ENTRIES = 20
# The most that a program may ask for at once.
MAX_API_ENTRIES = 100
