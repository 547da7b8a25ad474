"""The names under which other programs keep the fields of an article."""

from collections.abc import Mapping, Sequence
from typing import Any

_ALSO = {
    "url": "link permalink href web_url weburl article_url articleurl story_url",
    "title": "headline heading",
    "text": "content body fulltext full_text maintext articlebody article_body article_text content_text",
    "published": "date pubdate pub_date publishedat published_at datepublished date_published date_publish "
    "publish_date publication_date published_date",
    "updated": "modified updated_at updatedat datemodified date_modified last_modified",
    "source": "outlet publisher publication source_name sitename site_name",
    "authors": "author byline creator",
    "language": "lang",
}
_USUAL = {other: usual for usual, names in _ALSO.items() for other in names.split()}


def usual_names(names: Sequence[str]) -> list[str]:
    """Return the columns of a table under our names; where a table has one of ours, other names stay as they are."""
    found: list[str] = []
    for name in names:
        usual = _USUAL.get(name, name)
        found.append(name if usual in names or usual in found else usual)
    return found


def with_usual_names(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its values under our names as well; a database's envelope (`_source`) is opened."""
    inner = fields.get("_source")
    fields = inner if isinstance(inner, dict) and "url" not in fields else fields
    known = dict(fields)
    for name, value in fields.items():
        usual = _USUAL.get(name.lower())
        if usual and usual not in known:
            known[usual] = value
    return known
