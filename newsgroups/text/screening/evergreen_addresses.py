"""Recognize pages that are updated rather than published, by a folder of their address.

Only folders that hold nothing else count: `/weather/` and `/deals/` hold news as well, `/horoscopes/` does not.
"""

import re
from urllib.parse import urlsplit

_FOLDERS = {
    "coupons": "coupons? promo-?codes? voucher-?codes? discount-codes? gutscheine? rabattcodes? codes?-promos? "
    "codigos-descuento",
    "horoscope": "horoscopes? horoskope? horoscopos? oroscopo horoscoop goroskop astrology astrologie",
    "puzzle": "crosswords? sudoku kreuzwortraetsel mots-croises crucigramas? cruciverba krossvord",
    "guide": "gift-guides? buying-guides? buyers-guides? kaufberatung guides?-d-?achat guias?-de-compras? recipes? "
    "rezepte? recettes? recetas? ricette",
    "listing": "tv-guide tv-listings tv-programm programme-tv guia-tv lottery-results lottozahlen loto-resultats "
    "weather-forecast wettervorhersage pronostico-del-tiempo previsioni-meteo",
    "newsletter": "newsletters?",
    "evergreen": "faqs? glossary glossar glossaire glosario",
}
_KINDS = [(kind, re.compile(rf"(?:{'|'.join(folders.split())})", re.IGNORECASE)) for kind, folders in _FOLDERS.items()]


def kind_of_address(address: str) -> str:
    """Return the kind of page (see `NoEventReason`) that a folder of the address, or its last part, names; or ""."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    folders = [part for part in path.split("/") if part]
    for kind, says in _KINDS:
        if any(says.fullmatch(folder) for folder in folders):
            return kind
    return ""
