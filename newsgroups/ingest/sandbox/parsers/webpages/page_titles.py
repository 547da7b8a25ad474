"""The headline of an article without the name of its outlet."""

import re
from typing import Any

_BETWEEN = re.compile(r"\s+[|–—\-:·•»«/]\s+|\s*[|»«·•]\s*|(?<=\S):\s+")


def headline(title: str, *, site: str, tree: Any) -> str:
    """`title` without `site` at either end. If the title is only the outlet's name, the page's other title."""
    title, page_title = _line(title), _line(tree.findtext(".//title") or "")
    headings = [_line("".join(each.itertext())) for each in tree.iter("h1", "h2")][:20]
    names = {_plain(site), *_logos(tree)} - {""}
    pieces = _pieces(page_title)
    if len(pieces) > 1 and _plain(title) in {_plain(pieces[-1]), _plain(pieces[0])} & _others(headings, pieces, title):
        names.add(_plain(title))
    if not title or _plain(title) in names:
        title = next((each for each in headings if each in pieces and _plain(each) not in names), "") or _without(
            page_title, names
        )
        return title
    return _heading_in(title, headings, names) or _without(title, names)


def _others(headings: list[str], pieces: list[str], title: str) -> set[str]:
    """The title itself, if another part of the page's title is a heading, too."""
    return {_plain(title)} if any(each in pieces and each != title for each in headings) else set()


def _logos(tree: Any) -> set[str]:
    """Names in headings or headers that link to the front page."""
    found = set()
    for link in tree.xpath("//h1//a[@href]|//header//a[@href]"):
        if re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.html?)?", link.get("href").strip()):
            found.add(_plain("".join(link.itertext())))
    return found


def _heading_in(title: str, headings: list[str], names: set[str]) -> str:
    """A heading that the title extends by the name of the outlet or of a section."""
    pieces = _pieces(title)
    if len(pieces) < 2:
        return ""
    return next((each for each in headings if each == pieces[0] and _plain(each) not in names), "")


def _without(title: str, names: set[str]) -> str:
    for match in _BETWEEN.finditer(title[:500]):
        before, after = title[: match.start()], title[match.end() :]
        if _plain(after) in names and before:
            return before.strip()
        if _plain(before) in names and after:
            return after.strip()
    return title


def _pieces(title: str) -> list[str]:
    """The whole title first, then the parts at each possible cut."""
    found = [title[: match.start()].strip() for match in _BETWEEN.finditer(title[:500])]
    found += [title[match.end() :].strip() for match in _BETWEEN.finditer(title[:500])]
    return [each for each in found if each]


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
