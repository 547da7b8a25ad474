"""Whether the address that a page declares for itself can belong to the same article."""

import re

# Suffixes that a page may have after the address of its article.
_REST = re.compile(
    r"(?:amp|print|printable|full|all|single-?page|comments?|photos?|gallery|video|feed|page/\d{1,3}|\d{1,2}|seite-?\d+)",
    re.IGNORECASE,
)
# An article is identified by a number or by words; a year or a day is a section.
_ARTICLE = re.compile(r"\d{5,}|[^-]+-[^-]+-[^-]+-|[^-]+_[^_]+_[^_]+_|\.s?html?$|\.php$|\.aspx?$")
# Parameters that say how much of a page is shown, or how.
_VIEWS = re.compile(
    r"(?:page|paged|pg|seite|offset|start|limit|view|sort|order|orderby|comments?|commentid|replytocom|showcomments|"
    r"single_?page|all|full|output|format|lang_switch|theme|skin|style|width|height|size|autoplay|slide|image|photo|"
    r"gallery|tab|nocache|cache|rnd|random|_|ts|t|timestamp|v|ver|version|cb|debug|preview|highlight)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_LANGUAGES = frozenset(
    "ar bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv "
    "mk ml mn mr ms mt my ne nl no nb nn pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi "
    "zh zu".split()
)


def may_be_one(address: tuple[str, str], named: tuple[str, str], dropped: list[str]) -> bool:
    """Whether a page at `address` may declare the address `named`. Both are pairs of canonical host and path.

    `dropped` are the names of the parameters that `named` lacks. A section, another article's page, and the same
    article in another language do not count as the same page.
    """
    if _languages(address) != _languages(named):
        return False
    (_, path), (_, other) = address, named
    if path == other:
        return all(_VIEWS.fullmatch(name) for name in dropped)
    if path.startswith(f"{other}/"):
        return bool(_REST.fullmatch(path[len(other) + 1 :]) or _ARTICLE.search(other.rpartition("/")[2]))
    return True


def _languages(page: tuple[str, str]) -> list[str]:
    """The languages named by the labels of the host and the first two segments of the path."""
    host, path = page
    parts = [*host.split(".")[:-2], *path.strip("/").split("/")[:2]]
    return [part.lower()[:2] for part in parts if _LANGUAGE.fullmatch(part) and part.lower()[:2] in _LANGUAGES]
