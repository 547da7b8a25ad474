import pytest
from django.urls import reverse

from newsgroups.models import Article
from newsgroups.pipeline.process import process_articles
from tests.makers import make_article

AGENCY = """The harbour bridge at Port Calder was closed to all traffic on Monday after a diver found a crack in its \
eastern pylon, the port authority said.

Engineers measured the crack at 2.3 metres. The bridge carries 31,000 vehicles a day, and drivers were told to take \
the ferry or the long way round through Westerlow.

"Nobody was in danger at any time," harbour master Ruth Ansgar told reporters. The repair will take until spring, \
she added, and cost at least 1.26 million crowns."""
COPY = AGENCY.replace("the port authority said", "officials said") + "\n\nFollow us for more news from the harbour."
OWN_WORDS = """Thirty-one thousand drivers a day need another way to work. Port Calder has shut its harbour bridge: a \
crack runs through the eastern pylon, as long as a car is wide, and a diver saw it by chance.

Ruth Ansgar, the harbour master, says that the repair of the bridge lasts until spring. The ferry to Westerlow runs \
all night from now on."""
OTHER = """The chess federation of Skerrow has banned its champion for two years. A telephone was found in the pocket \
of his coat during the final against a schoolgirl, who had noticed how often he left the board."""
OTHER_TOO = """A champion of chess has been banned for two years on the island of Skerrow after a telephone was found \
in the pocket of his coat during the final. His opponent, a schoolgirl, had noticed how often he left the board."""


@pytest.fixture
def archive(db) -> dict[str, Article]:
    """Two stories of five articles, processed: an agency's, a copy, a reworded one, and two about another event."""
    articles = {
        "agency": make_article(AGENCY, title="Harbour bridge closed after crack is found", source="Northline"),
        "copy": make_article(
            COPY,
            title="Crack shuts harbour bridge at Port Calder",
            source="Daily Lantern",
            published="2026-11-02T10:30:00+00:00",
        ),
        "own": make_article(
            OWN_WORDS,
            title="The long way round: Port Calder without its bridge",
            source="Harbour Post",
            published="2026-11-03T06:00:00+00:00",
        ),
        "chess": make_article(
            OTHER,
            title="Chess champion of Skerrow banned for two years",
            source="Northline",
            published="2026-11-05T12:00:00+00:00",
        ),
        "chess too": make_article(
            OTHER_TOO,
            title="Telephone in the pocket: chess champion banned",
            source="Kestrel Radio",
            published="2026-11-05T15:00:00+00:00",
        ),
    }
    process_articles()
    for article in articles.values():
        article.refresh_from_db()
    return articles


def address(page: str, archive: dict[str, Article]) -> str:
    """Returns the URL of a page by its name in the archive of these tests; URLs are returned unchanged."""
    arguments = {
        "group": [archive["agency"].story_id],
        "group_all": [archive["agency"].story_id],
        "compare": [archive["agency"].pk, archive["copy"].pk],
        "article": [archive["agency"].pk],
        "article_changes": [archive["agency"].pk],
        "source": ["northline"],
    }
    return reverse(page, args=arguments[page]) if page in arguments else page
