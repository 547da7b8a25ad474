"""Days of the Persian calendar, which newspapers of Iran and Afghanistan write, as days of the Gregorian one."""

import re
from datetime import date

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# The Afghan names of the same months.
_AFGHAN = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()
_NUMBERS = {name: number for names in (_MONTHS, _AFGHAN) for number, name in enumerate(names, 1)} | {"امرداد": 5}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
# No newspaper appeared in these years of the Gregorian calendar.
_YEAR = r"1[34]\d\d"
_IN_WORDS = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?P<name>{_NAME})\s*(?:ماه)?\s*[،,]?\s*(?P<year>{_YEAR})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)(?P<year>{_YEAR})\s+(?P<name>{_NAME})\s+(?P<day>\d{{1,2}})(?!\d)")
_IN_DIGITS = re.compile(
    rf"(?<![\d/.-])(?P<year>{_YEAR})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
)
# The first day of 1403, from which the others are counted.
_KNOWN = date(2024, 3, 20)


def in_gregorian(text: str) -> str:
    """The text, whose digits are ASCII, with its Persian days as 2026-11-02. A day that no month has stays as it is."""
    for pattern in (_IN_WORDS, _YEAR_FIRST, _IN_DIGITS):
        text = pattern.sub(_gregorian, text)
    return text


def _gregorian(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = _NUMBERS[parts["name"]] if parts.get("name") else int(parts["month"])
    year, day = int(parts["year"]), int(parts["day"])
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return found[0]
    return f" {date.fromordinal(_KNOWN.toordinal() + _count(year, month, day) - _count(1403, 1, 1)).isoformat()} "


def _count(year: int, month: int, day: int) -> int:
    """Days up to this one. Eight years of every 33 have a leap day, as in the calendar from 1200 to 1600."""
    shifted = year + 1595
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 + before + day
