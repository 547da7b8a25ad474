"""Items about no event, and headlines that only look like them."""

import pytest

from newsgroups.text.screening.not_an_event import no_event


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Kestrel Kettles Promo Code: 20% Off for October 2026", "coupons"),
        ("Fernway Coupons: $20 Off September 2026", "coupons"),
        ("Fernway-Gutscheine: 15 % Rabatt im Oktober", "coupons"),
        ("Code promo Fernway : 20 % de réduction", "coupons"),
        ("Save $300 on this year's quietest fridge", "deals"),
        ("This kettle is now $40 off", "deals"),
        ("The 9 best early holiday deals on headphones", "deals"),
        ("Las 12 mejores ofertas en hervidores por menos de 40 euros", "deals"),
        ("El hervidor de Kestrel baja a 39 €: aprovecha esta oferta", "deals"),
        ("Les meilleures promos du jour sur les bouilloires", "deals"),
        ("Die 7 besten Angebote zum Black Friday", "deals"),
        ("Le migliori offerte sui bollitori", "deals"),
        ("As melhores promoções de chaleiras", "deals"),
        ("7 Best Kettles of 2026, Tested and Reviewed", "guide"),
        ("The best hiking boots right now", "guide"),
        ("How to reset your router", "guide"),
        ("The Kestrel gift guide for gardeners", "guide"),
        ("Horoscope for Friday, October 9", "horoscope"),
        ("Horóscopo de hoy: Aries y Tauro", "horoscope"),
        ("Гороскоп на 9 октября", "horoscope"),
        ("Morning Briefing: what to know today", "newsletter"),
        ("Wordle today: hints and answer for October 9", "puzzle"),
        ("Oroscopo di oggi, 9 ottobre", "horoscope"),
        ("Tu horóscopo de hoy, viernes 9 de octubre", "horoscope"),
        ("오늘의 운세 10월 9일", "horoscope"),
        ("Boletín de la mañana: lo que hay que saber", "newsletter"),
        ("Revue de presse du 9 octobre", "newsletter"),
        ("Главное за день: мост, паром, выборы", "newsletter"),
        ("Kreuzworträtsel Nr. 412", "puzzle"),
        ("Mots croisés n° 412", "puzzle"),
        ("Quick crossword No 17,412", "puzzle"),
        ("Powerball winning numbers for October 9", "listing"),
        ("Lottozahlen vom Samstag: Das sind die Gewinnzahlen", "listing"),
        ("Résultats du Loto : tirage du 9 octobre", "listing"),
        ("Números ganadores de la lotería: 9 de octubre", "listing"),
        ("Estrazioni del Lotto del 9 ottobre", "listing"),
        ("Weather forecast for Friday", "listing"),
        ("Wetter in Lindhafen: Regen bis zum Abend", "listing"),
        ("Météo : pluie sur la côte", "listing"),
        ("Прогноз погоды на 9 октября", "listing"),
        ("What's on TV tonight: a choir and a ferry", "listing"),
        ("TV-Programm heute: Was läuft um 20:15?", "listing"),
        ("Blitzer in Lindhafen: Hier wird heute gemessen", "listing"),
        ("On this day: October 9", "listing"),
        ("Flood warning issued for Tarn Valley until Friday morning", "alert"),
        ("Winter storm watch in effect for Skerrow", "alert"),
        ("Amtliche Warnung vor schwerem Gewitter", "alert"),
        ("Vigilance orange pluie-inondation sur la côte", "alert"),
        ("Aviso amarillo por lluvia en la costa", "alert"),
    ],
)
def test_what_offers_or_advises_tells_of_no_event(title: str, reason: str) -> None:
    assert no_event(title) == reason


@pytest.mark.parametrize(
    "title",
    [
        "Coupon glitch lets thieves empty Fernway's shops",
        "Iran deal wins 34th vote in the Senate",
        "Renwick explains why he backs the best trade deals in years",
        "Bank shares 20% off their peak",
        "The best evidence yet that the fund was emptied",
        "How to destroy a party from within",
        "How to watch tonight's debate",
        "Best actor award goes to a newcomer",
        "Horoscope app leaks birth dates of millions",
        "Save the Children leaves Port Calder",
        "Renwick espera mejores ofertas por su delantero",
        "Stadt sucht die besten Angebote für den Fährbetrieb",
        "Le port cherche de meilleures promotions pour ses marins",
        "Oil falls to its lowest price in a year",
        "May Mobility is going public in a $1.4B SPAC deal",
        "Snap Specs launch: live updates from the keynote",
        "Winner of Powerball jackpot sues her outlet",
        "Lottozahlen gefälscht: Drei Festnahmen",
        "Crossword champion jailed for fraud",
        "Weather forecast service sold to Orvane",
        "Wetterdienst streicht dreihundert Stellen",
        "Flood warning came too late, inquiry finds",
        "Storm kills eleven in Tarn Valley",
        "Tornado watch: how Halvern saves its sirens",
        "TV presenter Stroemholt dies at 91",
        "Revue de presse disparue : la rédaction proteste",
        "Погода убила урожай в Тарне",
    ],
)
def test_what_reports_on_such_things_may_tell_of_an_event(title: str) -> None:
    assert no_event(title) == ""


def test_an_outlet_that_invites_to_what_it_holds_itself_tells_of_no_event() -> None:
    title = "3 days left to exhibit at Northline Summit 2026"
    assert no_event(title, outlet="Northline") == no_event(title, outlet="www.northline.example") == "own event"
    assert no_event(title, outlet="Harbour Post") == ""
    assert no_event("Northline lays off a third of its staff live on air", outlet="Northline") == ""


def test_a_coupon_code_is_told_by_its_address_too() -> None:
    assert no_event("Fernway discount codes for you", "https://a.example/story/fernway-promo-code/") == "coupons"
    assert no_event("Discount codes stolen from Fernway", "https://a.example/story/fernway-thieves/") == ""


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://a.example/horoscopes/aries", "horoscope"),
        ("https://a.example/leben/horoskop/widder-104.html", "horoscope"),
        ("https://a.example/coupons/fernway/", "coupons"),
        ("https://a.example/life/recipes/fish-soup", "guide"),
        ("https://a.example/jeux/mots-croises/412", "puzzle"),
        ("https://a.example/tv-programm/", "listing"),
        ("https://a.example/newsletters/morning/2026/10/09", "newsletter"),
        ("https://a.example/faq/subscriptions", "evergreen"),
        ("https://a.example/news/horoscopes-are-banned", ""),
        ("https://a.example/weather/2026/10/09/storm-over-skerrow", ""),
        ("https://a.example/deals/orvane-buys-fernway", ""),
        ("https://a.example/recipe-for-disaster", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_folder_that_holds_nothing_else_tells_what_an_item_is(address: str, reason: str) -> None:
    assert no_event("Fish, rain and a ram", address) == reason
