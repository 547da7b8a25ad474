"""What is left of a headline without the date that labels it: headlines of a series differ only in that."""

import re

_MONTHS = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept? oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet "
    "août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro "
    "março maio junho julho setembro outubro novembro dezembro januari februari maart mei augustus stycznia lutego "
    "marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia января февраля марта апреля "
    "мая июня июля августа сентября октября ноября декабря"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes "
    "sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira "
    "quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek środę? "
    "czwartek piątek sobotę? niedzielę? понедельник вторник сред[ау] четверг пятниц[ау] суббот[ау] воскресенье"
)
_MONTH, _DAY = (rf"(?:{'|'.join(words.split())})\b\.?" for words in (_MONTHS, _DAYS))
_NUMBER = r"\d{1,4}(?:st|nd|rd|th|er|[ºª.])?"
_FIGURES = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?"
_PART = rf"(?:{_FIGURES}|{_MONTH}|{_DAY}|{_NUMBER}|(?:of|del?|den|the)\b|г(?:ода)?\b\.?)"
# Possessive: digits in a row can be cut into parts in more ways than there is time to try.
_DATE = rf"{_PART}(?:[\s,]*+{_PART})*+"
_CALLED = re.compile(rf"{_MONTH}|{_DAY}|{_FIGURES}", re.IGNORECASE)
# The date stands apart: behind a mark or a word such as "for", or in front of a mark.
_BEHIND = re.compile(
    rf"(?:\s[-–—]|[:|,(/])\s*(?P<marked>{_DATE})\W*$|"
    rf"\b(?:for|für|vom|am|pour|du|para|del|de|per|di|voor|van|na|на|за)\s+(?P<led>{_DATE})\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"^\W*(?P<first>{_DATE})\s*(?:\s[-–—]|[:|])\s", re.IGNORECASE)
_JAPANESE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日(?:[(（][一二三四五六日月火水木金土][)）])?")
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Shorter ones, such as "News", label anything. A Chinese or Japanese character counts for two letters.
MIN_LETTERS = 6


def frame_of(title: str) -> str:
    """Return the headline in lower case without the date that labels it; "" if none does.

    "Tides at Port Calder: Monday, 2 November" gives "tides at port calder"; "Man shot on Monday" gives nothing,
    because the date is part of what is told.
    """
    rest = _without_date(title)
    bare = " ".join(re.findall(r"\w+", rest.lower()))
    return bare if len(bare) + len(_SIGN.findall(bare)) >= MIN_LETTERS else ""


def _without_date(title: str) -> str:
    for mark in (_BEHIND, _BEFORE):
        found = mark.search(title)
        date = next((each for each in found.groups() if each), "") if found else ""
        if found and _CALLED.search(date):
            return title[: found.start()] if mark is _BEHIND else title[found.end() :]
    return _JAPANESE.sub(" ", title) if _JAPANESE.search(title) else ""
