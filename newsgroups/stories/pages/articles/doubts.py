"""What in the archive speaks against the outlet or the date of an article. Nothing is changed by it."""

from newsgroups.common.dates.doubtful import Span, doubtful_dates
from newsgroups.models import Article, Source
from newsgroups.text.credits.sites import site_of


def doubts_about(article: Article) -> list[str]:
    """Return sentences for the article's page; empty if nothing is doubtful. Two queries at most."""
    return [sentence for sentence in (_about_outlet(article), _about_date(article)) if sentence]


def _about_outlet(article: Article) -> str:
    site = site_of(article.url)
    if not site or not article.source.site or site == article.source.site:
        return ""
    named = Source.objects.main_names().filter(site=site).order_by("id").first()
    return f"The address is of another outlet: {named.name} ({site})." if named else ""


def _about_date(article: Article) -> str:
    if article.story_id is None or article.moment is None:
        return ""
    told = Article.objects.visible().filter(story=article.story_id).select_related("source").defer("text")
    dates = ((each.pk, each.source.outlet_id or each.source_id, each.moment) for each in told)
    span = doubtful_dates(dates).get(article.pk)
    return (
        f"The date may be wrong, or the article may be about something else: the other {span.articles} dated articles"
        f" of this story are from {_when(span)}."
        if span
        else ""
    )


def _when(span: Span) -> str:
    first, last = (f"{moment.at.day} {moment.at:%b %Y}" for moment in (span.first, span.last))
    return first if first == last else f"{first} – {last}"
