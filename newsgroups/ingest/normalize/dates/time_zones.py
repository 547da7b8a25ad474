"""Time zones as dates name them: offsets, IANA names, abbreviations, and words in parentheses."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Hours from UTC, or the name of a zone if the abbreviation covers summer and winter time. An ambiguous abbreviation has
# the meaning most common in news; `_BY_COUNTRY` has the others.
_LETTERS: dict[str, float | str] = {
    "UTC": 0, "GMT": 0, "UCT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "MET": 1, "MEST": 2, "HNEC": 1, "HAEC": 2, "EET": 2, "EEST": 3, "OEZ": 2, "OESZ": 3,
    "MSK": "Europe/Moscow", "МСК": "Europe/Moscow", "MSD": 4, "TRT": 3,
    "SAMT": 4, "YEKT": 5, "OMST": 6, "KRAT": 7, "NOVT": 7, "IRKT": 8, "YAKT": 9, "VLAT": 10, "MAGT": 11, "PETT": 12,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "HAST": -10, "HDT": -9, "HADT": -9, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5, "HNE": -5,
    "HAE": -4,
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage",
    "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5, "VET": -4, "BOT": -4, "UYT": -3,
    "PYT": -4, "ECT": -5, "GYT": -4,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "GST": 4, "IRST": 3.5, "IRDT": 4.5, "IDT": 3, "AFT": 4.5, "PKT": 5,
    "UZT": 5, "IST": 5.5, "NPT": 5.75, "BDT": 6, "BTT": 6, "MMT": 6.5, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "PHST": 8, "AWST": 8, "ULAT": 8, "JST": 9, "KST": 9, "ACST": 9.5,
    "ACDT": 10.5, "AEST": 10, "AEDT": 11, "CHST": 10, "NZST": 12, "NZDT": 13, "FJT": 12,
}  # fmt: skip
_BY_COUNTRY: dict[tuple[str, str], str] = {
    ("IST", "il"): "Asia/Jerusalem", ("IST", "ie"): "Europe/Dublin", ("CST", "cn"): "Asia/Shanghai",
    ("CST", "tw"): "Asia/Taipei", ("CST", "hk"): "Asia/Hong_Kong", ("CST", "cu"): "America/Havana",
    ("PST", "ph"): "Asia/Manila", ("EST", "au"): "Australia/Sydney", ("EDT", "au"): "Australia/Sydney",
    ("CST", "au"): "Australia/Adelaide", ("AST", "sa"): "Asia/Riyadh", ("AST", "iq"): "Asia/Baghdad",
    ("AST", "kw"): "Asia/Kuwait", ("AST", "qa"): "Asia/Qatar", ("AST", "bh"): "Asia/Bahrain",
    ("BST", "bd"): "Asia/Dhaka",
    ("GST", "gs"): "Atlantic/South_Georgia", ("WST", "ws"): "Pacific/Apia", ("MST", "my"): "Asia/Kuala_Lumpur",
    ("SST", "sg"): "Asia/Singapore", ("BRT", "in"): "Asia/Kolkata",
}  # fmt: skip
# Zone names that Windows and browsers spell out.
_WORDS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "atlantic": "America/Halifax", "newfoundland": "America/St_Johns", "british": "Europe/London",
    "greenwich": "Etc/UTC", "coordinated universal": "Etc/UTC", "central european": "Europe/Berlin",
    "central europe": "Europe/Berlin", "eastern european": "Europe/Athens", "western european": "Europe/Lisbon",
    "india": "Asia/Kolkata", "china": "Asia/Shanghai", "japan": "Asia/Tokyo", "korea": "Asia/Seoul",
    "moscow": "Europe/Moscow", "singapore": "Asia/Singapore", "hong kong": "Asia/Hong_Kong", "israel": "Asia/Jerusalem",
    "mitteleuropäische": "Europe/Berlin", "australian eastern": "Australia/Sydney",
    "south africa": "Africa/Johannesburg",
}  # fmt: skip
_OFFSET = r"[+\-\u2212](?:\d{1,2}:\d{2}(?::\d{2})?|\d{4}|\d{1,2})"
_UTC_OFFSET = re.compile(rf"(?<!/)\(?\b(?:GMT|UTC|UCT)\s?(?P<offset>{_OFFSET})(?!\d)\)?", re.IGNORECASE)
# The last number of a day written in digits has no sign.
_AFTER_TIME = re.compile(rf"(?<!-\d)(?<!-\d\d)(?<=\d)Z?\s?(?P<offset>{_OFFSET})(?![\d/.-])")
# ISO 8601 and similar: an offset follows the time without a space, or with one where the plus sign was lost.
_LOST_PLUS = re.compile(r"(?<=:\d\d) (?P<offset>\d\d:\d\d)$")
_IANA = re.compile(
    r"\[?\b(?P<name>(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Canada|Brazil|Etc)"
    r"/[A-Za-z_+\-]+(?:/[A-Za-z_]+)?\d{0,2})\]?"
)
_IN_WORDS = re.compile(
    r"\(?\b(?P<words>" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")"
    r"(?: (?:standard|daylight|summer|saving))*[ -]?(?:time|sommerzeit|zeit)\b\)?",
    re.IGNORECASE,
)
_IN_LETTERS = re.compile(
    r"(?<![^\W\d_])\(?(?P<letters>" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")\)?(?![^\W\d_])"
)
# A zone of North America without the word "time" counts only right behind a clock: "Pacific" is an ocean as well.
_AFTER_CLOCK = re.compile(
    r"(?<=\d)\s?(?P<half>[ap]\.?m\.?)?\s(?P<words>eastern|central|mountain|pacific)\b(?!\s(?:time|standard|daylight))",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\([^()]*\)")


class Zoned(NamedTuple):
    """A date without its zone, and the zone, if it named a known one. `is_broken` says that it named an offset that no
    place has, so that its time tells no moment.
    """

    rest: str
    zone: tzinfo | None
    is_broken: bool


def without_zone(text: str, country: str = "") -> Zoned:
    """The last offset takes precedence, then an IANA name, then abbreviations and words. `country` is a top-level
    domain.
    """
    zone: tzinfo | None = None
    is_broken = False
    if found := _UTC_OFFSET.search(text) or _LOST_PLUS.search(text) or _offset_after_time(text):
        zone = _of_offset(found["offset"])
        is_broken = zone is None
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if found := _AFTER_CLOCK.search(text):
        zone = zone or _of_words(found["words"])
        text = f"{text[: found.start('words')]} {text[found.end() :]}"
    for pattern, meant in ((_IANA, _of_name), (_IN_WORDS, _of_words)):
        if found := pattern.search(text):
            zone = zone or meant(found[1])
            text = f"{text[: found.start()]} {text[found.end() :]}"
    text = _COMMENT.sub(" ", text) if zone else text
    if ":" in text or re.search(r"\d\s?[hH.]\s?\d\d|\d\s?[ap]\.?m", text) or zone or _ends_with_letters(text):
        for found in _IN_LETTERS.finditer(text):
            zone = zone or _of_letters(found["letters"], country)
        text = _IN_LETTERS.sub(" ", text)
    return Zoned(text, zone, is_broken)


def at(moment: datetime, zone: tzinfo | None) -> datetime:
    """A naive moment, placed in `zone`."""
    return moment.replace(tzinfo=zone)


def _ends_with_letters(text: str) -> bool:
    return bool(re.search(r"\d\s(?:GMT|UTC|Z)$", text))


def _offset_after_time(text: str) -> re.Match[str] | None:
    """An offset needs a time before it: the last hyphen of 2026-11-02 is not a sign."""
    time = re.search(
        r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?|T\d{2}(?:\d{2}){1,2}(?:\.\d+)?",
        text,
        re.IGNORECASE,
    )
    return _AFTER_TIME.search(text, time.end() - 1) if time else None


def _of_offset(text: str) -> tzinfo | None:
    sign = -1 if text[0] in "-\u2212" else 1
    digits = text.lstrip("+-\u2212")
    if ":" in digits:
        hours, minutes = (int(each) for each in digits.split(":")[:2])
    elif len(digits) == 4:
        hours, minutes = int(digits[:2]), int(digits[2:])
    else:
        hours, minutes = int(digits), 0
    if hours > 14 or minutes > 59:
        return None
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _of_name(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _of_words(words: str) -> tzinfo | None:
    return _of_name(_WORDS[words.lower()])


def _of_letters(letters: str, country: str) -> tzinfo | None:
    meant = _BY_COUNTRY.get((letters, country)) or _LETTERS[letters]
    return _of_name(meant) if isinstance(meant, str) else timezone(timedelta(hours=meant))
