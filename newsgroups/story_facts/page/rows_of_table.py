"""The facts of a story as rows for a spreadsheet: one for each value of an outlet."""

from collections.abc import Iterator

from newsgroups.common.dates.days import as_iso
from newsgroups.models import Article, Story
from newsgroups.story_facts.store_facts import facts_of_story

from .cells import cell_of

HEADER = ["fact", "kind", "verdict", "confidence", "outlet", "published", "value", "sentence", "article", "url"]


def fact_rows(story: Story) -> Iterator[list[object]]:
    """Yield a row for each value of the story's facts and quotations, in the order of the page."""
    content = facts_of_story(story)
    facts = [(row["about"], row["kind"], row["confidence"], row) for row in content["facts"]]
    quotes = [(f"Words of {row['speaker'] or 'a speaker'}", "quote", None, row) for row in content["quotes"]]
    ids = {value["article"] for *_, row in [*facts, *quotes] for value in row["values"]}
    articles = Article.objects.visible().select_related("source").in_bulk(sorted(ids))
    for about, kind, confidence, row in [*facts, *quotes]:
        for value in row["values"]:
            if cell := cell_of("", value, articles):
                article, sentence = cell.article, f"{cell.before}{cell.said}{cell.behind}"
                told = [article.source.name, as_iso(article.published), cell.value, " ".join(sentence.split())]
                yield [about, kind, row["verdict"], confidence, *told, article.pk, article.url_given]
