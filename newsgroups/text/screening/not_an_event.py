"""Classify items that report no event, by title, URL, and outlet name.

Precision comes first: an item is classified only by what its own headline offers, never because it reports on coupons
or horoscopes.
"""

import re
from functools import cache
from itertools import chain

from newsgroups.text.languages.english_calendar import MONTHS

from .evergreen_addresses import kind_of_address

_MONTHS = "|".join(MONTHS)
_MONEY = r"(?:US)?[$£€]\s?\d[\d,.]*"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_CODES = _any(
    r"\b(?:promo(?:tional)?|coupon|discount|voucher|referral) codes?\b",
    r"\bcoupons?\b(?=.*(?:\d ?%|[$£€]\d|\boff\b|\b20\d\d\b))",
    r"\b(?:Rabatt|Gutschein)-?codes?\b|\bGutscheine?\b(?=.*(?:\d ?%|€|Rabatt))",
    r"\bcodes? promo\b|\bc[oó]digos? (?:promocional|promocionales|de descuento)\b|\bcodice sconto\b",
    r"\bпромокод\w*|クーポン(?:コード)?(?=.*(?:オフ|OFF|割引))",
)
_OFFERED = _any(
    rf"\b(?:{_MONTHS})\b|\b20\d\d\b|\d ?%|{_MONEY}|\boff\b|\bsav(?:e|ings?)\b|\bdeals?\b|\|",
    r"^\W*(?:\w+\W+){1,4}\w+ codes?\W*$",
)
_CODE_ADDRESS = re.compile(r"(?:promo|coupon|discount|voucher|gutschein)[a-z]*(?:-code)?s?(?:[/_.-]|$)", re.IGNORECASE)
_DEALS = _any(
    rf"^\W*save (?:an? |up to |over |more than )?(?:(?:huge|massive|extra|whopping) )?(?:{_MONEY}|\d{{1,2}} ?%)",
    rf"{_MONEY} off\b(?! (?:its|their|the|his|her|a (?:high|record)))",
    r"\b\d{1,2} ?% off\b(?! (?:its|their|the|his|her|peak|high|record))",
    r"\b(?:best|top|early|today['’]s|daily|weekend|hottest|(?:\d+ )?biggest) "
    r"(?:(?!(?:trade|peace|arms|plea)\b)[\w'’&,-]+ ){0,5}"
    r"(?:deals|discounts|bargains)\b",
    rf"\b(?:grab|snag|score|pick up|nab)\b(?=.*{_MONEY}).{{0,90}}"
    r"\b(?:for (?:just|only|under)|sav(?:e|ing)|discount|deal)\b",
    r"\b(?:lowest|best)[- ]ever price\b|\b(?:record[- ]low|all-time[- ]low) price\b.*\b(?:deal|amazon|sale)\b",
    rf"\b(?:drops?|falls?|slashed|down) (?:below|to) (?:launch price|(?:just |only )?{_MONEY})\b"
    r".*\b(?:deal|amazon|sale|code|free)\b",
    r"\bprime (?:big deal )?days?\b.{0,40}\bdeals?\b",
    r"^\W*(?:(?:deal|steal) of the day|daily deals?)\b|\brare deal\b|\bcombo deals?\b",
    r"\bbons? plans?\b\s?[:!]|\bSchnäppchen\b\s?[:!]|\bchollos?\b\s?[:!]",
    r"\blas (?:\d+ )?mejores (?:ofertas|rebajas)\b|\baprovecha (?:esta|la|estas|las) (?:ofertas?|rebajas?)\b",
    r"\bles (?:\d+ )?meilleure?s (?:promos|promotions|bons plans|ventes flash)\b",
    r"\bdie (?:\d+ )?besten (?:Angebote|Deals|Schnäppchen) (?:bei|zum|im|am|der|des|von)\b",
    r"\ble (?:\d+ )?migliori offerte\b|\bas (?:\d+ )?melhores (?:ofertas|promoções)\b",
)
_GUIDES = _any(
    r"^\W*(?:our |the )?(?:\d+ |(?:three|four|five|six|seven|eight|nine|ten) )?(?:very )?best\b(?!-)(?=.*"
    r"(?:\b(?:of|for) 20\d\d\b|\([^)]*20\d\d\)|\btested\b|\breviewed\b|\bright now\b|\bthis (?:month|week|year)\b|"
    r"\byou can (?:buy|get)\b|"
    r"\baccording to (?:our|an) expert|\bfor every\b|\bto (?:buy|stream)\b))",
    r"\b(?:gift|buying|shopping|buyer['’]s|(?:deal )?hunter['’]s) guide\b",
    r"^\W*how to (?:(?:manually|quickly|safely|properly|easily) )?"
    r"(?:improve|update|set up|install|clean|reset|connect|download|delete|enable|disable|turn o(?:n|ff)|"
    r"get \w+['’]s best)\b",
    r"^\W*considering an? .{3,60}\? how to\b",
    r"\bKaufberatung\b|\bguide d['’]achat\b|\bgu[ií]a de compra\b",
)
_HOROSCOPES = _any(
    rf"^\W*(?:\w+['’]?s? ){{0,4}}horoscopes?\b(?=\W*$|.*(?:\btoday\b|\bfor\b|\d|\b(?:{_MONTHS})\b|\b\w+day\b|[:|]))",
    r"\bTageshoroskop\b|^\W*Horoskop\b|^\W*hor[oó]scopo\b|^\W*horoscope du\b|^\W*oroscopo\b|^\W*гороскоп\b",
    r"\bhor[oó]scopo (?:de |del? )?(?:hoy|hoje|d[ií]a|semana|amor)\b|\boroscopo (?:di oggi|del giorno)\b",
    r"^\W*(?:dag)?horoscoop\b|^\W*horoskop (?:dzienny|na)\b|\bgünlük burç\b|\bгороскоп на (?:\d|сегодня|завтра|неделю)",
    r"今日の(?:運勢|占い)|星座占い|(?:今日|每日|本周|星座)运势|오늘의 운세|운세\W*$",
)
_NEWSLETTERS = _any(
    r"^\W*(?:the |your |our )?(?:morning|evening|afternoon|daily|weekly|weekend|friday|monday) "
    r"(?:briefing|digest|newsletter|memo|wrap(?:-up)?|rundown|round-?up)\b",
    r"^\W*(?:newsletter|the download|week in review|this week in \w+)\s?[:|–—-]",
    r"\bnewsletter\W*$|[|:–—-] ?newsletter\b|^\W*(?:Morgen|Abend)briefing\b|^\W*Newsletter\b",
    r"^\W*(?:la )?lettre d['’]info|^\W*(?:(?:la )?rassegna stampa|revista de prensa|(?:la )?revue de presse)"
    r"(?:\W*$|\W+(?:del?|di|du|des|internationale?|\d)\b|\s?[:–—|-])",
    r"^\W*bolet(?:ín|im) (?:diario|diário|semanal|informativo|da (?:manhã|noite)|de (?:la mañana|noticias))\b",
    r"^\W*(?:утренний|вечерний|ежедневный) (?:дайджест|обзор)\b|^\W*главное за (?:день|утро|вечер|неделю|сутки)\b",
)
_PUZZLES = _any(
    r"\b(?:wordle|connections|strands|quordle|crossword|sudoku|spelling bee)\b"
    r"(?=.*\b(?:hints?|answers?|clues|solution)\b)",
    r"\b(?:hints?|answers?|clues)\b.{0,30}\b(?:wordle|nyt (?:connections|strands|mini)|quordle|crossword)\b",
    r"^\W*(?:das )?(?:Kreuzwort|Zahlen|Bilder)rätsel\b|^\W*mots (?:croisés|fléchés)\b|"
    r"^\W*crucigrama\b|^\W*cruciverba\b",
    r"^\W*(?:quick |daily |cryptic |killer )?(?:crossword|sudoku)\W*(?:no\.?\W*)?[\d,]*\W*$|^\W*кроссворд\b",
)
# What appears every day or week in the same form: numbers drawn, forecasts, programs, traffic.
_LISTINGS = _any(
    r"\b(?:winning|lottery|powerball|mega millions|euromillions|lotto|pick [345]) (?:numbers|results)\b"
    r"(?=.*(?:\d|\btoday|\btonight|\bfor\b))",
    r"^\W*(?:aktuelle )?(?:Lottozahlen|Gewinnzahlen)(?:\W*$|\W+(?:vom|am|von|heute|aktuell|\d))|"
    r"^\W*Lotto am (?:Mittwoch|Samstag)\b|^\W*résultats? (?:du )?"
    r"(?:loto|euromillions|keno|tirage)\b",
    r"^\W*(?:resultados?|números ganadores) (?:de (?:la )?|del )?"
    r"(?:loter[ií]a|sorteo|baloto|primitiva|bonoloto|melate|quiniela)",
    r"^\W*(?:estrazioni|estrazione) (?:del )?(?:lotto|superenalotto)\b|^\W*результаты (?:розыгрыша|тиража)\b",
    rf"^\W*(?:today['’]s |weekend |tonight['’]s )?weather(?: forecast)?"
    rf"(?: (?:for|on) (?:\w+ )?(?:\w+day|{_MONTHS}|today|tomorrow)\b"
    r"|\W*$|: (?:sunny|cloudy|rain|mild|dry|showers|chance)\b)",
    r"^\W*(?:das )?Wetter (?:in|am|für|heute|morgen)\b|^\W*Wettervorhersage\b|^\W*météo (?:du|de ce|:)|"
    r"^\W*(?:el tiempo|clima|pronóstico del tiempo) (?:en|para|de) .*\b(?:hoy|mañana)\b|^\W*previsioni meteo\b|"
    r"^\W*previsão do tempo\b|^\W*(?:прогноз погоды|погода) (?:на|в|во) ",
    r"^\W*(?:what['’]s on tv|tv (?:guide|listings|tonight|highlights)|TV-Programm|TV-Tipps?|programme (?:télé|tv)|"
    r"programación (?:de )?tv|guida tv|телепрограмма|программа передач)\b",
    r"^\W*(?:Blitzer|Radarkontrollen|Staumeldungen|Verkehrsmeldungen|info trafic)\b",
    r"^\W*(?:on this day|today in history|this day in history)\b\W*(?:\w+ )?\d|^\W*ce jour-là\b|"
    r"^\W*(?:un día como hoy|efemérides)\b|^\W*этот день в истории\b",
)
# Notices that a service sends in one form: weather warnings, and advice to seek shelter.
_ALERTS = _any(
    r"^\W*(?:special |severe |flash |winter |high |red |coastal |dense |excessive )*"
    r"(?:flood|weather|thunderstorm|tornado|wind|heat|fog|freeze|frost|storm|flag|fire weather|snow squall|marine|surf)"
    r" (?:warning|watch|advisory|alert|statement)s? "
    r"(?:issued|in effect|extended|until|for (?:\w+ )+(?:until|through))\b",
    r"^\W*(?:amtliche )?Warnung vor (?:\w+ )?"
    r"(?:Gewitter|Sturm|Frost|Glätte|Hitze|Nebel|Starkregen|Sturmböen|Windböen)\w*\W*$",
    r"^\W*(?:amtliche Unwetterwarnung|vigilance (?:jaune|orange|rouge) )|^\W*aviso (?:amarillo|naranja|rojo) por\b",
)
_KINDS = {
    "puzzle": _PUZZLES,
    "horoscope": _HOROSCOPES,
    "newsletter": _NEWSLETTERS,
    "deals": _DEALS,
    "guide": _GUIDES,
    "listing": _LISTINGS,
    "alert": _ALERTS,
}
# An outlet invites readers to an event that it hosts.
_INVITES = _any(
    r"^\W*(?:join|meet|hear|register|last chance|final (?:hours|days?|call)|"
    r"(?:only )?\d+ (?:days?|hours) (?:left|to go)|"
    r"early[- ]bird|buy|get your|don['’]t miss|save)\b",
    r"\b(?:days?|hours) left\b|\btickets?\b|\bearly[- ]bird\b|\bexhibit(?:or)?s?\b|\bexplains? why at\b|\brevealed\W*$|"
    r"\b(?:speakers?|judges|agenda|sessions|stages?) (?:at|for|of)\b",
)
_HELD = _any(r"\b(?:disrupt|summit|conference|festival|forum|awards|live|night|expo|event)\b|@\w+")
_MIN_NAME = 4


def no_event(title: str, address: str = "", outlet: str = "") -> str:
    """Return the kind of item (see `NoEventReason`), or "" if it may report an event."""
    if _CODES.search(title) and (_OFFERED.search(title) or _CODE_ADDRESS.search(address)):
        return "coupons"
    for kind, says in _KINDS.items():
        if says.search(title):
            return kind
    return "own event" if _own_event(title, outlet) else kind_of_address(address)


def _own_event(title: str, outlet: str) -> bool:
    names = _names(outlet)
    named = any(re.search(rf"\b{re.escape(name)}(?:\b|@)", title, re.IGNORECASE) for name in names)
    return named and _HELD.search(title) is not None and _INVITES.search(title) is not None


@cache
def _names(outlet: str) -> frozenset[str]:
    """Return the names an outlet may use for itself in titles: its name, or the first part of its host."""
    bare = outlet.lower().removeprefix("www.").partition(".")[0]
    return frozenset(name for name in chain([bare, outlet.lower()]) if len(name) >= _MIN_NAME)
