"""Which names of outlets belong to one site, by the addresses of their articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tld import get_fld

from .outlets import outlet_key

# An outlet belongs to a site with this share of its articles. “Guest Writer” is at many.
MOSTLY_AT = 0.8
# A name unlike that of the site belongs to it from so many articles on: one may be a mistake of whoever filed it.
MIN_ARTICLES = 2
# Sites that carry the text of other outlets under their names, and hosts of sites of anybody.
_OF_MANY = frozenset(
    "allsides.com aol.com apple.news archive.org blogger.com cnbc.co facebook.com google.com issuu.com linkedin.com"
    " live.com medium.com msn.com newsbreak.com pressreader.com realclearpolitics.com reddit.com scribd.com"
    " smartnews.com substack.com t.co telegra.ph tumblr.com twitter.com x.com yahoo.com youtube.com".split()
)
# "Daily Lantern - Opinion/Editorial", "Daily Lantern: Sports", "Daily Lantern Opinion".
_SECTION = re.compile(
    r"(?:\s[-–—|]|:|\s/)\s\S"
    r"|\s(?:Opinions?|Editorials?|Op-Eds?|Commentary|Politics|Sports?|Business|Blogs?|Magazine|Weekend|Culture|Style"
    r"|Meinung|Politik|Opinión|Editorial)$"
)
_WORD = re.compile(r"[^\W_]+")


class Listed(NamedTuple):
    """An outlet as it is listed: `site` is where most of its articles are, or ""."""

    id: int
    name: str
    site: str
    articles: int


def site_of(url: str) -> str:
    """Return the registrable domain of a URL, "cnn.com" for "https://money.cnn.com/a"; "" if there is none."""
    return get_fld(url, fail_silently=True, search_private=True) or ""


def main_site(urls: Iterable[str]) -> str:
    """Return the site at which most of an outlet's articles are, or "" if there is none."""
    counts = Counter(map(site_of, urls))
    if not counts:
        return ""
    site, number = counts.most_common(1)[0]
    return site if number >= MOSTLY_AT * counts.total() and site not in _OF_MANY else ""


def same_outlets(listed: Sequence[Listed]) -> dict[int, int]:
    """Map the ids of outlets to the id of the one that they are another name of.

    Outlets at one site are one if their names are alike, if one is the other's name with that of a section, or if one
    of them is named after the site: the others are its columnists and sections. The one with most articles gives its
    name to all.
    """
    at: dict[str, list[Listed]] = defaultdict(list)
    for each in listed:
        if each.site:
            at[each.site].append(each)
    found: dict[int, int] = {}
    for site, outlets in at.items():
        ranked = sorted(outlets, key=lambda each: (-each.articles, each.id))
        after_site = [each for each in ranked if is_named_after(each.name, site)]
        if after_site:
            main = after_site[0]
            found |= {each.id: main.id for each in ranked if each != main and _belongs(each, after_site)}
            continue
        of_key: dict[str, int] = {}
        for each in ranked:
            first = of_key.setdefault(outlet_key(each.name), each.id)
            if first != each.id:
                found[each.id] = first
        for each in ranked:
            whole = next((of_key[key] for key in _of_whole(each.name) if of_key.get(key, each.id) != each.id), None)
            if whole is not None and each.id not in found:
                found |= {other: whole for other, first in found.items() if first == each.id} | {each.id: whole}
    return found


def _of_whole(name: str) -> list[str]:
    """Return the key of the outlet that a name like "Daily Lantern - Opinion" gives a section of, if it gives one."""
    section = _SECTION.search(name)
    return [outlet_key(name[: section.start()])] if section and section.start() else []


def _belongs(outlet: Listed, after_site: Sequence[Listed]) -> bool:
    return outlet in after_site or outlet.articles >= MIN_ARTICLES


def is_named_after(name: str, site: str) -> bool:
    """Return whether the domain is made of the beginnings of the name's words: "nytimes.com" of "New York Times"."""
    label = "".join(_WORD.findall(site.partition(".")[0].lower()))
    words = [word.lower() for word in _WORD.findall(name)]
    return len(label) > 1 and _is_made_of(label, words)


def _is_made_of(label: str, words: Sequence[str]) -> bool:
    """Return whether beginnings of the words in order, of which some may be missing, make up the label.

    A single word must be in it as a whole, and initials alone must be those of the first words.
    """
    reached: set[tuple[int, bool]] = {(0, False)}
    for number, word in enumerate(words):
        further = set(reached)
        for at, has_word in reached:
            for length in range(1, len(word) + 1):
                if not label.startswith(word[:length], at):
                    break
                is_whole = length == len(word) and length > 2
                # Up to here, one letter of each word: an initial.
                if length > 2 or has_word or at == number:
                    further.add((at + length, has_word or is_whole))
        reached = further
    initials = "".join(word[0] for word in words)
    return (len(label), True) in reached or (len(label) > 2 and initials.startswith(label))
