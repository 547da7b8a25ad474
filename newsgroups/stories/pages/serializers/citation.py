"""Articles as references: RIS, BibTeX, and a sentence. What is not known of an article is left out."""

import re
from collections.abc import Iterable
from datetime import UTC, date
from typing import Any

from newsgroups.common.dates.formats import DAY
from newsgroups.models import Article

_SPACE = re.compile(r"\s+")
_LATEX: dict[str | int, str | int | None] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}
_IN_ADDRESS: dict[str | int, str | int | None] = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def authors_of(article: Article) -> list[str]:
    """Single names; a comma parts them only where each part is a full name, as it also parts "Milic, Jana"."""
    found = []
    for part in re.split(r"\s*;\s*|\s+(?:and|&)\s+", _one_line(article.authors)):
        names = [name.strip() for name in part.split(",") if name.strip()]
        found += names if all(" " in name for name in names) else [part]
    return [name for name in found if name]


def published_on(article: Article) -> date | None:
    """The day in UTC, if the outlet said it."""
    if article.published is None or article.is_dated_by_arrival:
        return None
    return article.published.astimezone(UTC).date()


def as_ris(articles: Iterable[Article]) -> str:
    """One record an article, as reference managers import it."""
    return "".join(map(_ris, articles))


def _ris(article: Article) -> str:
    day = published_on(article)
    lines = [("TY", "NEWS"), ("TI", article.title), *(("AU", name) for name in authors_of(article))]
    lines += [("T2", article.source.name)]
    lines += [("PY", f"{day:%Y}"), ("DA", f"{day:%Y/%m/%d}")] if day else []
    lines += [("LA", article.language)] if article.language else []
    lines += [("UR", article.original)] if article.original else []
    lines += [("ER", "")]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines)


def as_bibtex(articles: Iterable[Article]) -> str:
    return "\n".join(map(_bibtex, articles))


def _bibtex(article: Article) -> str:
    day = published_on(article)
    authors = " and ".join(map(_bibtex_name, authors_of(article)))
    fields = [("title", f"{{{_latex(article.title)}}}"), ("author", authors)]
    fields += [("organization", f"{{{_latex(article.source.name)}}}")]
    fields += [("year", f"{day:%Y}"), ("month", f"{day:%-m}"), ("date", day.isoformat())] if day else []
    fields += [("url", _one_line(article.original).translate(str.maketrans(_IN_ADDRESS)))]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{newsgroups-{article.pk},\n{lines}}}\n"


def _bibtex_name(name: str) -> str:
    """BibTeX takes a comma and the word "and" for signs of its own, and braces for a name as it is."""
    escaped = _latex(name)
    return f"{{{escaped}}}" if "," in name or " " not in name or "and" in name.lower().split() else escaped


def as_sentence(article: Article) -> str:
    """`Jana Milic: “Bridge closed”, Northline, 2 Nov 2026, https://northline.example/bridge`"""
    day, authors = published_on(article), ", ".join(authors_of(article))
    parts = [f"“{_one_line(article.title)}”", article.source.name, f"{day:{DAY}}" if day else "", article.original]
    return f"{authors}: " * bool(authors) + ", ".join(part for part in parts if part)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _latex(text: str) -> str:
    return _one_line(text).translate(str.maketrans(_LATEX))


def as_csl(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Items of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), as Zotero imports them."""
    return list(map(_csl, articles))


def _csl(article: Article) -> dict[str, Any]:
    day = published_on(article)
    item: dict[str, Any] = {
        "id": f"newsgroups-{article.pk}",
        "type": "article-newspaper",
        "title": _one_line(article.title),
        "container-title": _one_line(article.source.name),
        "author": [{"literal": name} for name in authors_of(article)],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "language": article.language,
        "URL": article.original,
    }
    return {name: value for name, value in item.items() if value}
