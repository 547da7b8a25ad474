"""Items about no event, and headlines that only look like them."""

import pytest

from newsgroups.text.screening.no_event import no_event


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
        ("7 Best Kettles of 2026, Tested and Reviewed", "guide"),
        ("The best hiking boots right now", "guide"),
        ("How to reset your router", "guide"),
        ("The Kestrel gift guide for gardeners", "guide"),
        ("Horoscope for Friday, October 9", "horoscope"),
        ("Horóscopo de hoy: Aries y Tauro", "horoscope"),
        ("Гороскоп на 9 октября", "horoscope"),
        ("Morning Briefing: what to know today", "newsletter"),
        ("Wordle today: hints and answer for October 9", "puzzle"),
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
        "Oil falls to its lowest price in a year",
        "May Mobility is going public in a $1.4B SPAC deal",
        "Snap Specs launch: live updates from the keynote",
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
