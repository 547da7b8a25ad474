"""Read times of day and days of a month."""

from typing import NamedTuple

from newsgroups.text.languages.english_calendar import MONTHS
from newsgroups.text.mentions.tokens import Tokens

from .numbers import parse_figure

_MONTHS = {
    name: number
    for names in (
        " ".join(MONTHS),
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "jan feb mar apr - jun jul aug sept oct nov dec",
        "- - - - - - - - sep - - -",
    )
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
}
_ENGLISH_CASE = frozenset("march may mars".split())
_BEFORE_CLOCK = {
    "en": frozenset("at around about by until before after since".split()),
    "de": frozenset(("um", "gegen", "ab", "bis", "seit")),
    "fr": frozenset(("à", "vers")),
    "es": frozenset(("las", "la")),
    "it": frozenset(("alle", "ore")),
}
_OCLOCK = frozenset(("uhr", "heures", "heure", "h", "horas", "ore"))
# "7 a.m." may be any time that a reporter rounds to it.
EXACT, ABOUT, WHOLE_HOUR, ABOUT_HOUR = 0.0, 5.0, 10.0, 15.0


# "Shortly before 6 p.m." is up to half an hour earlier.
SIDE = 30.0
_AFTER = frozenset("after nach après después dopo past".split())
_EARLIER = frozenset("before vor avant antes prima by".split())


class Clock(NamedTuple):
    """Minutes after midnight, how much less and more it may be, and the token after it."""

    minutes: float
    before: float
    behind: float
    last: int


def month(tokens: Tokens, place: int) -> int:
    """Return 1..12 if the token names a month, else 0. In English, ambiguous ones must be capitalized."""
    word = tokens.at(place)
    number = _MONTHS.get(word, 0)
    if number and word in _ENGLISH_CASE and not tokens.is_capital(place) and tokens.language == "en":
        return 0
    return number


def day_of_month(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    """Return month, day, and the next token for a figure that is a day: "March 22", "22 March", "22. März"."""
    day = _small_figure(tokens, place, 31)
    if not day:
        return None
    before = place - 2 if tokens.at(place - 1) == "." else place - 1
    if month(tokens, before):
        return month(tokens, before), day, place + 1
    after = place + 1
    while tokens.at(after) in (".", "de", "of", "st", "nd", "rd", "th") and after < place + 3:
        after += 1
    return (month(tokens, after), day, after + 1) if month(tokens, after) else None


def clock(tokens: Tokens, place: int, *, about: bool) -> Clock | None:
    """Return the time of day that begins with the figure at the token."""
    word, language = tokens.words[place], tokens.language
    hour = _small_figure(tokens, place, 24)
    minute, last, has_minutes = 0, place + 1, False
    if hour is None and language in ("de", "it") and word.count(".") == 1:
        parts = word.split(".")
        if not (len(parts[1]) == 2 and parts[0].isdigit() and parts[1].isdigit()):
            return None
        hour, minute, has_minutes = int(parts[0]), int(parts[1]), True
    elif hour is not None and tokens.at(last) in (":", "h") and _is_minutes(tokens, last):
        minute, last, has_minutes = int(tokens.words[last + 1]), last + 2, True
    if hour is None or hour > 24 or minute > 59:
        return None
    half, end = _half_of_day(tokens, last)
    if half:
        hour, last = hour % 12 + (12 if half == "p" else 0), end
    elif (tokens.at(last) in _OCLOCK and language != "en") or tokens.at(last) == "o'clock":
        last += 1
    elif not has_minutes or word.count(".") or tokens.at(place - 1) not in _BEFORE_CLOCK.get(language, ()):
        return None
    slack = (ABOUT if about else EXACT) if has_minutes else (ABOUT_HOUR if about else WHOLE_HOUR)
    before = SIDE if tokens.at(place - 1) in _EARLIER else slack
    behind = SIDE if tokens.at(place - 1) in _AFTER else slack
    return Clock(60.0 * hour + minute, before, behind, last)


def _is_minutes(tokens: Tokens, place: int) -> bool:
    after = tokens.at(place + 1)
    return tokens.touches(place - 1) and tokens.touches(place) and len(after) == 2 and after.isdigit()


def _half_of_day(tokens: Tokens, place: int) -> tuple[str, int]:
    """Return "a" or "p" and the token after "a.m."; empty if the token is neither."""
    word = tokens.at(place)
    if word in ("am", "pm"):
        return word[0], place + 1
    if word in ("a", "p") and tokens.at(place + 1) == "." and tokens.at(place + 2) == "m":
        return word, place + 4 if tokens.at(place + 3) == "." else place + 3
    return "", place


def _small_figure(tokens: Tokens, place: int, most: int) -> int | None:
    word = tokens.at(place)
    if not word.isdigit() or len(word) > 2:
        return None
    value = parse_figure(word, tokens.language)
    return int(value) if value is not None and value <= most else None
