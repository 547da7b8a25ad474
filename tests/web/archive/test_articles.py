from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Revision, Source, Story
from newsgroups.stories.pages.outlets.outlet_firsts import Firsts
from newsgroups.stories.pages.outlets.outlet_text import Delay, SharedText
from tests.makers import make_article, make_source


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_article_shows_its_text_its_story_and_what_it_is_like(client: Client, archive) -> None:
    response = client.get(archive["copy"].get_absolute_url())
    similar = response.context["reading"].similar
    assert [(each.other.source.name, each.pair.kind) for each in similar] == [
        ("Northline", "near copy"),
        ("Harbour Post", "same story"),
    ]
    assert ["Ruth Ansgar" in each.reason.words for each in similar] == [True, True]
    assert "Part of the story" in text_of(response)


def test_shares_are_those_of_the_article_shown(client: Client, archive) -> None:
    def shares(name: str) -> tuple[float, float]:
        first = client.get(archive[name].get_absolute_url()).context["reading"].similar[0]
        return first.of_this, first.of_other

    assert shares("agency") == shares("copy")[::-1]
    assert shares("agency")[0] > shares("copy")[0]


def test_the_words_of_an_article_are_its_names_rare_words_and_figures(client: Client, archive) -> None:
    words = client.get(archive["agency"].get_absolute_url()).context["reading"].words
    assert "Ruth Ansgar" in [word.text for word in words.names]
    assert "pylon" in [word.text for word in words.words]


def test_a_hidden_article_is_gone_everywhere(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["copy"].pk).update(hidden=True)
    pk, other = archive["copy"].pk, archive["agency"].pk
    for name, arguments in [
        ("article", [pk]),
        ("article_changes", [pk]),
        ("compare", [other, pk]),
        ("api:article", [pk]),
        ("api:similar", [pk]),
    ]:
        response = client.get(reverse(name, args=arguments))
        assert (name, response.status_code) == (name, 410)


def test_changes_are_marked_by_word(client: Client, db) -> None:
    article = make_article("The bridge opens again in spring.")
    Revision.objects.create(
        article=article, title=article.title, text="The bridge opens again in May.", content_hash="0"
    )
    response = client.get(reverse("article_changes", args=[article.pk]))
    assert [(piece.text, piece.change) for piece in response.context["changes"][0].text] == [
        ("The bridge opens again in ", "same"),
        ("May.", "removed"),
        ("spring.", "added"),
    ]
    assert "changed once; see what" in text_of(client.get(article.get_absolute_url()))


def test_an_article_that_never_changed_says_so(client: Client, db) -> None:
    response = client.get(reverse("article_changes", args=[make_article().pk]))
    assert "This article has not changed since it was added to the archive." in text_of(response)


def test_an_undated_article_is_shown_without_a_date(client: Client, db) -> None:
    assert "no date" in text_of(client.get(make_article(published=None).get_absolute_url()))


def test_any_article_leads_to_a_visible_one(client: Client, db) -> None:
    assert client.get(reverse("any_article")).url == reverse("browse")
    make_article(hidden=True)
    shown = make_article()
    assert {client.get(reverse("any_article")).url for _ in range(5)} == {shown.get_absolute_url()}


def test_an_outlet_shows_its_months_and_whom_it_shares_text_with(client: Client, archive) -> None:
    figures = client.get(reverse("source", args=["northline"])).context["figures"]
    assert (figures.articles, figures.months) == (2, [("2026-11", 2)])
    assert figures.firsts == Firsts(stories=2, first=0, shared=2, later=0, unknown=0)
    assert [(source.name, number) for source, number in figures.shared] == [("Daily Lantern", 1)]


def test_an_outlet_was_first_where_all_others_are_two_days_later_and_nobody_credits_an_agency(
    client: Client, archive
) -> None:
    others = Article.objects.filter(story=archive["agency"].story).exclude(pk=archive["agency"].pk)
    others.update(published="2026-11-05T09:00:00Z")

    def firsts(slug: str) -> tuple[int, int]:
        firsts = client.get(reverse("source", args=[slug])).context["figures"].firsts
        return firsts.first, firsts.later

    assert (firsts("northline"), firsts("daily-lantern")) == ((1, 0), (0, 1))
    page = text_of(client.get(reverse("source", args=["northline"])))
    assert '<span class="big">1</span> <span class="soft">of 1 stories whose first report is known</span>' in page
    assert "Too few for a rate." in page
    others.filter(pk=archive["copy"].pk).update(credits_agency=True)
    assert (firsts("northline"), firsts("daily-lantern")) == ((0, 0), (0, 0))


def test_months_of_an_outlet_are_named_as_everywhere(client: Client, archive) -> None:
    make_article(source="Northline", published="2026-09-30T09:00:00+00:00")
    page = client.get(reverse("source", args=["northline"]))
    stacks = page.context["chart"].stacks
    assert [(bar.label, bar.total) for bar in stacks] == [("Sep 2026", 1), ("Oct 2026", 0), ("Nov 2026", 2)]
    assert '<a href="/browse/?month=2026-09&amp;source=northline"' in page.content.decode()


@pytest.mark.parametrize(
    ("address", "part"),
    [("/search/help/", "Search"), ("/sources/northline/", "Browse"), ("/groups/", "Groups"), ("/nowhere/", None)],
)
def test_a_page_is_marked_in_the_navigation_as_a_part_of_its_chapter(
    client: Client, archive, address: str, part: str | None
) -> None:
    marked = [label for _, label, is_here in client.get(address).context["navigation"] if is_here]
    assert marked == ([part] if part else [])


def test_an_outlet_says_how_many_of_its_articles_share_most_of_their_words(client: Client, archive) -> None:
    response = client.get(reverse("source", args=["daily-lantern"]))
    assert response.context["figures"].mostly == 1
    assert "1 shares at least half of its words with another outlet" in text_of(response)
    for claim in ("told first", "Had its text", "Had the text"):
        assert claim not in response.content.decode()


def test_an_outlet_without_articles_has_a_page(client: Client, db) -> None:
    make_source("Empty Hour")
    response = client.get(reverse("source", args=["empty-hour"]))
    assert "The archive has no article of this outlet." in text_of(response)


def test_months_and_outlets_can_be_browsed(client: Client, archive) -> None:
    response = client.get(reverse("browse"))
    assert [(year, [number for _, number in months]) for year, months in response.context["years"]] == [("2026", [5])]
    assert response.context["page"].items[0].name == "Northline"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("month=2026-11", 5),
        ("month=2026-10", 0),
        ("from=2026-11-05&to=2026-11-05", 2),
        ("source=northline", 2),
        ("month=2026-11&source=northline", 2),
        ("source=northline&source=daily-lantern", 3),
    ],
)
def test_articles_can_be_narrowed(client: Client, archive, query: str, found: int) -> None:
    assert client.get(f"/browse/?{query}").context["page"].count == found


def test_days_of_a_month_are_those_in_utc(client: Client, db) -> None:
    make_article(published="2026-11-01T00:00:00+00:00")
    make_article(published="2026-10-31T23:59:59+00:00")
    bars = client.get("/browse/?month=2026-11").context["days"].bars
    assert [bar.value for bar in bars] == [1] + [0] * 29


def test_a_month_that_is_none_is_said(client: Client, archive) -> None:
    assert "That month doesn’t exist (use YYYY-MM), so it was ignored." in text_of(client.get("/browse/?month=2026-13"))


def test_each_number_of_an_outlet_leads_to_exactly_these_pairs(client: Client, archive) -> None:
    page = client.get(reverse("source", args=["northline"])).content.decode()
    link = "/similar/?source=northline&amp;origin=unknown"
    assert "In 1 more pair the origin is not known; they are in neither list." in page
    assert f'<a href="{link}">See them</a>' in page
    pairs = client.get(link.replace("&amp;", "&")).context["page"].items
    assert [{pair.left.source.name, pair.right.source.name} for pair in pairs] == [{"Northline", "Daily Lantern"}]
    assert "finds fault" not in page and "find fault with nobody" in page


def test_the_articles_of_an_outlet_are_narrowed_by_whose_text_they_are(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["chess"].pk).update(text_kind="agency")
    address = reverse("source", args=["northline"])

    def shown(query: str) -> list[tuple[str, bool]]:
        return [(line.article.title, line.is_own) for line in client.get(f"{address}?{query}").context["lines"]]

    assert shown("show=agency") == [(archive["chess"].title, False)]
    assert shown("show=own") == [(archive["agency"].title, True)]
    assert shown("show=first") == []
    assert len(shown("show=nonsense")) == len(shown("")) == 2


def test_the_delay_of_copies_is_told_from_five_on(db) -> None:
    text = SharedText(delays={number: timedelta(minutes=10 * number) for number in range(1, 5)})
    assert text.delay is None
    text.delays[5] = timedelta(minutes=50)
    assert text.delay == Delay(timedelta(minutes=30), timedelta(minutes=20), timedelta(minutes=40), 5)


def test_an_address_at_the_site_of_another_outlet_is_said(client: Client, db) -> None:
    for name, site in (("Harbour Post", "harbourpost.com"), ("Daily Lantern", "dailylantern.com")):
        Source.objects.filter(pk=make_source(name).pk).update(site=site)
    astray = make_article(source="Daily Lantern", url="https://www.harbourpost.com/a")
    right = make_article(source="Daily Lantern", url="https://www.dailylantern.com/a")
    unknown = make_article(source="Daily Lantern", url="https://elsewhere.org/a")
    said = "The address is of another outlet: Harbour Post (harbourpost.com)."
    shown = [said in text_of(client.get(each.get_absolute_url())) for each in (astray, right, unknown)]
    assert shown == [True, False, False]


def test_a_date_that_all_others_of_the_story_contradict_is_doubted(client: Client, db) -> None:
    story = Story.objects.create(title="The bridge", article_count=5, source_count=4)
    for number, day in enumerate(("08", "08", "09", "11")):
        make_article(source=f"Outlet {number}", published=f"2024-04-{day}T00:00:00Z", story=story)
    early = make_article(source="Northline", published="2021-10-19T00:00:00Z", story=story)
    assert (
        "The date may be wrong, or the article may be about something else: the other 4 dated articles of this story"
        " are from 8 Apr 2024 – 11 Apr 2024."
    ) in text_of(client.get(early.get_absolute_url()))
