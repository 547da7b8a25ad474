"""Dates in words of other languages, or among words, in the form that a parser of English dates reads."""

import re

# Month names as the great news languages of Europe write them.
_MONTHS = {
    1: "january januar jänner janvier enero gennaio janeiro januari января stycznia ocak",
    2: "february februar février fevrier febrero febbraio fevereiro februari февраля lutego şubat",
    3: "march märz maerz mars marzo março marco maart марта marca mart",
    4: "april avril abril aprile апреля kwietnia nisan",
    5: "may mai mayo maggio maio mei maj мая maja mayıs",
    6: "june juni juin junio giugno junho июня czerwca haziran",
    7: "july juli juillet julio luglio julho июля lipca temmuz",
    8: "august août aout agosto augustus augusti августа sierpnia ağustos",
    9: "september septembre septiembre setiembre settembre setembro сентября września eylül",
    10: "october oktober octobre octubre ottobre outubro октября października ekim",
    11: "november novembre noviembre novembro ноября listopada kasım",
    12: "december dezember décembre decembre diciembre dicembre dezembro декабря grudnia aralık",
}
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NAMES = {name: _ENGLISH[month - 1] for month, names in _MONTHS.items() for name in names.split()}
# Short forms that are no beginning of an English name, and those that two months begin with.
_SHORT = {"juin": 6, "juil": 7, "sept": 9, "févr": 2, "avr": 4, "abr": 4, "mrz": 3, "ago": 8, "okt": 10}
_SHORT |= {"ene": 1, "dic": 12, "dez": 12, "déc": 12}
_NAMES |= {name: _ENGLISH[month - 1] for name, month in _SHORT.items()}
_NAMES |= {name.lower(): name for name in _ENGLISH}

_WORD = re.compile(r"[^\W\d_]+\.?")
_HOURS = re.compile(r"\b(\d{1,2})\s?[hH]\s?(\d{2})\b|(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")
_EAST_ASIAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)(?=\s)")
_SEPARATORS = re.compile(r"\s[-–—|·•@]\s|[|·•@()]")
_HALVES = {"am", "pm"}


def in_english(text: str, *, zones: frozenset[str]) -> str:
    """Months as English short forms, words that say nothing of the moment left out; `zones` are kept names."""
    text = _EAST_ASIAN.sub(r"\1-\2-\3 ", text)
    text = _SEPARATORS.sub(" ", _ORDINAL.sub(r"\1", text))
    text = _HOURS.sub(lambda match: f"{match[1] or match[3]}:{match[2] or match[4]}", text)
    text = re.sub(r"\b([ap])\.m\b\.?", r"\1m", text, flags=re.IGNORECASE)
    return " ".join(_WORD.sub(lambda match: _kept(match[0], zones), text).split()).strip(" ,:")


def _kept(word: str, zones: frozenset[str]) -> str:
    plain = word.rstrip(".").lower()
    if plain in _HALVES or word in zones or word in "TZ":
        return word
    return f" {_NAMES[plain]} " if plain in _NAMES else " "
