"""What outlets say of a story, to take away: a table for spreadsheets, and a report in one file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from newsgroups.lineage.load_lineage import lineage_of
from newsgroups.models import Story
from newsgroups.stories.pages.stories.fold_copies import fold_copies
from newsgroups.stories.pages.stories.origin_badges import Sign
from newsgroups.stories.pages.stories.story import articles_with_reasons
from newsgroups.stories.pages.stories.summary import own_first, read_story, summary_of
from newsgroups.stories.pairs.reasons import shared_in
from newsgroups.story_facts.page.facts_page import facts_page
from newsgroups.story_facts.page.rows_of_table import HEADER, fact_rows
from newsgroups.web.middleware.gone import Gone
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.csv_response import csv_response
from newsgroups.web.output.single_file import single_file

# Articles of a report; a longer list is no reading.
MAX_ARTICLES = 300
_STYLES = "css/stories.css", "css/story.css", "css/facts.css", "css/downloaded.css"


def facts_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All facts and quotations of a story, a line for each value."""
    count_request(request, "export")
    story = _story(pk)
    return csv_response(f"story-{story.pk}-facts.csv", [HEADER, *fact_rows(story)])


def story_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The story as one file that needs nothing else."""
    count_request(request, "export")
    story = _story(pk)
    address = request.build_absolute_uri(story.get_absolute_url())
    answer = single_file(request, "newsgroups/story_file.html", _shown(story) | {"address": address}, styles=_STYLES)
    answer["Content-Disposition"] = f'attachment; filename="story-{story.pk}.html"'
    return answer


def _story(pk: int) -> Story:
    story = get_object_or_404(Story, pk=pk).surviving()
    if not story.articles.visible().exists():
        raise Gone
    return story


def _shown(story: Story) -> dict[str, Any]:
    read = read_story(story)
    signs = read.signs
    own = [pk for pk, sign in signs.items() if sign == Sign.OWN]
    facts = facts_page(story, own=own)
    articles = list(story.articles.visible().for_lists().with_lead().earliest_first()[:MAX_ARTICLES])
    told = articles_with_reasons(story, own_first(articles, signs), shared_in(story), signs)
    return {
        "story": story,
        "facts": facts,
        "summary": summary_of(read, facts),
        "columns": [(article, signs.get(article.pk, Sign.UNKNOWN)) for article in facts.articles],
        "texts": fold_copies(told, lineage_of(story)),
    }
