"""Brings dates in any language and script into one form: ASCII digits, English months, am/pm, Gregorian calendar."""

import re
import unicodedata

from .months import day_names, month_names, plain_name

ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ENGLISH_NAMES = {
    name.lower(): short
    for short, names in zip(
        ENGLISH,
        "January February March April May June July August September October November December".split(),
        strict=True,
    )
    for name in (short, names)
} | {"sept": "Sep"}
# Invisible characters, and characters used as a hyphen or a space.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일號号]?(?:\s*\([^()]\))?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:,|năm)?\s*(\d{4})", re.IGNORECASE)
# Digits without separators, as in names of archived files, and colon-separated dates of cameras and servers.
_RUN = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)?(?!\d)")
_COLONS = re.compile(r"(?<!\d)(\d{4}):(\d{2}):(\d{2})(?=[ T])")
_SERVER = re.compile(r"(\d{4}):(\d{2}:\d{2})")
_CLOCK = re.compile(r"(\d{1,2})\s*[時时點点시]\s*(?:(\d{1,2})\s*[分분])?(?:\s*(\d{1,2})\s*[秒초])?")
_FORENOON = r"上午|午前|오전|凌晨|早上|清晨|ص\b|صباحا|π\.?\s?μ\.?|πμ|am\b|a\.\s?m\.?|sáng|SA\b|पूर्वाह्न|น\.น"
_AFTERNOON = r"下午|午後|오후|晚上|傍晚|م\b|مساء|مساءً|μ\.?\s?μ\.?|μμ|pm\b|p\.\s?m\.?|chiều|tối|CH\b|अपराह्न"
_HALF_FIRST = re.compile(rf"({_FORENOON}|{_AFTERNOON})\s*(\d{{1,2}}(?::\d{{2}}){{1,2}})", re.IGNORECASE)
_HALF_LAST = re.compile(rf"(\d{{1,2}}(?::\d{{2}}){{0,2}})\s*({_FORENOON}|{_AFTERNOON})", re.IGNORECASE)
_IS_AFTERNOON = re.compile(_AFTERNOON, re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,2})\s?[hH]\s?(\d{2})?\b(?!\s?\d)|(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")
_ISO_TIME = re.compile(r"(?<=\d)[tT](\d{2})[-:]?(\d{2})(?:[-:]?(\d{2}))?")
# Offsets to Gregorian years from Japanese eras, the Republic of China, and the Buddhist calendar.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = re.compile(f"({'|'.join(_ERAS)})\\s*(\\d{{1,3}}|元)\\s*年")
_BUDDHIST = re.compile(r"(?:พ\.ศ\.\s*)?\b(2[45]\d\d|26\d\d)\b")
_THAI = re.compile("[\u0e00-\u0e7f]")
_WORD = re.compile(
    r"[^\W\d_][^\W\d_'’\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]*(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e][^\W\d_]*)*\.?"
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|-?го|-?ro|\.)(?=[\s,]|$)", re.IGNORECASE)


def in_digits(text: str) -> str:
    """The text with ASCII digits, hyphens, and spaces, and Gregorian years."""
    if not text.isascii():
        text = _HYPHENS.sub("-", _UNSEEN.sub("", text))
        text = "".join(_digit(each) for each in unicodedata.normalize("NFKC", text))
        text = _HYPHENS.sub("-", text)
        text = _ERA.sub(lambda found: f"{_ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text)
        text = _VIETNAMESE.sub(r"\3-\2-\1", _EAST_ASIAN.sub(r"\1-\2-\3 ", text))
        text = _CLOCK.sub(lambda found: f" {found[1]}:{int(found[2] or 0):02}:{int(found[3] or 0):02} ", text)
        if _THAI.search(text):
            text = _BUDDHIST.sub(lambda found: str(int(found[1]) - 543), text)
    text = _RUN.sub(lambda found: f"{'-'.join(found.groups()[:3])} {found[4]}:{found[5]}:{found[6] or '00'}", text)
    return " ".join(_SERVER.sub(r"\1 \2", _COLONS.sub(r"\1-\2-\3", text)).split())


def with_halves(text: str) -> str:
    """Halves of the day as am or pm after the time, hours with a colon, no T before them."""
    text = _ISO_TIME.sub(lambda found: f" {found[1]}:{found[2]}:{found[3] or '00'}", text)
    text = _HOURS.sub(lambda found: f"{found[1] or found[3]}:{found[2] or found[4] or '00'}", text)
    text = _HALF_FIRST.sub(lambda found: f"{found[2]} {_half(found[1])}", text)
    return _HALF_LAST.sub(lambda found: f"{found[1]} {_half(found[2])}", text)


def in_english(text: str) -> str:
    """Months as English abbreviations; all other words are dropped."""
    words = [plain_name(found[0]) for found in _WORD.finditer(text)]
    names = dict(_ENGLISH_NAMES)
    if any(word not in names and len(word) > 1 for word in words):
        known = month_names()
        names |= {word: ENGLISH[known[word] - 1] for word in words if word in known and word not in names}
    months = [word for word in words if word in names]
    if len(months) > 1:
        # "mar." is Tuesday in French if another month is next to it.
        months = [word for word in months if word not in day_names()] or months
    kept = set(months)
    text = _ORDINAL.sub(r"\1", text)
    return " ".join(_WORD.sub(lambda found: _kept(plain_name(found[0]), kept, names), text).replace("_", " ").split())


def _kept(word: str, kept: set[str], names: dict[str, str]) -> str:
    if word in kept:
        return f" {names[word]} "
    return f" {word} " if word in ("am", "pm") else " ; "


def _half(word: str) -> str:
    return "pm" if _IS_AFTERNOON.fullmatch(word.strip()) else "am"


def _digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
