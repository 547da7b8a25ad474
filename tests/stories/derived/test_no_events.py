"""Items about no event stay out of stories but can be read and found, and curators may overrule."""

import pytest
from django.contrib.auth.models import User

from newsgroups.models import Article, NoEvent, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.search.service import search
from newsgroups.stories.curation.actions import move_articles
from tests.makers import make_article
from tests.stories.texts import make_ferry, members

pytestmark = pytest.mark.django_db

KETTLES = (
    "Kestrel sells kettles of steel and of glass for small kitchens. With this code all are a fifth cheaper until "
    "the end of the month, and Kestrel sends them for free to any island of Tarn Vale."
)
RETOLD = (
    "A fifth off every kettle, steel or glass: with our code Kestrel of Tarn Vale also sends yours for nothing, on any "
    "island and into the smallest kitchen, until the month ends."
)


def make_offers(title: str) -> tuple[Article, Article]:
    return make_article(KETTLES, title=title), make_article(RETOLD, title=title, source="Harbour Post")


def test_two_coupon_pages_are_no_story_and_say_why_and_two_reports_are_one() -> None:
    offers = make_offers("Kestrel Kettles Promo Code: 20% Off October 2026")
    ferry, retold = make_ferry()
    process_articles()

    assert list(members().values()) == [[ferry.pk, retold.pk]]
    assert {each.pk: str(each) for each in NoEvent.objects.all()} == dict.fromkeys(
        [each.pk for each in offers], "coupons"
    )
    assert search("kettle").count == 2


def test_the_same_texts_under_other_headlines_are_a_story() -> None:
    offers = make_offers("Kestrel lowers the price of its kettles by a fifth")
    make_ferry()
    process_articles()
    assert [each.pk for each in offers] in members().values()


def test_near_copies_stand_together_whatever_they_tell() -> None:
    title = "Kestrel Kettles Promo Code: 20% Off October 2026"
    copies = [make_article(KETTLES, title=title, source=source).pk for source in ("Northline", "Harbour Post")]
    make_ferry()
    process_articles()
    assert copies in members().values()


def test_a_headline_that_changes_is_looked_at_anew() -> None:
    offer, _ = make_offers("Kestrel Kettles Promo Code: 20% Off October 2026")
    process_articles()
    assert NoEvent.objects.filter(pk=offer.pk).count() == 1
    offer.title = "Kestrel lowers the price of its kettles"
    offer.mark_changed()
    offer.save()
    process_articles()
    assert not NoEvent.objects.filter(pk=offer.pk).exists()


def test_what_a_curator_called_an_article_may_tell_of_an_event() -> None:
    offers = make_offers("Kestrel Kettles Promo Code: 20% Off October 2026")
    Article.objects.update(is_article=True)
    make_ferry()
    process_articles()
    assert not NoEvent.objects.exists()
    assert [each.pk for each in offers] in members().values()


def test_a_curator_may_put_it_into_a_story_where_it_stays() -> None:
    offer, _ = make_offers("Kestrel Kettles Promo Code: 20% Off October 2026")
    ferry, retold = make_ferry()
    process_articles()
    move_articles([offer], to=Story.objects.get(articles=ferry), by=User.objects.create(username="ada"))
    process_articles(rebuild=True)
    assert list(members().values()) == [sorted([offer.pk, ferry.pk, retold.pk])]


TIDES = (
    "High water at Port Calder comes at {} in the morning and again in the evening, says the harbour office, which "
    "warns walkers on the mud flats of Skerrow to be back in time, and lists {} metres at the outer breakwater."
)


def make_tides(
    days: int, *, first: int = 2, title: str = "Tides at Port Calder: Monday, {} November", **fields: object
) -> list[Article]:
    return [
        make_article(
            TIDES.format(f"{5 + day % 4}.{10 + day}", f"{2 + day % 3}.{day}"),
            title=title.format(day),
            published=f"2026-11-{day:02}T09:00:00+00:00",
            **fields,
        )
        for day in range(first, first + days)
    ]


def series() -> set[int]:
    return set(NoEvent.objects.filter(reason="series").values_list("pk", flat=True))


def test_four_items_of_an_outlet_that_differ_in_the_date_are_a_series_and_no_story() -> None:
    tides = make_tides(4)
    ferry, retold = make_ferry()
    process_articles()
    assert series() == {each.pk for each in tides}
    assert list(members().values()) == [[ferry.pk, retold.pk]]
    assert str(NoEvent.objects.get(pk=tides[0].pk)) == "one of many with the same headline"


def test_three_items_are_no_series_and_neither_are_four_of_four_outlets() -> None:
    make_tides(3)
    for number in range(4):
        make_tides(1, source=f"Outlet {number}")
    process_articles()
    assert series() == set()


def test_four_reports_on_different_days_are_no_series_if_the_headline_tells_the_day() -> None:
    make_tides(4, title="Walker drowns on {} November off Skerrow")
    process_articles()
    assert series() == set()


def test_the_fourth_item_makes_the_earlier_ones_a_series_too() -> None:
    make_ferry()
    tides = make_tides(3)
    process_articles()
    assert series() == set()
    tides += make_tides(1, first=5)
    process_articles()
    assert series() == {each.pk for each in tides}
    assert not set(next(iter(members().values()))) & series()
    assert not Article.objects.pending("match").exists()


def test_a_curator_may_say_that_an_item_of_a_series_is_an_article() -> None:
    tides = make_tides(5)
    Article.objects.filter(pk=tides[0].pk).update(is_article=True)
    process_articles()
    assert series() == {each.pk for each in tides[1:]}
