"""Names of one outlet: by the rule on sites, and by the curators' hand."""

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, CurationEvent, Pair, Source, Story
from newsgroups.pipeline.process import find_differences, process_articles
from newsgroups.search.results.search_filters import narrowing
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.log import RefusedCuration
from newsgroups.web.forms.filtered_rows import pairs_of, stories_of
from newsgroups.web.forms.list_filters import GroupsForm, SimilarForm
from newsgroups.web.forms.outlet_picker import outlet_picker
from tests.makers import make_article
from tests.web.conftest import AGENCY, OWN_WORDS


@pytest.fixture
def curator(db) -> User:
    return User.objects.create_superuser("ada", password="crack in the pylon")


@pytest.fixture
def archive(db) -> dict[str, Article]:
    """One text under two names of one site, and a third outlet."""
    articles = {
        "web": make_article(AGENCY, source="HPN (Web News)", url="https://hpn.com/1", title="Harbour bridge shut"),
        "more": make_article(OWN_WORDS, source="HPN (Web News)", url="https://hpn.com/2", title="The long way round"),
        "paper": make_article(AGENCY, source="Harbour Post Newspaper", url="https://hpn.com/3", title="Bridge shut"),
        "other": make_article(
            f"{AGENCY}\n\nIt will stay shut until spring.", source="Kestrel Radio", url="https://kestrel.fm/1",
            title="Crack shuts the harbour bridge",
        ),
    }  # fmt: skip
    process_articles()
    return articles


def outlets() -> dict[str, str | None]:
    return {source.name: source.outlet and source.outlet.name for source in Source.objects.select_related("outlet")}


def test_names_of_one_site_are_one_outlet(archive) -> None:
    assert outlets() == {
        "HPN (Web News)": None,
        "Harbour Post Newspaper": "HPN (Web News)",
        "Kestrel Radio": None,
    }


def test_they_count_once_in_stories_pairs_and_the_list_of_outlets(archive) -> None:
    story = Story.objects.groups().get()
    assert (story.article_count, story.source_count) == (4, 2)
    same = {(pair.left_id, pair.right_id): pair.same_source for pair in Pair.objects.all()}
    assert same[archive["web"].pk, archive["paper"].pk] is True
    assert same[archive["web"].pk, archive["other"].pk] is False
    listed = Source.objects.with_articles()
    assert [(source.name, source.articles) for source in listed] == [("HPN (Web News)", 3), ("Kestrel Radio", 1)]


@pytest.mark.parametrize("slug", ["hpn-(web-news)", "harbour-post-newspaper"])
def test_a_filter_by_either_name_gives_all(archive, slug) -> None:
    Source.objects.filter(name="HPN (Web News)").update(slug="hpn")
    slug = slug.replace("hpn-(web-news)", "hpn")
    source = Source.objects.filter(slug=slug)
    assert Article.objects.of_sources(source).count() == 3
    assert stories_of(GroupsForm({"source": slug})).count() == 1
    assert pairs_of(SimilarForm({"source": slug, "from": "", "to": ""})).count() == 3


def test_an_outlet_is_called_by_each_of_its_names_and_slugs(archive) -> None:
    asked = ("HPN (Web News)", "Harbour Post Newspaper", "harbour-post-newspaper", "harbour post newspaper")
    assert [Source.objects.called(name).name for name in asked] == ["HPN (Web News)"] * 4
    assert Source.objects.called("Kestrel Radio").name == "Kestrel Radio"
    assert Source.objects.called("Lantern") is None
    main = Source.objects.get(name="HPN (Web News)").slug
    assert narrowing(sources=["harbour-post-newspaper", "lantern"]).sources == (main, "lantern")
    assert narrowing(sources=[Source.objects.get(slug="harbour-post-newspaper")]).sources == (main,)


def test_a_list_offers_an_outlet_once_with_the_articles_of_all_its_names(archive) -> None:
    form = GroupsForm(QueryDict("source=harbour-post-newspaper"))
    assert form.is_valid()
    assert [(each.name, each.articles, each.is_chosen) for each in outlet_picker(form).choices] == [
        ("HPN (Web News)", 3, True),
        ("Kestrel Radio", 1, False),
    ]


def test_search_and_its_facet_know_one_outlet(client: Client, archive) -> None:
    found = client.get("/api/v1/search?q=bridge&source=harbour-post-newspaper").json()
    facet = client.get("/api/v1/search?q=bridge").json()["facets"]["source"]
    named = client.get("/api/v1/search?q=source:harbour-post-newspaper").json()
    main = Source.objects.get(name="HPN (Web News)").slug
    assert (found["count"], named["count"], facet[main]) == (3, 3, 3)
    assert "harbour-post-newspaper" not in facet


def test_the_page_of_a_name_leads_to_the_outlet(client: Client, archive) -> None:
    main = Source.objects.get(name="HPN (Web News)")
    Source.objects.filter(pk=main.pk).update(slug="hpn")
    response = client.get(reverse("source", args=["harbour-post-newspaper"]))
    assert (response.status_code, response["Location"]) == (302, "/sources/hpn/")
    page = " ".join(client.get("/sources/hpn/").content.decode().split())
    assert "Also listed as Harbour Post Newspaper: these names count as this outlet." in page
    for slug in ("hpn", "harbour-post-newspaper"):
        feed = client.get(reverse("source_feed_json", args=[slug])).json()
        assert (feed["title"], len(feed["items"])) == ("Newsgroups: HPN (Web News)", 3)
    assert client.get("/api/v1/sources/harbour-post-newspaper").json()["other_names"] == ["Harbour Post Newspaper"]


def test_a_curator_joins_outlets_and_takes_it_back(archive, curator) -> None:
    radio = Source.objects.get(name="Kestrel Radio")
    event = actions.join_outlets([radio, Source.objects.get(name="Harbour Post Newspaper")], by=curator)
    assert event.summary == "Joined “Kestrel Radio” to the outlet “HPN (Web News)”"
    assert Story.objects.groups().get().source_count == 1
    assert not Pair.objects.between_outlets().exists()
    process_articles()
    assert outlets()["Kestrel Radio"] == "HPN (Web News)"
    assert find_differences() == []
    actions.undo(event, by=curator)
    process_articles()
    assert outlets()["Kestrel Radio"] is None
    assert Story.objects.groups().get().source_count == 2
    assert Pair.objects.between_outlets().count() == 3
    assert find_differences() == []


def test_what_a_curator_parted_no_rule_joins(archive, curator) -> None:
    paper = Source.objects.get(name="Harbour Post Newspaper")
    event = actions.part_outlets([paper], by=curator)
    assert event.summary == "Made “Harbour Post Newspaper” an outlet of its own"
    make_article("Another text entirely about a dairy in the valley.", source="HPN Sport", url="https://hpn.com/9")
    process_articles(rebuild=True)
    assert outlets()["Harbour Post Newspaper"] is None
    assert outlets()["HPN Sport"] == "HPN (Web News)"
    assert Story.objects.groups().get().source_count == 3
    assert find_differences() == []


def test_decisions_that_make_no_sense_are_refused(archive, curator) -> None:
    web, paper = (Source.objects.get(name=name) for name in ("HPN (Web News)", "Harbour Post Newspaper"))
    with pytest.raises(RefusedCuration, match="at least two different outlets"):
        actions.join_outlets([web, paper], by=curator)
    with pytest.raises(RefusedCuration, match="None of these is another name"):
        actions.part_outlets([web], by=curator)


def test_the_admin_joins_outlets_after_a_question(client: Client, archive, curator) -> None:
    client.force_login(curator)
    chosen = list(Source.objects.filter(name__in=["Kestrel Radio", "HPN (Web News)"]).values_list("pk", flat=True))
    sent = {"action": "join", "_selected_action": chosen}
    page = client.post(reverse("admin:newsgroups_source_changelist"), sent).content.decode()
    assert "Are these one outlet?" in page
    client.post(reverse("admin:newsgroups_source_changelist"), sent | {"confirmed": "1", "reason": "one house"})
    event = CurationEvent.objects.get()
    assert (event.action, event.reason, outlets()["Kestrel Radio"]) == ("outlets", "one house", "HPN (Web News)")
