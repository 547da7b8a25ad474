"""Find where a text names an agency or an outlet without claiming that the text is its own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgroups.text.languages.english_calendar import WEEKDAYS

from .agencies import EVERY_NAME, FORMS, SYNDICATED, agency_called
from .patterns import PLACE_WORDS
from .phrases import first_reported as first
from .phrases import pictures, quoted_agencies
from .types import Credit

_NO_OUTLETS = frozenset(
    [
        *WEEKDAYS,
        *"he she it they we i this that when who his her its facebook twitter youtube instagram president".split(),
    ]
)
_LED_IN = re.compile(r"^(?:As|But|And|When|After|While|The|In)\s(?=[A-Z])")
_QUOTED = re.compile(r"“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"|«[^»\n]{0,400}»|„[^“”\n]{0,400}[“”]")


class Name(NamedTuple):
    """A place where a text names an agency."""

    start: int
    end: int
    agency: str
    words: str

    @property
    def is_news(self) -> bool:
        """Return whether running text may call the agency so, and it is no syndicate."""
        return self.words in FORMS and self.agency not in SYNDICATED


def names_in(text: str) -> list[Name]:
    """Return where a text has a spelling of an agency's name, as a word of its own."""
    return [
        Name(start, match.end(), agency_called(match[0]), match[0])
        for match in EVERY_NAME.finditer(text)
        if not (start := match.start()) or not (text[start - 1].isalnum() or text[start - 1] == "_")
    ]


def lines_of(text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Return the bounds of the lines in which names are."""
    found: list[tuple[int, int]] = []
    for name in names:
        if not found or name.start >= found[-1][1]:
            end = text.find("\n", name.end)
            found.append((text.rfind("\n", 0, name.start) + 1, end if end >= 0 else len(text)))
    return found


def first_reported(text: str) -> Iterator[Credit]:
    """Yield whom a text says it follows: "as first reported by The Intercept", "CNN first reported"."""
    found: list[tuple[str, tuple[int, int]]] = []
    if any(sign in text for sign in first.SIGNS):
        found += [_reporter(text, match) for match in first.FIRST_REPORTED.finditer(text)]
    if any(sign in text for sign in first.OTHER_SIGNS):
        found += [_revealed_by(match) for match in first.OTHER_LANGUAGES.finditer(text)]
    for name, (start, end) in found:
        if name and not in_quotation(text, start, end):
            yield Credit(agency_called(name) or name, "first reported", start, end)


def _revealed_by(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    name = match["quoted"] or match["called"] or match["marked"]
    return " ".join(name.strip(" .,'’").split()), match.span()


def _reporter(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """Return the outlet named before or after "first reported", and the span of the whole phrase."""
    start, end = match.span()
    published = match["verb"] in ("published", "appeared")
    if match["to"] or match["broke"]:
        before = first.REPORTER.search(text[max(0, start - 60) : start])
        # Reporters break stories, too; only outlets have such words in their names.
        name = _reporter_name(before["name"]) if before else ""
        is_outlet = " " not in name or is_outlet_name(name)
        return (name, (start - len(before[0]), end)) if before and is_outlet else ("", (start, end))
    after = (first.PUBLISHED_IN if published else first.REPORTED_BY).match(text, end)
    if after and (name := _outlet_name(after["name"])):
        return name, (start, after.end())
    before = first.REPORTER.search(text[max(0, start - 60) : start])
    if before and match["verb"] in ("reported", "broke"):
        return _reporter_name(before["name"]), (start - len(before[0]), end)
    return "", (start, end)


def _reporter_name(name: str) -> str:
    """Return the name before "first reported", or "" if it is a single word that may be a family name."""
    plain = _outlet_name(name)
    is_clear = " " in plain or (name != plain and name.startswith("The ")) or first.ONE_WORD.fullmatch(plain)
    return plain if is_clear else ""


def _outlet_name(name: str) -> str:
    """Return the name without its possessive and article, or "" for a month, a day, or a pronoun."""
    plain = name.strip(" .,'’").removesuffix("’s").removesuffix("'s").removeprefix("the ")
    plain = re.split(r"['’]s\s", _LED_IN.sub("", _LED_IN.sub("", plain)))[0]
    word = plain.split()[0].lower() if plain else ""
    is_date = word[:3] in PLACE_WORDS and word[:3] not in ("the", "des", "del")
    return "" if is_date or len(plain) < 2 or word in _NO_OUTLETS or word[0].isdigit() else plain


def is_outlet_name(name: str) -> bool:
    """Return whether a name is that of an outlet by its words, and not perhaps a person's or a country's."""
    plain = name.removeprefix("The ")
    return bool(agency_called(plain) or first.ONE_WORD.fullmatch(plain) or first.OF_OUTLETS.search(plain))


def picture_credits(text: str, names: Sequence[Name]) -> Iterator[Credit]:
    for name in names:
        if pictures.AT_END.match(text, name.end) and (
            credit := pictures.CREDIT_BEFORE.search(text[max(0, name.start - 90) : name.start])
        ):
            yield Credit(name.agency, "picture", name.start - len(credit[0]), name.end)
        if name.words not in FORMS:
            continue
        after = pictures.PICTURE_AFTER.match(text, name.end)
        before = pictures.PICTURE_BEFORE.search(text[max(0, name.start - 70) : name.start])
        if after and (after[0].strip(" ,)") or (before and _is_under_picture(text, before[0], after.end()))):
            yield Credit(name.agency, "picture", name.start, after.end())
        elif before and before[0].strip(" /(") not in ("", "via") and before[0][:1] != "(":
            yield Credit(name.agency, "picture", name.start - len(before[0]), name.end)


def _is_under_picture(text: str, before: str, end: int) -> bool:
    """Return whether parentheses credit a picture; "(AP)" does only at the end of a line."""
    return before != "(" or pictures.ENDS_LINE.match(text, end) is not None


def mentions(text: str, names: Sequence[Name]) -> Iterator[Credit]:
    for name in names:
        # A family name; in a sentence, the agency is called "Bloomberg News".
        if not name.is_news or name.words == "Bloomberg":
            continue
        if name.words == "AP" and quoted_agencies.IS_COURSE.match(text, name.end):
            continue
        around = text[max(0, name.start - quoted_agencies.REACH) : name.start]
        before = quoted_agencies.TOLD_BY.search(around[-80:]) or quoted_agencies.SAID_BEFORE.search(around[-80:])
        before = before or quoted_agencies.TOLD_FAR.search(around)
        after = quoted_agencies.SAID.match(text, name.end)
        if before and before[0].strip() == "via" and text[name.start : name.end] == "REUTERS":
            # "Handout via REUTERS" under a picture.
            yield Credit(name.agency, "picture", name.start - len(before[0]), name.end)
        elif before or after:
            start = name.start - len(before[0]) if before else name.start
            yield Credit(name.agency, "in text", start, after.end() if after else name.end)


def in_quotation(text: str, start: int, end: int) -> bool:
    """Return whether a place is inside quotation marks on its line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    for quoted in _QUOTED.finditer(text, first, last if last >= 0 else len(text)):
        if quoted.start() < start and end < quoted.end():
            return True
    return False
