from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from newsgroups.models import Article, Pair, Story
from newsgroups.stories.curation import actions
from tests.makers import make_article, make_story
from tests.web.conftest import AGENCY


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_home_page_lists_stories_latest_first_with_their_outlets_in_order(client: Client, archive) -> None:
    lines = [line for line, _ in client.get("/").context["lines"]]
    assert [(line.story.article_count, [source.name for source in line.outlets]) for line in lines] == [
        (2, ["Northline", "Kestrel Radio"]),
        (3, ["Northline", "Daily Lantern", "Harbour Post"]),
    ]


def test_near_copies_count_as_one_text(client: Client, archive) -> None:
    lines = {line.story: line for line, _ in client.get("/").context["lines"]}
    assert lines[archive["agency"].story].distinct == 2


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("sort=biggest", [3, 2]),
        ("outlets=3", [3]),
        ("source=kestrel-radio", [2]),
        ("from=2026-11-04", [2]),
        ("to=2026-11-04", [3]),
        ("from=2026-11-03&to=2026-11-03", [3]),
        ("from=2027-01-01", []),
    ],
)
def test_stories_can_be_filtered_and_sorted(client: Client, archive, query: str, counts: list[int]) -> None:
    found = client.get(f"/groups/?{query}").context["lines"]
    assert [line.story.article_count for line, _ in found] == counts


def test_a_bad_date_is_said_and_left_out(client: Client, archive) -> None:
    response = client.get("/groups/?from=2026-02-31")
    assert len(response.context["lines"]) == 2
    assert "That date doesn’t exist (use YYYY-MM-DD), so it was ignored." in text_of(response)


def test_dates_the_wrong_way_round_are_said(client: Client, archive) -> None:
    response = client.get("/groups/?from=2026-11-05&to=2026-11-01")
    assert "This date is before the start date, so both dates were ignored." in text_of(response)
    assert len(response.context["lines"]) == 2


@pytest.mark.parametrize("address", ["/groups/", "/search/", "/lookup/"])
def test_a_field_is_called_what_the_page_calls_it_when_its_value_is_refused(client: Client, archive, address) -> None:
    sent = {"from": "2026-11-05", "to": "2026-11-01", "text": AGENCY}
    response = client.post(address, sent) if address == "/lookup/" else client.get(address, sent)
    assert "<b>To</b>: This date is before the start date, so both dates were ignored." in response.content.decode()
    assert "date_to" not in response.content.decode()


def test_an_unknown_outlet_is_said_and_left_out(client: Client, archive) -> None:
    response = client.get("/groups/?source=nobody")
    assert response.status_code == 200
    assert len(response.context["lines"]) == 2


def test_page_9999_leads_to_the_last_page(client: Client, archive) -> None:
    response = client.get("/groups/?page=9999")
    assert "There is no page 9,999: the list ends with" in text_of(response)
    assert 'href="?page=1"' in response.content.decode()


def test_an_empty_archive_says_how_to_fill_it(client: Client, db) -> None:
    for page in ("home", "similar", "browse"):
        assert "manage.py import_articles articles.jsonl" in client.get(reverse(page)).content.decode()


def test_a_story_shows_what_its_articles_share_and_not_who_took_it(client: Client, archive) -> None:
    page = client.get(archive["agency"].story.get_absolute_url())
    told = page.context["told"]
    assert [(each.article.title, each.sharing and each.sharing.source.name) for each in told] == [
        ("The long way round: Port Calder without its bridge", None),
        ("Harbour bridge closed after crack is found", "Daily Lantern"),
        ("Crack shuts harbour bridge at Port Calder", "Northline"),
    ]
    assert told[2].shared > 0.8
    assert " shared with Northline</a>" in text_of(page)
    assert "copied from" not in text_of(page)


def test_a_list_names_the_first_outlet_only_where_the_others_are_two_days_later(client: Client, archive) -> None:
    own = Article.objects.filter(story=archive["agency"].story)
    assert "First:" not in text_of(client.get("/groups/?outlets=3"))
    own.exclude(pk=archive["agency"].pk).update(published="2026-11-04T09:00:00Z")
    assert "First: <a" in text_of(client.get("/groups/?outlets=3"))
    own.filter(pk=archive["copy"].pk).update(published="2026-11-04T08:59:00Z")
    assert "First:" not in text_of(client.get("/groups/?outlets=3"))
    own.filter(pk=archive["copy"].pk).update(published="2026-11-06T08:59:00Z", credits_agency=True)
    assert "First:" not in text_of(client.get("/groups/?outlets=3"))


def test_days_are_of_articles_and_not_of_the_time_between_them(client: Client, archive) -> None:
    story = archive["agency"].story
    Article.objects.filter(pk=archive["own"].pk).update(published="2026-11-20T09:00:00Z")
    story.recount()
    story.save()
    stories = [line.story for line, _ in client.get("/groups/?from=2026-11-05&to=2026-11-15").context["lines"]]
    assert story not in stories
    between = client.get("/groups/?from=2026-11-20&to=2026-11-20").context["lines"]
    assert [line.story for line, _ in between] == [story]


def test_an_outlet_and_days_are_asked_of_the_same_article(client: Client, archive) -> None:
    assert len(client.get("/groups/?source=daily-lantern&to=2026-11-02").context["lines"]) == 1
    assert len(client.get("/groups/?source=northline&from=2026-11-03&to=2026-11-03").context["lines"]) == 0


def test_an_unknown_filter_is_said_on_the_page_and_refused_in_tables_and_feeds(client: Client, archive) -> None:
    assert "“outlet” has no effect here, so it was ignored." in text_of(client.get("/groups/?outlet=northline"))
    assert "“share” has no effect here" in text_of(client.get("/similar/?kind=same+story&share=50"))
    for address in ("/groups.csv", "/groups/feed/", "/search.csv", "/search/feed/"):
        for query in ("outlet=northline", "source=bogus", "from=2026-02-31"):
            response = client.get(f"{address}?{query}")
            assert (address, query, response.status_code) == (address, query, 400)
        assert client.get(f"{address}?source=northline").status_code == 200


def test_a_feed_of_one_story_or_outlet_has_no_filters(client: Client, archive) -> None:
    for name, key in (("group_feed", archive["agency"].story.pk), ("source_feed", "northline")):
        for form in (name, f"{name}_json"):
            address = reverse(form, args=[key])
            refused = client.get(f"{address}?source=northline")
            assert (refused.status_code, refused.content) == (400, "“source” has no effect here.".encode())
            assert client.get(f"{address}?utm_source=reader").status_code == 200


def test_a_story_says_what_its_articles_share(client: Client, archive) -> None:
    why = client.get(archive["agency"].story.get_absolute_url()).context["why"]
    groups = dict(why.groups)
    assert {"Ruth Ansgar", "Port Calder"} <= set(groups["Names"])
    assert "pylon" in groups["Rare words"]
    assert why.days == [date(2026, 11, 2)]


def test_each_article_of_a_story_says_why_it_is_there(client: Client, archive) -> None:
    page = client.get(archive["agency"].story.get_absolute_url())
    told = {each.article.pk: each for each in page.context["told"]}
    own, agency = told[archive["own"].pk], told[archive["agency"].pk]
    pair = Pair.objects.get(left=archive["agency"], right=archive["own"])
    best = Pair.objects.of_article(archive["own"]).order_by("-probability").first()
    assert "Ruth Ansgar" in own.reason.words
    assert own.probability == best.probability >= pair.probability
    assert own.closest.pk in {archive["agency"].pk, archive["copy"].pk}
    assert agency.closest.pk == archive["copy"].pk
    assert not own.by_curator
    said = " ".join(page.content.decode().split())
    address = reverse("compare", args=[own.article.pk, own.closest.pk])
    assert f'story as {own.closest.source.name}, within a day · <a href="{address}#standing">why</a>' in said


def test_an_article_that_a_curator_put_there_says_so(client: Client, archive) -> None:
    actions.merge_stories([archive["agency"].story, archive["chess"].story], by=User.objects.create_user("ruth"))
    page = client.get(archive["agency"].story.get_absolute_url())
    assert [each.by_curator for each in page.context["told"]] == [True] * 5
    assert page.content.decode().count("Put together by a curator") == 5


def test_all_on_one_page_greys_what_an_earlier_article_said(client: Client, archive) -> None:
    news = client.get(reverse("group_all", args=[archive["agency"].story.pk])).context["news"]
    assert [piece.number for piece in news[0].pieces] == [None]
    assert {piece.number for piece in news[1].pieces} == {None, 1}
    assert news[1].pieces[-1].text.endswith("Follow us for more news from the harbour.")
    assert news[1].pieces[-1].number is None
    assert "".join(piece.text for piece in news[1].pieces) == archive["copy"].text


def test_two_ticked_articles_are_compared(client: Client, archive) -> None:
    pks = archive["agency"].pk, archive["own"].pk
    response = client.get(reverse("compare_two"), {"article": pks})
    assert response.url == reverse("compare", args=pks)


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ([], "No article was ticked."),
        ([1], "Only one"),
        ([1, 2, 3], "3 articles were ticked."),
        (["١", 1], "Only one"),
        (["²", "-1", "1" * 30], "No article was ticked."),
    ],
)
def test_any_other_number_of_ticks_is_said(client: Client, db, ticked: list[object], said: str) -> None:
    response = client.get(reverse("compare_two"), {"article": ticked})
    assert response.status_code == 400
    assert said in text_of(response)


def test_a_merged_story_redirects_to_the_one_that_stands_until_that_is_undone(client: Client, db) -> None:
    kept, middle, gone = (make_story(make_article(), make_article()) for _ in range(3))
    Story.objects.filter(pk=gone.pk).update(merged_into=middle)
    Story.objects.filter(pk=middle.pk).update(merged_into=kept)
    for name in ("group", "group_all", "api:group"):
        response = client.get(reverse(name, args=[gone.pk]))
        assert (response.status_code, response.url) == (301, reverse(name, args=[kept.pk]))
        assert response["Cache-Control"] == "no-cache"


def test_a_story_without_visible_articles_is_gone(client: Client, db) -> None:
    story = make_story(make_article(hidden=True))
    for name in ("group", "group_all"):
        assert client.get(reverse(name, args=[story.pk])).status_code == 410


def test_hidden_articles_do_not_stand_in_their_story(client: Client, archive) -> None:
    story = archive["agency"].story
    other = story.articles.exclude(title=story.title).earliest("pk")
    assert escape(other.title) in client.get(story.get_absolute_url()).content.decode()
    Article.objects.filter(pk=other.pk).update(hidden=True)
    assert escape(other.title) not in client.get(story.get_absolute_url()).content.decode()


def test_numbers_of_articles_are_written_for_machines(client: Client, db) -> None:
    story = make_story(make_article(pk=1_234_567), make_article(pk=1_234_568))
    html = client.get(story.get_absolute_url()).content.decode()
    assert 'name="article" value="1234567"' in html
    assert "1,234,567" not in html


def test_a_list_marks_own_reports_and_no_text_of_which_it_is_not_known_whose_it_is(client: Client, archive) -> None:
    lines = {line.story: line for line, _ in client.get("/").context["lines"]}
    line = lines[archive["agency"].story]
    assert [(chip.outlet.name, chip.sign) for chip in line.chips] == [
        ("Harbour Post", "own"),
        ("Northline", ""),
        ("Daily Lantern", ""),
    ]
    assert line.agency_copies == 0


def test_a_text_that_is_known_to_come_from_another_is_marked_as_a_copy(client: Client, archive) -> None:
    Pair.objects.filter(left=archive["agency"], right=archive["copy"]).update(origin="left")
    page = client.get(archive["agency"].story.get_absolute_url())
    assert [(each.article.source.name, each.sign) for each in page.context["told"]] == [
        ("Northline", "own"),
        ("Harbour Post", "own"),
        ("Daily Lantern", "copy"),
    ]
    assert "carries another text" in text_of(page)


def test_an_article_that_is_not_matched_yet_bears_no_sign(client: Client, archive) -> None:
    Article.objects.filter(pk=archive["own"].pk).update(needs_match=True)
    page = client.get(archive["agency"].story.get_absolute_url())
    signs = {each.article.source.name: each.sign for each in page.context["told"]}
    assert (signs["Harbour Post"], sorted(signs)) == ("", ["Daily Lantern", "Harbour Post", "Northline"])


def test_a_set_filter_is_a_link_that_removes_it_and_nothing_else(client: Client, archive) -> None:
    page = client.get("/groups/?source=northline&source=daily-lantern&outlets=2&from=2026-11-02&sort=biggest&page=1")
    assert page.context["active_filters"] == [
        ("Since 2 Nov 2026", "?source=northline&source=daily-lantern&outlets=2&sort=biggest"),
        ("Daily Lantern", "?source=northline&outlets=2&from=2026-11-02&sort=biggest"),
        ("Northline", "?source=daily-lantern&outlets=2&from=2026-11-02&sort=biggest"),
        ("At least 2 outlets", "?source=northline&source=daily-lantern&from=2026-11-02&sort=biggest"),
    ]


def test_stories_stand_under_their_last_day_if_they_are_sorted_by_it(client: Client, archive) -> None:
    assert "Thursday 5 November 2026" in text_of(client.get("/"))
    assert "Thursday 5 November 2026" not in text_of(client.get("/?sort=fastest"))


def test_filters_without_stories_say_so(client: Client, archive) -> None:
    assert "No stories match these filters." in text_of(client.get("/?from=2027-01-01"))


def test_the_first_report_is_not_known_where_the_days_are_too_close(client: Client, archive) -> None:
    summary = client.get(archive["agency"].story.get_absolute_url()).context["summary"]
    assert (summary.first, summary.why_unknown) == (None, "The earliest outlets are less than two days apart.")


def test_the_first_report_is_named_where_the_others_are_two_days_later(client: Client, archive) -> None:
    later = Article.objects.filter(story=archive["agency"].story).exclude(pk=archive["agency"].pk)
    later.update(published="2026-11-04T09:00:00Z")
    page = client.get(archive["agency"].story.get_absolute_url())
    assert page.context["summary"].first.name == "Northline"
    assert "every other outlet is at least two days later, and the next one reports the same event" in text_of(page)
