"""Which names of outlets belong to one site."""

import pytest

from newsgroups.text.credits import is_edition_of
from newsgroups.text.credits.sites import Listed, is_named_after, main_site, same_outlets, site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://money.harbourpost.com/a", "harbourpost.com"),
        ("http://www.harbourpost.co.uk/a", "harbourpost.co.uk"),
        ("https://ada.blogspot.com/a", "ada.blogspot.com"),
        ("https://harbour.example/a", ""),
        ("http://127.0.0.1:8000/a", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_a_site_is_the_registrable_domain(url: str, site: str) -> None:
    assert site_of(url) == site


def test_an_outlet_is_at_a_site_with_most_of_its_articles() -> None:
    assert main_site(["https://a.lantern.com/1"] * 8 + ["https://post.com/1"] * 2) == "lantern.com"
    assert main_site(["https://a.lantern.com/1"] * 7 + ["https://post.com/1"] * 3) == ""
    assert main_site(["https://news.yahoo.com/1"] * 9) == ""
    assert main_site([]) == ""


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Harbour Post", "harbourpost.com"),
        ("The Harbour Post (Online)", "theharbourpost.com"),
        ("Port Calder Times", "pctimes.com"),
        ("Port Calder Journal", "pcj.com"),
        ("HPN Online News", "hpn.org"),
        ("American Lantern", "lantern.org"),
    ],
)
def test_sites_are_named_after_outlets(name: str, site: str) -> None:
    assert is_named_after(name, site)


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Ada Quill", "harbourpost.com"),
        ("Guest Writer", "lantern.com"),
        ("Harbour Post", "lanternpost.com"),
        ("", "a.com"),
    ],
)
def test_others_are_not(name: str, site: str) -> None:
    assert not is_named_after(name, site)


def test_names_and_columnists_of_a_site_are_one_outlet() -> None:
    listed = [
        Listed(1, "HPN", "hpn.com", 80),
        Listed(2, "HPN (Web News)", "hpn.com", 2_000),
        Listed(3, "Ada Quill", "hpn.com", 5),
        Listed(4, "Westerlow Gazette", "hpn.com", 1),
        Listed(5, "Guest Writer", "", 90),
    ]
    assert same_outlets(listed) == {1: 2, 3: 2}


def test_outlets_on_a_host_of_many_stay_apart() -> None:
    listed = [Listed(1, "Daily Lantern", "newsdump.com", 50), Listed(2, "Harbour Post", "newsdump.com", 60)]
    assert same_outlets(listed) == {}
    same = [*listed, Listed(3, "Harbour Post (Online)", "newsdump.com", 3)]
    assert same_outlets(same) == {3: 2}


def test_a_section_of_an_outlet_at_the_same_site_is_that_outlet() -> None:
    listed = [
        Listed(1, "Lantern Media", "lanternquay.com", 2),
        Listed(2, "Lantern Media - Opinion/Editorial", "lanternquay.com", 1),
        Listed(3, "Lantern Media Sports", "lanternquay.com", 5),
        Listed(4, "Lantern Media - Opinion", "otherquay.com", 3),
        Listed(5, "Harbour Post - Opinion", "lanternquay.com", 3),
        Listed(6, "Lantern Mediators", "lanternquay.com", 3),
    ]
    assert same_outlets(listed) == {2: 1, 3: 1}


@pytest.mark.parametrize(
    ("name", "outlet", "is_one"),
    [
        ("LANTERN Skerrow", "Lantern", True),
        ("The Lantern", "Lantern (Online)", True),
        ("Lantern Times", "Lantern", False),
        ("Lanterns", "Lantern", False),
        ("Lantern", "Lantern Skerrow", False),
        ("Lantern", "", False),
    ],
)
def test_an_edition_is_named_after_its_outlet(name: str, outlet: str, is_one: bool) -> None:
    assert is_edition_of(name, outlet) is is_one
