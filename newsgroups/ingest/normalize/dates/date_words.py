"""Brings dates in any language and script into one form: ASCII digits, English months, am/pm, Gregorian calendar."""

import re
import unicodedata
from functools import cache

from .month_names import compound_names, day_names, half_names, month_names, plain_name
from .persian_days import in_gregorian

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
_VIETNAMESE = re.compile(r"(\d{1,2})\s*th(?:áng|g\.?)\s*(\d{1,2})\s*(?:,|năm)?\s*(\d{4})", re.IGNORECASE)
# Digits without separators, as in names of archived files, and colon-separated dates of cameras and servers.
_RUN = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)?(?!\d)")
# A year of the Persian calendar in front.
_SOLAR = re.compile(r"1[34]\d\d[/.-]")
# The parts of a moment as programs list them.
_PARTS = re.compile(
    r"(?:datetime\.datetime\()?(\d{4})[, ]+(\d\d?)[, ]+(\d\d?)[, ]+(\d\d?)[, ]+(\d\d?)(?:[, ]+(\d\d?))?[^:]*"
)
_COLONS = re.compile(r"(?<!\d)(\d{4}):(\d{2}):(\d{2})(?=[ T])")
_SERVER = re.compile(r"(\d{4}):(\d{2}:\d{2})")
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[时時點点시]|นาฬิกา|ໂມງ)\s*(?:(\d{1,2})\s*(?:[分분]|นาที|ນາທີ))?"
    r"(?:\s*(\d{1,2})\s*(?:[秒초]|วินาที|ວິນາທີ))?"
)
_FORENOON = r"上午|午前|오전|凌晨|早上|清晨|ص\b|صباحا|π\.?\s?μ\.?|πμ|am\b|a\.\s?m\.?|sáng|SA\b|पूर्वाह्न|น\.น"
_AFTERNOON = r"下午|午後|오후|晚上|傍晚|م\b|مساء|مساءً|μ\.?\s?μ\.?|μμ|pm\b|p\.\s?m\.?|chiều|tối|CH\b|अपराह्न|दोपहर"
# A word next to a time that may name a half of the day in some other language.
_MAY_BE_HALF = re.compile(r":\d\d\s*(?!(?:GMT|UTC|Z|[ECMP][SD]?T|[AP]M)\b)[^\W\d_]|[^\x00-\x7f]", re.IGNORECASE)
_HOURS = re.compile(
    r"\b(\d{1,2})\s?[hH]\s?(\d{2})?\b(?!\s?\d)|(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(\.[0-5]\d)?(?![\d.])"
)
_NOON = re.compile(r"\b(?:12\s)?(?:noon|midday)\b", re.IGNORECASE)
# A time as armies and news agencies write it.
_MILITARY = re.compile(r"(?<=\d{4} )([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|hrs?)\b)")
_ISO_TIME = re.compile(r"(?<=\d)[tT](\d{2})[-:]?(\d{2})(?:[-:]?(\d{2}))?")
# Offsets to Gregorian years from Japanese eras, the Republic of China, and the Buddhist calendar.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = re.compile(f"({'|'.join(_ERAS)})\\s*(\\d{{1,3}}|元)\\s*年")
_BUDDHIST = re.compile(r"(?:พ\.ศ\.\s*)?\b(2[45]\d\d|26\d\d)\b")
_THAI = re.compile("[\u0e00-\u0e7f]")
# A list and its rest that no month reads: what stands between day, month, and year.
_BETWEEN = re.compile(r"(?: ?[;,،、，'’])+ ?")
# Endings of a month in a date: Basque "urtarrilaren". Hebrew writes "in" at its beginning.
_CASES = re.compile(r"^ב(?=.{2})|(?:r?en)$")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|-?го|-?ro|\(a\)|\.(?!\s?\d))(?=[\s,]|$)", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^\W\d_]{1,3}\)")


def in_digits(text: str) -> str:
    """The text with ASCII digits, hyphens, and spaces, and Gregorian years."""
    if not text.isascii():
        text = _HYPHENS.sub("-", _UNSEEN.sub("", text))
        text = "".join(_digit(each) for each in unicodedata.normalize("NFKC", text))
        text = _HYPHENS.sub("-", text)
        text = _ERA.sub(lambda found: f"{_ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text)
        text = _VIETNAMESE.sub(r"\3-\2-\1", _EAST_ASIAN.sub(r"\1-\2-\3 ", text))
        text = _CLOCK.sub(lambda found: f" {found[1]}:{int(found[2] or 0):02}:{int(found[3] or 0):02} ", text)
        text = in_gregorian(text)
        if _THAI.search(text):
            text = _BUDDHIST.sub(lambda found: str(int(found[1]) - 543), text)
    elif _SOLAR.match(text):
        text = in_gregorian(text)
    if parts := _PARTS.fullmatch(text):
        return f"{parts[1]}-{parts[2]}-{parts[3]} {parts[4]}:{parts[5]:0>2}:{parts[6] or '0':0>2}"
    text = _RUN.sub(lambda found: f"{'-'.join(found.groups()[:3])} {found[4]}:{found[5]}:{found[6] or '00'}", text)
    return " ".join(_SERVER.sub(r"\1 \2", _COLONS.sub(r"\1-\2-\3", text)).split())


def with_halves(text: str) -> str:
    """Halves of the day as am or pm after the time, hours with a colon, no T before them."""
    text = _MILITARY.sub(r"\1:\2", _ISO_TIME.sub(lambda found: f" {found[1]}:{found[2]}:{found[3] or '00'}", text))
    text = _NOON.sub("12:00 pm", text)
    text = _HOURS.sub(lambda found: f"{found[1] or found[3]}:{found[2] or found[4] or '00'}{_seconds(found[5])}", text)
    first, last, afternoon = _halves(in_any_language=bool(_MAY_BE_HALF.search(text)))

    def half(name: str) -> str:
        return "pm" if afternoon.fullmatch(name.strip()) else "am"

    text = first.sub(lambda found: f"{found[2]} {half(found[1])}", text)
    return last.sub(lambda found: f"{found[1]} {half(found[2])}", text)


def _seconds(written: str | None) -> str:
    return f":{written[1:]}" if written else ""


@cache
def _halves(*, in_any_language: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Expressions for a half before its time, after it, and for the afternoon alone."""
    names = half_names() if in_any_language else {False: [], True: []}
    forenoon, afternoon = (
        "|".join([usual, *(rf"{re.escape(name)}\.?(?![^\W\d_])" for name in names[half])])
        for half, usual in ((False, _FORENOON), (True, _AFTERNOON))
    )
    return (
        re.compile(rf"({forenoon}|{afternoon})\s*(\d{{1,2}}(?::\d{{2}}){{1,2}})", re.IGNORECASE),
        re.compile(rf"(\d{{1,2}}(?::\d{{2}}){{0,2}})\s*({forenoon}|{afternoon})", re.IGNORECASE),
        re.compile(afternoon, re.IGNORECASE),
    )


def in_english(text: str, country: str = "") -> str:
    """Months as English abbreviations; all other words are dropped. `country` is a top-level domain."""
    text = _BRACKETED.sub(" ", _ORDINAL.sub(r"\1", text))
    word, names = _word(), _ENGLISH_NAMES
    words = [plain_name(found[0]) for found in word.finditer(text)]
    if not names.keys() >= set(words):
        compound, months = compound_names()
        text = compound.sub(lambda found: f" {ENGLISH[months[plain_name(found[1])] - 1]} ", text)
        words = [plain_name(found[0]) for found in word.finditer(text)]
        names = names | _abroad(words, country)
    months_named = [name for name in words if name in names]
    if len(months_named) > 1:
        # "mar." is Tuesday in French if another month is next to it.
        months_named = [name for name in months_named if name not in day_names()] or months_named
    kept = set(months_named)
    text = word.sub(lambda found: _kept(plain_name(found[0]), kept, names), text).replace("_", " ")
    return " ".join(_BETWEEN.sub(" ; ", " ".join(text.split())).split())


def _abroad(words: list[str], country: str) -> dict[str, str]:
    """Months that other languages than English name, in the form in which the words do."""
    strange = {word for word in words if word not in _ENGLISH_NAMES and len(word) > 1}
    if not strange:
        return {}
    known = month_names(country if len(country) == 2 else "")
    forms = {word: word if word in known else _CASES.sub("", word) for word in strange}
    return {word: ENGLISH[known[form] - 1] for word, form in forms.items() if form in known}


@cache
def _word() -> re.Pattern[str]:
    """A run of letters with the marks on and after them, which Python does not count as letters."""
    marks = "".join(re.escape(chr(code)) for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(rf"[^\W\d_](?:[^\W\d_]|[{marks}]|[’'״׳](?=[^\W\d_]{{2}}))*[׳״॰.]?")


def _kept(word: str, kept: set[str], names: dict[str, str]) -> str:
    if word in kept:
        return f" {names[word]} "
    return f" {word} " if word in ("am", "pm") else " ; "


def _digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
