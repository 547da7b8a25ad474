"""Find the credits of an article."""

import re
from collections.abc import Iterator, Sequence

from . import patterns
from .agencies import NAMES, UNNAMED, agency_called
from .mentions import Name, first_reported, in_quotation, lines_of, mentions, names_in, picture_credits
from .types import Credit

# Foot credits are in the last characters of a text; a copyright line far above belongs to a caption.
FOOT_CHARACTERS = 1_500
# Captions, headlines, and notices precede a text's first words; measured on 3,300 datelines.
DATELINE_CHARACTERS = 4_000
# A line that is only the name of an agency is below the text, with a few lines of links after it.
LAST_LINES_CHARACTERS = 300
BYLINE_CHARACTERS = 1_200
BARE_BYLINE_CHARACTERS = 120
# "ELIZABETH/NEW YORK CITY, New Jersey, 3 mai 2026"; a headline has more words.
MAX_PLACE_WORDS = 9
# From so many authors on, an agency among them is one of all names that a page links to. On a real archive, 12 of 12
# bylines of an agency with one or two writers are credits, and 1 of 45 longer ones is.
MANY_AUTHORS = 4
# An article with more credits than this is a list of them.
MAX_CREDITS = 60

# "Image copyright Reuters" appears under a picture.
_OF_PICTURE = re.compile(
    r"\b(?:image|images|photo|photos|picture|media|video|map|graphic|bild|foto)\s?[:–-]?\s?\Z", re.IGNORECASE
)
_BY = ("By ", "BY ", "Von ", "Par ", "Por ", "Di ", "De ")
# Names so frequent in other senses that no contribution is sought for them alone.
_NETWORKS = frozenset({"CNN", "CNN Business", "CNNMoney"})
# Not "contributed $350,000".
_TO_REPORT = re.compile(
    r"contributed(?:\s(?:to\sth(?:is|e)\s(?:report|story|article|post|piece|dispatch)|report|this|material|from|includ|also|in\b)"
    r"|[^\w\s$]|\s*\n|\s*\Z)"
)
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d")
# The house's own name for what it takes from agencies; beside other names it is one that the page links to.
_WIRE_AUTHORS = re.compile(
    r"\s*(?P<wire>(?:[\w-]+\s)?(?:Wires?(?:\sServices?|\sReports)?|Agencias|Agenturen|Agenzie))\s*"
)
_OTHER_AUTHORS = re.compile(r"\b(?:Wires?|Staff|Today|Contributor)\b", re.IGNORECASE)
# Between the names of writers: "Posted - May", and outlets that share their text ("Kettle Valley Register").
_NO_WRITER = re.compile(
    r"\s*(?:Posted|Published|Updated)\b.*"
    r"|.*\s(?:Appeal|Chronicle|Courier|Gazette|Herald|Journal|News|Post|Press|Register|Sentinel|Star|Times|Tribune)\s*"
)
# "Reuters in Washington", and a photographer with the agency's name: "Ida Harker Reuters".
_PHOTOGRAPHER = r"(?:^|[,;]\s?)(?:[A-Z][\w.’'-]{1,30}\s){2}"
_AUTHOR = re.compile(
    rf"(?:^|{_PHOTOGRAPHER}|(?<=[,;/&|])\s?|(?<=\band\s)|(?<=\bof\s))(?:[Tt]he\s)?(?P<name>{NAMES}|Afp|Ap|Dpa|Efe)"
    r"(?=\s?(?:$|[,;/&|]|\band\b|[Ii]n\s[A-Z][\w.\s’'-]{1,40}$))"
)
_BYLINES = (
    patterns.BYLINE, patterns.BYLINE_BRACKETS, patterns.BYLINE_RUN_ON, patterns.BYLINE_DESK, patterns.BYLINE_CNN,
)  # fmt: skip


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
    names = names_in(text)
    yield from _contributed(text, names)
    if names:
        yield from _datelines(text)
    if names and names[0].start < BYLINE_CHARACTERS:
        yield from _bylines(text)
    yield from _feet(text)
    yield from first_reported(text)
    yield from picture_credits(text, names)
    yield from mentions(text, names)


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
    if bare := patterns.BARE_DATELINE.match(text):
        yield Credit(agency_called(bare["name"]), "dateline", *bare.span("line"))
    for match in patterns.DATELINE.finditer(text, 0, DATELINE_CHARACTERS):
        line = text.rfind("\n", 0, match.start()) + 1
        before = patterns.PLACE.search(text[max(line, match.start() - 90) : match.start()])
        if before is None or (line < match.start() - 90 and not before.start()):
            continue
        place = before["place"] or ""
        if not _is_place(place) or _is_caption(text, match):
            continue
        start, end = match.start() - len(place), match.end("tags") + 1
        has_dash = bool(match["after"].strip(" .\n")) or match[0].startswith("/")
        is_at_line = start == line and (place.isupper() or bool(_DAY.search(place)) or match["tags"].islower())
        for tag in re.split(r"\s?[/,&]\s?", match["tags"]):
            agency = agency_called(tag)
            # A bare tag without a dash, a date, or capitals is CNN's habit and almost nobody else's.
            if agency and (has_dash or agency == "CNN" or is_at_line or (place and place.isupper()) or start == 0):
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
    for pattern in _BYLINES:
        for match in pattern.finditer(text, 0, BYLINE_CHARACTERS):
            groups = match.groupdict()
            agency = agency_called(groups["name"] or groups.get("other") or "")
            first = match[0].lstrip()
            # Without "By", it is a line of its own above the text; further down, it is below a picture or an excerpt.
            is_above = first.startswith(_BY) or match.start() < min(BARE_BYLINE_CHARACTERS, len(text) // 2)
            if agency and is_above and match.end() < len(text):
                yield Credit(agency, "byline", *_trimmed(text, match.start(), match.end()))


def _feet(text: str) -> Iterator[Credit]:
    yield from _last_words(text)
    tail = text[-FOOT_CHARACTERS:]
    offset, small = len(text) - len(tail), tail.lower()
    for signs, pattern in patterns.FOOT:
        if not any(sign in small for sign in signs):
            continue
        for match in pattern.finditer(tail):
            start, end = _trimmed(tail, match.start(), match.end())
            if _is_foot(text, offset + start, offset + end):
                of_picture = bool(_OF_PICTURE.search(text[max(0, offset + start - 16) : offset + start]))
                for agency in _agencies_of(text, match):
                    yield Credit(agency, "picture" if of_picture else "foot", offset + start, offset + end)


def _last_words(text: str) -> Iterator[Credit]:
    """Yield the agencies that stand alone at the end of a text, or above the links that follow it."""
    found = [pattern.search(text, max(0, len(text) - 80)) for pattern in patterns.LAST_WORDS]
    lines = patterns.LINE_OF_AGENCY.finditer(text, max(len(text) // 2, len(text) - LAST_LINES_CHARACTERS))
    for match in (*filter(None, found), *lines):
        if _is_foot(text, *match.span("list")):
            # A line "CNN" is more often a heading than a credit.
            for agency in (each for each in _named(match["list"]) if each != "CNN"):
                yield Credit(agency, "foot", *_trimmed(text, *match.span("list")))


def _is_foot(text: str, start: int, end: int) -> bool:
    """Return whether a place is below the text, and nobody is quoted there.

    Above the text, the same words credit a picture or belong to the page.
    """
    return 2 * start >= len(text) and not in_quotation(text, start, end)


def _agencies_of(text: str, match: re.Match[str]) -> list[str]:
    """Return the agencies that a line at the foot names, or whose style it is."""
    groups = match.groupdict()
    if groups.get("reuters"):
        return [] if _is_of_another(text) else ["Reuters"]
    if groups.get("ap") or groups.get("creators"):
        return ["AP" if groups.get("ap") else "Creators"]
    found = _named(groups.get("list") or "") or [agency_called(groups.get("name") or "")]
    return [agency for agency in found if agency] or ([UNNAMED] if groups.get("unnamed") is not None else [])


def _named(words: str) -> list[str]:
    """Return the agencies that some words name, without duplicates."""
    return list(dict.fromkeys(agency_called(name[0]) for name in patterns.ANY_NAME.finditer(words)))


def _is_of_another(text: str) -> bool:
    """Return whether a text opens with the dateline of somebody who is not Reuters.

    "(Reporting by …; editing by …)" names no agency. It is the style of Reuters, but anybody may write it.
    """
    dateline = patterns.ANY_DATELINE.search(text, 0, BYLINE_CHARACTERS)
    return dateline is not None and agency_called(dateline["tag"]) != "Reuters"


def _contributed(text: str, names: Sequence[Name]) -> Iterator[Credit]:
    for signs, pattern in patterns.WIRES:
        if any(sign in text for sign in signs):
            for match in pattern.finditer(text):
                yield Credit(UNNAMED, "contributed", *match.span("wire"))
    for start, end in lines_of(text, [name for name in names if name.words not in _NETWORKS]):
        line = text[start:end]
        for signs, pattern in patterns.CONTRIBUTED:
            if any(sign in line for sign in signs):
                for match in pattern.finditer(text, start, end):
                    yield from _contributors(text, *match.span("line"))


def _contributors(text: str, start: int, end: int) -> Iterator[Credit]:
    if "contributed" in text[start:end] and not _TO_REPORT.search(text, start, min(len(text), end + 20)):
        return
    first = patterns.ANY_NAME.search(text, start, end)
    if first is None or in_quotation(text, first.start(), first.start() + 1):
        return
    if more := patterns.MORE.match(text, end):
        end = more.end()
    line = text[start:end]
    own_writers = {agency_called(match["name"]) for match in patterns.WRITER.finditer(line)}
    for agency in sorted(_named(line)):
        yield Credit(agency, "contributed", *_trimmed(text, start, end), by_writer=own_writers == {agency})


def _of_authors(authors: str) -> list[Credit]:
    found = [
        Credit(agency_called(match["name"]), "byline", match.start("name"), match.end("name"), "authors")
        for match in _AUTHOR.finditer(authors)
        if not _is_amid_many(authors, match)
    ]
    if not found and (match := _WIRE_AUTHORS.fullmatch(authors)):
        found = [Credit(UNNAMED, "byline", *match.span("wire"), "authors")]
    return found


def _is_amid_many(authors: str, match: re.Match[str]) -> bool:
    """Return whether an agency is one of many names, or beside a desk of the outlet: names that the page links to."""
    others = authors[: match.start()] + authors[match.end() :]
    writers = [name for name in re.split(r"[,;]", others) if name.strip() and not _NO_WRITER.fullmatch(name)]
    return len(writers) >= MANY_AUTHORS - 1 or bool(_OTHER_AUTHORS.search(others))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
