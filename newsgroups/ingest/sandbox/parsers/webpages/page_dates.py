"""The publication date of the article on a page, chosen among all dates that the page shows."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from newsgroups.ingest.normalize.dates.parse_date import ReadDate, read_date

from .json_ld import Record, dates_of, records, text_of

# Names of meta elements, lowercased; those that cannot mean anything else come first.
_SURE = ("article:published_time", "og:article:published_time", "article:published")
_METAS = (
    "datepublished", "og:published_time", "og:pubdate", "article:post_date", "article.published", "rnews:datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate", "pubdate", "publishdate",
    "publish-date", "publish_date", "published-date", "publication-date", "publication_date", "publicationdate",
    "published", "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.created", "dc.date",
    "dc:date", "dc:created", "dcterms:issued", "citation_publication_date", "originalpublicationdate",
    "article_date_original",
    "cre_date", "release_date", "datecreated", "date", "timestamp", "last-modified-original",
)  # fmt: skip
# Names of meta elements that say when the article was changed.
_CHANGED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
# Parts of a page that show dates of other things.
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|teaser|recommend|promo|more-|footer|most-|latest|trending|also-|carousel|widget|disqus",
    re.IGNORECASE,
)
_OTHER_PARTS = frozenset(("aside", "footer", "nav"))
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:published|pub-?date|publish(?:ed)?-?(?:date|time)|entry-date|post-date|article-?date|dateline|date-?published|"
    r"timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"modif|updat|aktualis|actualiz|mise? à jour|last-?mod", re.IGNORECASE)
# Two places on one page may name the day in different zones.
_ABOUT_A_DAY = timedelta(hours=36)
_ONE_MOMENT = timedelta(minutes=1)
_IN_ZONE = re.compile(r"[+-](?!00:?00)\d{2}:?\d{2}$")
_LONGEST = 100
# An index page has thousands of dates; the article's is among the first.
_MOST = 100


def published_of(tree: Any, record: Record, *, country: str = "") -> str:
    """The first readable date, as the page writes it.

    One within about a day of it that has a time is preferred, and among those for the same moment the one in the page's
    own zone, which names the day that its readers saw. `country` is a top-level domain.
    """
    best: tuple[str, ReadDate] | None = None
    for said in _said(tree, record):
        read = read_date(said, country=country)
        if read and (best is None or _is_better(said, read, best[1])):
            best = said, read
        if best and best[1].has_time and _IN_ZONE.search(best[0]):
            break
    return best[0] if best else ""


def updated_of(tree: Any, record: Record) -> str:
    """The first readable time of the last change, as the page writes it."""
    metas = _meta_elements(tree)
    said = [text_of(record.get("datemodified")), *(each for name in _CHANGED for each in metas.get(name, []))]
    said += [_of_element(each) for each in tree.xpath("//*[@itemprop='dateModified']")[:_MOST]]
    return next((each.strip() for each in said if each and len(each) <= _LONGEST and read_date(each)), "")


def _is_better(said: str, read: ReadDate, best: ReadDate) -> bool:
    apart = abs(read.moment - best.moment)
    if best.has_time:
        return apart < _ONE_MOMENT and _IN_ZONE.search(said) is not None
    return read.has_time and apart < _ABOUT_A_DAY


def _said(tree: Any, record: Record) -> Iterator[str]:
    for said in _all(tree, record):
        if said and len(said.strip()) <= _LONGEST:
            yield said.strip()


def _all(tree: Any, record: Record) -> Iterator[str]:
    metas = _meta_elements(tree)
    for name in _SURE:
        yield from metas.get(name, [])
    yield from dates_of(record)
    yield from (
        _of_element(each) for each in _of_the_article(tree.xpath("//*[@itemprop]"), "itemprop", "datepublished")
    )
    for name in _METAS:
        yield from metas.get(name, [])
    yield from (_of_element(each) for each in _of_the_article(tree.iter("time", "abbr", "span"), "", ""))
    for other in records(tree):
        if other is not record:
            yield from dates_of(other)


def _meta_elements(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content") or meta.get("value") or meta.get("datetime") or ""
        for attribute in ("property", "name", "http-equiv"):
            if name := (meta.get(attribute) or "").strip().lower():
                found.setdefault(name, []).append(content)
    return found


def _of_the_article(elements: Any, attribute: str, value: str) -> list[Any]:
    """Elements with the article's date: outside of other parts of the page, the part with the headline first."""
    found = []
    for element in elements:
        if attribute:
            names = (element.get(attribute) or "").lower().split()
            if value not in names and not (value == "datepublished" and "datecreated" in names):
                continue
        elif not _is_date(element):
            continue
        if not _is_elsewhere(element):
            found.append(element)
        if len(found) >= _MOST:
            break
    return sorted(found, key=lambda element: not _has_headline(element))[:20]


def _is_date(element: Any) -> bool:
    about = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
    if _UPDATED.search(about) and not _CLASSES.search(about):
        return False
    if element.tag == "time":
        return element.get("pubdate") is not None or bool(element.get("datetime") and _has_headline(element))
    return bool(_CLASSES.search(about)) and (element.get("title") or element.tag == "abbr") is not None


def _is_elsewhere(element: Any) -> bool:
    for above in element.iterancestors():
        if above.tag in _OTHER_PARTS or _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
        if above.tag in ("body", "html"):
            break
    return False


def _has_headline(element: Any) -> bool:
    """Whether the part of the page that contains the element has an h1 headline."""
    return any(above.find(".//h1") is not None for above in element.iterancestors("article", "main", "header"))


def _of_element(element: Any) -> str:
    given = element.get("content") or element.get("datetime") or element.get("title")
    return str(given or "".join(element.itertext()))
