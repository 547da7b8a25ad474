"""Recognize units of time, length, area, weight, and money by the words and signs next to a figure."""

from functools import cache

# Factors to the first unit of each dimension, so that a mile and 1.6 km compare as equal.
_UNITS: dict[str, tuple[str, dict[str, float]]] = {
    "second": ("time", {"second seconds sekunden secondes segundos secondi": 1}),
    "minute": ("time", {"minute minutes min minuten minutos minuti": 60}),
    "hour": ("time", {"hour hours hrs stunde stunden heure heures hora horas ora ore": 3600}),
    "day": ("time", {"day days tag tage tagen jour jours día días dia giorno giorni": 86_400}),
    "week": ("time", {"week weeks woche wochen semaine semaines semana semanas settimana settimane": 604_800}),
    "month": ("time", {"month months monat monate monaten mois mes meses mese mesi": 2_629_800}),
    "year": ("time", {"year years jahr jahre jahren an ans année années año años anno anni": 31_557_600}),
    "decade": ("time", {"decade decades jahrzehnte": 315_576_000}),
    "mile": ("length", {"mile miles meilen": 1609.344}),
    "kilometer": (
        "length",
        {"kilometer kilometers kilometre kilometres km kilometern kilomètre kilomètres kilómetros chilometri": 1000},
    ),
    "meter": ("length", {"meter meters metre metres m metern mètres metros metri": 1}),
    "foot": ("length", {"foot feet ft": 0.3048}),
    "inch": ("length", {"inch inches": 0.0254}),
    "yard": ("length", {"yard yards": 0.9144}),
    "acre": ("area", {"acre acres": 4046.86}),
    "hectare": ("area", {"hectare hectares ha hektar hectáreas ettari": 10_000}),
    "ton": ("weight", {"ton tons tonne tonnes tonnen toneladas tonnellate": 1000}),
    "pound": ("weight", {"lb lbs": 0.4536}),
    "kilogram": ("weight", {"kg kilogram kilograms kilo kilos kilogramm": 1}),
    "degree": ("temperature", {"degrees grad degrés grados gradi": 1}),
    "mph": ("speed", {"mph": 0.44704}),
    "kmh": ("speed", {"kph kmh": 0.27778}),
    "knot": ("speed", {"knots knoten": 0.51444}),
    "dollar": ("money", {"dollar dollars dólares dollari usd": 1}),
    "euro": ("money", {"euro euros eur": 1}),
    "sterling": ("money", {"pounds pence gbp": 1}),
    "yen": ("money", {"yen yuan rupees rupee rubles pesos": 1}),
    "percent": ("percent", {"percent pc prozent percentage": 1}),
}
CURRENCY_SIGNS = {"$": "dollar", "€": "euro", "£": "sterling", "¥": "yen"}
_PER_CENT = {("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("per", "cento")}


@cache
def _by_word() -> dict[str, tuple[str, str, float]]:
    return {
        word: (dimension, unit, factor)
        for unit, (dimension, groups) in _UNITS.items()
        for words, factor in groups.items()
        for word in words.split()
    }


def unit_of(word: str) -> tuple[str, str, float] | None:
    """Return the dimension ("length"), unit ("mile"), and size in the base unit, or None if it is not a unit."""
    return _by_word().get(word)


def size_of(unit: str) -> float:
    """Return the size of the unit in its dimension's base unit; 1 for plain counts."""
    for words, factor in _UNITS[unit][1].items() if unit in _UNITS else ():
        return factor if words else 1.0
    return 1.0


def dimension_of(unit: str) -> str:
    return _UNITS[unit][0] if unit in _UNITS else unit


def is_per_cent(first: str, second: str) -> bool:
    return (first, second) in _PER_CENT
