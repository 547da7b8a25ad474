"""Pages that are not articles, recognized by title and text alone; articles about such things are articles."""

import pytest

from newsgroups.text.languages.detect_language import language_of
from newsgroups.text.screening.not_an_article import kind_of_page

STORY = (
    "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons. Ferries carry people "
    "all night while engineers look for the cause. The mayor said that repairs would take a week at least. "
)
HEADLINES = "\n".join(
    f"{place} bridge closed after crack is found"
    for place in "Harbour River Market Station Castle Museum North".split()
)


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("error", "Page not found", "Sorry, we can't find the page you are looking for. Return to the home page."),
        ("error", "Just a moment...", "Checking your browser. Please enable JavaScript and cookies. Ray ID: 8f2."),
        ("error", "Harbour Post", "Something went wrong. Please try again later. Are you a robot?"),
        ("error", "Video", "Please enable JavaScript to watch this video"),
        ("error", "Seite nicht gefunden", "Die Seite wurde nicht gefunden. Zur Startseite."),
        (
            "log-in",
            "Log in | Harbour Post",
            "Log in to your account.\nForgot your password?\nDon't have an account? Sign up.",
        ),
        (
            "log-in",
            "Welcome",
            "Sign in to continue reading. Enter your e-mail. Keep me signed in. Create a free account.",
        ),
        (
            "paywall",
            "Bridge closed",
            "Subscribe to continue reading. Only $1 a week, cancel anytime. Already a subscriber?",
        ),
        ("paywall", "Exclusive", "You have no free articles left.\nThis story is available to subscribers only."),
        (
            "cookies",
            "Before you continue",
            "We use cookies to show personalised ads. Accept all or manage your settings.",
        ),
        ("cookies", "Privacy", "We and our partners use cookies. Accept all cookies. Read our cookie policy."),
        (
            "promotion",
            "Dell coupon codes: 20% off in March 2026",
            "Get 20% off laptops with this Dell coupon. Use the promo code at checkout. Free shipping. Verified today. "
            "Up to 35% off monitors, shop now. This coupon expires tomorrow.",
        ),
        ("index", "Latest news", f"{HEADLINES}\n{HEADLINES}"),
        ("ticker", "Live: storm over the harbour", "Our live coverage will begin at six. Check back for updates."),
        ("ticker", "Council election live blog", "Updates"),
        (
            "ticker",
            "Liveticker: Ratswahl in Oakhallow",
            "Unser Liveticker beginnt um 18 Uhr. Verfolgen Sie hier die Wahl.",
        ),
        (
            "ticker",
            "EN DIRECT. Le débat d’Oakhallow",
            "Suivez le débat en direct. Actualisez la page pour lire la suite.",
        ),
        ("ticker", "Elecciones de Oakhallow: minuto a minuto", "Siga aquí los resultados; comenzará a las 18 horas."),
        ("ticker", "Elezioni in diretta", "Segui con noi lo spoglio. La pagina si aggiorna da sola."),
        ("ticker", "Выборы: онлайн-трансляция", "Следите за подсчётом голосов вместе с нами."),
    ],
)
def test_a_page_that_is_no_article_is_told_by_what_it_says(kind: str, title: str, text: str) -> None:
    assert kind_of_page(title, text) == kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Harbour bridge closed", STORY),
        ("Harbour bridge closed", STORY + "Subscribe to our newsletter. Log in to comment."),
        ("404 people rescued from ferry", STORY),
        ("Access denied to the old mine, villagers say", STORY),
        (
            "Sites must ask before they set cookies, court rules",
            "The court ruled that sites which use cookies must ask. " * 1 + STORY,
        ),
        ("Outlets hide stories behind paywalls", STORY + "One outlet asks readers to subscribe to continue reading."),
        (
            "Satellite internet to cost $45 a month",
            "Internet from space will cost $45 a month and $199 for the dish, the company said. Ships pay ten times.",
        ),
        ("Minimum wage rises", "Cleaners in the harbour now earn £31 a week more than in spring, their union found."),
        (
            "Parking gets dearer",
            "The council raised residents' permits to €9 per month. Visitors pay $1.50 a week more.",
        ),
        ("School voucher plan passes", "The voucher plan passes. Vouchers pay for schools. " + STORY),
        ("Live shells found in the harbour", STORY),
        (
            "港の橋、亀裂で閉鎖",
            "\n".join(f"港の橋は亀裂が見つかったため{day}日に閉鎖されたと市長が語った。" for day in range(2, 14)),
        ),
        ("Le chœur de Stannick chante en direct à la radio", "Deux mille personnes ont écouté le chœur à la radio."),
        ("El coro de Stannick canta en vivo en la radio", "Dos mil personas escucharon al coro en la radio."),
        (
            "Diver finds crack in bridge",
            "Please enable Javascript to watch this video HARBOUR CITY -- A diver who looked for an anchor on Monday "
            "found a crack as long as a bus in a pylon of the harbour bridge, the mayor said in",
        ),
        (
            "Storm: live updates",
            "10:20 The bridge is closed. 10:45 Ferries stop. 11:05 The mayor asks people to stay. " + STORY,
        ),
        (
            "Ten songs of the harbour",
            "\n".join(f"{number}. A song that was heard at the harbour." for number in range(12)),
        ),
        (
            "A plan",
            "\n".join(f"it is astonishing that line {number} of this speech was broken" for number in range(30)),
        ),
        ("Short", "Read more."),
        ("", ""),
    ],
)
def test_what_may_be_an_article_is_none_of_these(title: str, text: str) -> None:
    assert kind_of_page(title, text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", STORY),
        (
            "de",
            "Die Hafenbrücke wurde am Montag gesperrt, nachdem ein Taucher einen Riss in einem Pfeiler gefunden hatte.",
        ),
        ("fr", "Le pont du port a été fermé lundi après la découverte d'une fissure dans l'un de ses piliers."),
        ("", "Text 1."),
        ("", ""),
    ],
)
def test_the_language_is_told_where_it_is_certain(language: str, text: str) -> None:
    assert language_of(text) == language
