"""Stores an article that a curator typed or pasted."""

from datetime import datetime

from newsgroups.ingest.normalize.clean_text import clean_authors, clean_line, clean_text, clean_title
from newsgroups.ingest.normalize.dates.parse_date import read_date
from newsgroups.ingest.normalize.row import MAX_TEXT, RefusedRow, Row, checked_row
from newsgroups.models import Article
from newsgroups.models.articles.article import content_hash

from .upsert import store_rows

# Names an article that is nowhere on the web, by its content. RFC 8141 allows such an unregistered namespace within a
# system; the name is never sent out.
_NAMESPACE = "urn:newsgroups:"


def store_by_hand(
    *, title: str, text: str, source: str, published: datetime | None = None, authors: str = "", url: str = ""
) -> Article:
    """Stores the article under its address, or under a name derived from its content. Raises RefusedRow with a
    sentence.
    """
    fields = {"url": url, "title": title, "text": text, "source": source, "authors": authors}
    fields["published"] = published.isoformat() if published else ""
    row = checked_row(fields) if url else _without_address(fields, published)
    store_rows([row], take_old_texts=True)
    return Article.objects.get(url=row.url)


def _without_address(fields: dict[str, str], published: datetime | None) -> Row:
    title, text = clean_title(fields["title"]), clean_text(fields["text"])
    if not text or len(text) > MAX_TEXT:
        raise RefusedRow(f"A text has between 1 and {MAX_TEXT:,} characters.")
    read = read_date(published.isoformat()) if published else None
    name = _NAMESPACE + content_hash(title, text)
    return Row(
        url=name,
        url_given=name,
        title=title,
        text=text,
        source=clean_line(fields["source"], longest=200),
        authors=clean_authors(fields["authors"]),
        published=read.moment if read else None,
        precision=read.precision if read else None,
    )
