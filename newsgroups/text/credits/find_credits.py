"""Find the credits of an article."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newsgroups.text.languages.calendar_words import WEEKDAYS

from . import patterns
from .agencies import EVERY_NAME, FORMS, NAMES, SYNDICATED, UNNAMED, agency_called
from .types import Credit

# Foot credits are in the last characters of a text; a copyright line far above belongs to a caption.
FOOT_CHARACTERS = 1_500
# Captions, headlines, and notices precede a text's first words; measured on 3,300 datelines.
DATELINE_CHARACTERS = 4_000
BYLINE_CHARACTERS = 1_200
BARE_BYLINE_CHARACTERS = 120
# "ELIZABETH/NEW YORK CITY, New Jersey, 3 mai 2026"; a headline has more words.
MAX_PLACE_WORDS = 9
# Bylines of agencies have up to four writers.
MANY_AUTHORS = 6
# An article with more credits than this is a list of them.
MAX_CREDITS = 60

_NO_OUTLETS = frozenset(
    [
        *WEEKDAYS,
        *"he she it they we i this that when who his her its facebook twitter youtube instagram president".split(),
    ]
)
_FIRST_SIGNS = (
    *(f"irst {verb}" for verb in ("reported", "revealed", "published", "obtained", "disclosed", "broke", "appeared")),
    "riginally reported", "riginally published", "riginally appeared", "nitially reported",
)  # fmt: skip
_EVERY_NAME = re.compile(rf"(?<!\w)(?:{NAMES})(?!\w)")
# "Image copyright Reuters" appears under a picture.
_OF_PICTURE = re.compile(
    r"\b(?:image|images|photo|photos|picture|media|video|map|graphic|bild|foto)\s?[:–-]?\s?\Z", re.IGNORECASE
)
_BY = ("By ", "Von ", "Par ", "Por ", "Di ", "De ")
# Not "contributed $350,000".
_TO_REPORT = re.compile(
    r"contributed(?:\s(?:to\sth(?:is|e)\s(?:report|story|article|post|piece|dispatch)|report|this|material|from|includ|also|in\b)"
    r"|[^\w\s$]|\s*\n|\s*\Z)"
)
_LED_IN = re.compile(r"^(?:As|But|And|When|After|While|The|In)\s(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_WIRE_AUTHORS = re.compile(r"(?<!\w)(?:[\w-]+\s)?(?:Wires?(?:\sServices?|\sReports)?|Agencias|Agenturen|Agenzie)(?!\w)")
_AUTHOR = re.compile(
    rf"(?:^|(?<=[,;/&|])\s?|(?<=\band\s)|(?<=\bof\s))(?:[Tt]he\s)?(?P<name>{NAMES}|Afp|Ap|Dpa|Efe)"
    r"(?=\s?(?:$|[,;/&|]|\band\b))"
)
_QUOTED = re.compile(r"“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"|«[^»\n]{0,400}»|„[^“”\n]{0,400}[“”]")


class Name(NamedTuple):
    """A place where a text names an agency."""

    start: int
    end: int
    agency: str
    is_news: bool


def find_credits(text: str, authors: str = "") -> list[Credit]:
    """Return the credits of a text in order, then those of its byline; none overlaps another in its field.

    A credit inside a quotation belongs to somebody else. A text without credits takes about 40 microseconds.
    """
    found = _without_overlaps(_in_text(text))[:MAX_CREDITS]
    if authors:
        found += _of_authors(authors)
    return found


def _in_text(text: str) -> Iterator[Credit]:
    """Yield candidates, the most reliable kinds first."""
    present = tuple(sorted(set(EVERY_NAME.findall(text))))
    names = _names(text, present)
    if names or any(word in text for word in ("wire", "Wires")):
        yield from _contributed(text)
    if present:
        yield from _datelines(text)
    if (names and names[0].start < BYLINE_CHARACTERS) or "CNN" in present:
        yield from _bylines(text)
    yield from _feet(text)
    yield from _first_reported(text)
    yield from _pictures(text, names)
    yield from _mentions(text, names)


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w|\.com)")


def _names(text: str, present: tuple[str, ...]) -> list[Name]:
    forms = tuple(name for name in present if name in FORMS)
    if not forms:
        return []
    return [
        Name(match.start(), match.end(), agency, agency not in SYNDICATED)
        for match in _any_of(forms).finditer(text)
        if (agency := agency_called(match[0]))
    ]


def _without_overlaps(candidates: Iterator[Credit]) -> list[Credit]:
    """Keep the first candidate at each place; one line may credit several agencies."""
    kept: list[Credit] = []
    for each in candidates:
        if not any(
            each.start < other.end and other.start < each.end and not _is_same_line(each, other) for other in kept
        ):
            kept.append(each)
    return sorted(set(kept), key=lambda credit: (credit.start, credit.end, credit.agency))


def _is_same_line(one: Credit, other: Credit) -> bool:
    return (one.start, one.end, one.kind) == (other.start, other.end, other.kind) and one.agency != other.agency


def _datelines(text: str) -> Iterator[Credit]:
    for match in patterns.DATELINE.finditer(text, 0, DATELINE_CHARACTERS):
        line = text.rfind("\n", 0, match.start()) + 1
        before = patterns.PLACE.search(text[max(line, match.start() - 90) : match.start()])
        if before is None or (line < match.start() - 90 and not before.start()):
            continue
        place = before["place"] or ""
        if not _is_place(place) or _is_caption(text, match):
            continue
        start, end = match.start() - len(place), match.end("tags") + 1
        has_dash = bool(match["after"].strip())
        for tag in re.split(r"\s?[/,&]\s?", match["tags"]):
            agency = agency_called(tag)
            # A bare tag without a dash is CNN's habit and almost nobody else's.
            if agency and (has_dash or agency == "CNN" or (place and place.isupper()) or start == 0):
                yield Credit(agency, "dateline", start, end)


def _is_place(place: str) -> bool:
    """Return whether words are a place, perhaps with a date: all are capitalized except "de la" and months."""
    words = _WORD.findall(place)
    return len(words) <= MAX_PLACE_WORDS and all(
        not word[0].islower() or word.lower() in patterns.PLACE_WORDS for word in words
    )


def _is_caption(text: str, match: re.Match[str]) -> bool:
    """Return whether the parentheses end a line, as under a picture."""
    line_end = text.find("\n", match.end())
    return not text[match.end() : line_end if line_end >= 0 else len(text)].strip()


def _bylines(text: str) -> Iterator[Credit]:
    for pattern in (patterns.BYLINE, patterns.BYLINE_CNN):
        for match in pattern.finditer(text, 0, BYLINE_CHARACTERS):
            agency = agency_called(match["name"])
            first = match[0].lstrip()
            # Without "By", it is a line of its own above the text; further down, it is below a picture or an excerpt.
            is_above = first.startswith(_BY) or match.start() < BARE_BYLINE_CHARACTERS
            if agency and is_above and match.end() < len(text):
                yield Credit(agency, "byline", *_trimmed(text, match.start(), match.end()))


def _feet(text: str) -> Iterator[Credit]:
    tail = text[-FOOT_CHARACTERS:]
    offset, small = len(text) - len(tail), tail.lower()
    for match in filter(None, (pattern.search(text, max(0, len(text) - 80)) for pattern in patterns.LAST_WORDS)):
        if agency := agency_called(match["name"]):
            yield Credit(agency, "foot", *_trimmed(text, match.start(), match.end()))
    for signs, pattern in patterns.FOOT:
        if not any(sign in small for sign in signs):
            continue
        for match in pattern.finditer(tail):
            groups = match.groupdict()
            fixed = {"ap": "AP", "reuters": "Reuters", "creators": "Creators"}
            agency = next((short for group, short in fixed.items() if groups.get(group)), "")
            if agency := agency or agency_called(groups.get("name") or ""):
                if groups.get("reuters") and _is_of_another(text):
                    continue
                start, end = _trimmed(tail, match.start(), match.end())
                of_picture = bool(_OF_PICTURE.search(text[max(0, offset + start - 16) : offset + start]))
                yield Credit(agency, "picture" if of_picture else "foot", offset + start, offset + end)


def _is_of_another(text: str) -> bool:
    """Return whether a text opens with the dateline of somebody who is not Reuters.

    "(Reporting by …; editing by …)" names no agency. It is the style of Reuters, but anybody may write it.
    """
    dateline = patterns.ANY_DATELINE.search(text, 0, BYLINE_CHARACTERS)
    return dateline is not None and agency_called(dateline["tag"]) != "Reuters"


def _contributed(text: str) -> Iterator[Credit]:
    for signs, pattern in patterns.CONTRIBUTED:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("wire"):
                yield Credit(UNNAMED, "contributed", match.start("wire"), match.end("wire"))
            elif groups.get("line"):
                yield from _contributors(text, *match.span("line"))


def _contributors(text: str, start: int, end: int) -> Iterator[Credit]:
    if "contributed" in text[start:end] and not _TO_REPORT.search(text, start, min(len(text), end + 20)):
        return
    names = [
        (agency_called(name[0]), name.start())
        for name in _EVERY_NAME.finditer(text, start, end)
        if agency_called(name[0])
    ]
    if names and not _in_quotation(text, names[0][1], names[0][1] + 1):
        for agency in sorted({agency for agency, _ in names}):
            yield Credit(agency, "contributed", *_trimmed(text, start, end))


def _first_reported(text: str) -> Iterator[Credit]:
    """Yield whom a text says it follows: "as first reported by The Intercept", "CNN first reported"."""
    if not any(sign in text for sign in _FIRST_SIGNS):
        return
    for match in patterns.FIRST_REPORTED.finditer(text):
        name, (start, end) = _reporter(text, match)
        if name and not _in_quotation(text, start, end):
            yield Credit(agency_called(name) or name, "first reported", start, end)


def _reporter(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """Return the outlet named before or after "first reported", and the span of the whole phrase."""
    start, end = match.span()
    published = match["verb"] in ("published", "appeared")
    after = (patterns.PUBLISHED_IN if published else patterns.REPORTED_BY).match(text, end)
    if after and (name := _outlet_name(after["name"])):
        return name, (start, after.end())
    before = patterns.REPORTER.search(text[max(0, start - 60) : start])
    if before and match["verb"] in ("reported", "broke"):
        return _outlet_name(before["name"]), (start - len(before[0]), end)
    return "", (start, end)


def _outlet_name(name: str) -> str:
    """Return the name without its possessive and article, or "" for a month, a day, or a pronoun."""
    plain = name.strip(" .,'’").removesuffix("’s").removesuffix("'s").removeprefix("the ")
    plain = _LED_IN.sub("", _LED_IN.sub("", plain))
    first = plain.split()[0].lower() if plain else ""
    is_date = first[:3] in patterns.PLACE_WORDS and first[:3] not in ("the", "des", "del")
    return "" if is_date or len(plain) < 2 or first in _NO_OUTLETS or first[0].isdigit() else plain


def _pictures(text: str, names: Sequence[Name]) -> Iterator[Credit]:
    for name in names:
        after = patterns.PICTURE_AFTER.match(text, name.end)
        before = patterns.PICTURE_BEFORE.search(text[max(0, name.start - 70) : name.start])
        if after and (after[0].strip(" ,)") or before):
            yield Credit(name.agency, "picture", name.start, after.end())
        elif before and before[0].strip(" /(") not in ("", "via"):
            yield Credit(name.agency, "picture", name.start - len(before[0]), name.end)


def _mentions(text: str, names: Sequence[Name]) -> Iterator[Credit]:
    for name in names:
        # A family name; in a sentence, the agency is called "Bloomberg News".
        if not name.is_news or text[name.start : name.end] == "Bloomberg":
            continue
        before = patterns.TOLD_BY.search(text[max(0, name.start - 60) : name.start])
        after = patterns.SAID.match(text, name.end)
        if before and before[0].strip() == "via" and text[name.start : name.end] == "REUTERS":
            # "Handout via REUTERS" under a picture.
            yield Credit(name.agency, "picture", name.start - len(before[0]), name.end)
        elif before or after:
            start = name.start - len(before[0]) if before else name.start
            yield Credit(name.agency, "in text", start, after.end() if after else name.end)


def _of_authors(authors: str) -> list[Credit]:
    found = [
        Credit(agency_called(match["name"]), "byline", match.start("name"), match.end("name"), "authors")
        for match in _AUTHOR.finditer(authors)
        if not _is_amid_many(authors, match)
    ]
    if not found and (match := _WIRE_AUTHORS.search(authors)):
        found = [Credit(UNNAMED, "byline", match.start(), match.end(), "authors")]
    return found


def _is_amid_many(authors: str, match: re.Match[str]) -> bool:
    """Return whether an agency comes after others in a long line of names, as of everybody whom a page links to."""
    is_first = not authors[: match.start()].strip(" ,;")
    return not is_first and authors.count(",") + authors.count(";") >= MANY_AUTHORS - 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Return whether a place is inside quotation marks on its line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    for quoted in _QUOTED.finditer(text, first, last if last >= 0 else len(text)):
        if quoted.start() < start and end < quoted.end():
            return True
    return False
