"""Credits, origins and independent reports on pages, in feeds and in the API."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from newsgroups.ingest.normalize.row import checked_row
from newsgroups.ingest.store.upsert import store_rows
from newsgroups.models import Article, Credit, CurationEvent, Pair, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation import actions
from tests.makers import make_article
from tests.web.conftest import AGENCY, OWN_WORDS


@pytest.fixture
def agency(db) -> dict[str, Article]:
    """An agency's text on its own page and in two outlets, one of which credits it, and an independent report."""
    articles = {
        "page": make_article(f"PORT CALDER (AP) — {AGENCY}", source="Associated Press", title="Harbour bridge shut"),
        "credited": make_article(
            f"{AGENCY}\n\nThe Associated Press contributed to this report.", source="Daily Lantern", title="Bridge shut"
        ),
        "bare": make_article(AGENCY, source="Harbour Post", title="Crack shuts harbour bridge"),
        "own": make_article(OWN_WORDS, source="Kestrel Radio", title="The long way round without the bridge"),
    }
    process_articles()
    for article in articles.values():
        article.refresh_from_db()
    return articles


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_credits_are_stored_with_their_places(agency) -> None:
    stored = [
        (credit.article_id, credit.agency, credit.kind, credit.article.text[credit.start : credit.end])
        for credit in Credit.objects.select_related("article").order_by("article_id")
    ]
    assert stored == [
        (agency["page"].pk, "AP", "dateline", "PORT CALDER (AP)"),
        (agency["credited"].pk, "AP", "contributed", "The Associated Press contributed to this report"),
    ]
    assert [agency[name].credits_agency for name in agency] == [True, True, False, False]


def test_what_is_changed_is_read_again(agency) -> None:
    assert [credit.agency for credit in Credit.objects.filter(article=agency["page"])] == ["AP"]
    Article.objects.filter(pk=agency["page"].pk).update(text=AGENCY, needs_credits=True)
    process_articles()
    assert [credit.agency for credit in Credit.objects.filter(article=agency["page"])] == []


def test_reading_credits_again_counts_the_reports_of_the_story_again(agency) -> None:
    story = agency["page"].story
    counted = story.independent_reports
    Story.objects.filter(pk=story.pk).update(independent_reports=counted + 40)
    process_articles()
    story.refresh_from_db()
    assert story.independent_reports == counted + 40
    Article.objects.filter(pk=agency["own"].pk).update(needs_credits=True)
    process_articles()
    story.refresh_from_db()
    assert story.independent_reports == counted


def test_text_that_names_an_agencys_own_writer_is_the_agencys(db) -> None:
    line = "Associated Press writer Bo Lund in Oakhallow contributed to this report."
    texts = {"Daily Lantern": f"{AGENCY}\n\n{line}", "Harbour Post": f"{OWN_WORDS}\n\nBy the Associated Press."}
    for outlet, text in texts.items():
        make_article(text, source=outlet, title=f"Bridge shut, says {outlet}")
    process_articles()
    kinds = dict(Article.objects.values_list("source__name", "text_kind"))
    assert kinds == {"Daily Lantern": "agency", "Harbour Post": "own"}
    assert list(Credit.objects.of_whole_texts().values_list("agency", "kind", "by_writer")) == [
        ("AP", "contributed", True)
    ]


def test_whose_text_an_article_carries_follows_from_its_pairs(agency) -> None:
    assert {name: article.text_kind for name, article in agency.items()} == {
        "page": "own",
        "credited": "agency",
        "bare": "agency",
        "own": "own",
    }


def test_a_story_counts_its_independent_reports(client: Client, agency) -> None:
    story = agency["page"].story
    story.refresh_from_db()
    assert (story.article_count, story.independent_reports) == (4, 2)
    assert "2 independent reports" in text_of(client.get("/groups/"))
    assert "2 independent reports" in text_of(client.get(story.get_absolute_url()))
    assert "4 articles, 2 independent reports" in text_of(client.get("/groups/feed/"))
    assert b",4,4,2" in b"".join(client.get("/groups.csv"))


@pytest.mark.parametrize(("query", "count"), [("independent=2", 1), ("independent=3", 0), ("sort=independent", 1)])
def test_stories_can_be_filtered_and_sorted_by_independent_reports(
    client: Client, agency, query: str, count: int
) -> None:
    assert len(client.get(f"/groups/?{query}").context["lines"]) == count
    assert client.get(f"/api/v1/groups?{query}").json()["count"] == count


def test_an_article_shows_whom_it_credits_with_the_words(client: Client, agency) -> None:
    html = text_of(client.get(agency["credited"].get_absolute_url()))
    assert "Part of the text: Associated Press (contributed): <a" in html
    assert "“The Associated Press contributed to this report”</a>" in html
    assert "Associated Press (dateline)" not in text_of(client.get(agency["page"].get_absolute_url()))


def test_a_comparison_says_where_the_text_comes_from_with_its_evidence(client: Client, agency) -> None:
    html = text_of(client.get(reverse("compare", args=[agency["bare"].pk, agency["page"].pk])))
    assert ">Harbour Post carries text of Associated Press; its stored text does not say so. <" in html
    assert "Right: Associated Press’s own page" in html
    assert "“PORT CALDER (AP)”</a>" in html


def test_the_api_serves_the_origin(client: Client, agency) -> None:
    left, right = agency["bare"], agency["page"]
    served = client.get(f"/api/v1/compare/{left.pk}/{right.pk}").json()
    assert (served["origin"]["of"], served["origin"]["name"]) == ("right", "Associated Press")
    assert 0 < served["origin"]["confidence"] <= 1
    assert served["origin"]["evidence"][1] == {
        "text": "Credits Associated Press (dateline)",
        "side": "right",
        "start": 0,
        "end": 16,
    }
    assert served["right"]["credits"] == [
        {"agency": "AP", "name": "Associated Press", "kind": "dateline", "field": "text", "start": 0, "end": 16}
    ]


def test_the_api_finds_an_article_by_its_address(client: Client, agency) -> None:
    article = agency["page"]
    (served,) = client.get("/api/v1/articles", {"url": f"{article.url}?utm_source=feed"}).json()["results"]
    assert (served["id"], served["published_precision"]) == (article.pk, "minute")
    assert [credit["agency"] for credit in served["credits"]] == ["AP"]
    assert client.get("/api/v1/articles", {"url": "https://nowhere.example/1"}).json() == {"results": []}
    assert client.get("/api/v1/articles", {"url": "no address"}).status_code == 422
    Article.objects.filter(pk=article.pk).update(hidden=True)
    assert client.get("/api/v1/articles", {"url": article.url}).json() == {"results": []}


def test_the_api_serves_the_lineage_of_a_story(client: Client, agency) -> None:
    served = client.get(f"/api/v1/groups/{agency['page'].story_id}").json()
    assert served["independent_reports"] == 2
    own = {node["name"]: node["is_own"] for node in served["lineage"]["nodes"]}
    assert own == {"Associated Press": True, "Daily Lantern": False, "Harbour Post": False, "Kestrel Radio": True}
    directed = {(edge["source"], edge["target"]) for edge in served["lineage"]["edges"] if edge["directed"]}
    page = f"a{agency['page'].pk}"
    assert directed == {(page, f"a{agency['credited'].pk}"), (page, f"a{agency['bare'].pk}")}


def test_the_lineage_is_a_table_on_the_page_and_a_graph_to_take_away(client: Client, agency) -> None:
    story = agency["page"].story
    assert "Text these articles share" in text_of(client.get(story.get_absolute_url()))
    dot = client.get(reverse("lineage_dot", args=[story.pk]))
    assert dot["Content-Type"] == "text/vnd.graphviz; charset=utf-8"
    assert f'"a{agency["page"].pk}" -> "a{agency["bare"].pk}" [label="100%"];' in dot.content.decode()
    served = client.get(reverse("lineage_json", args=[story.pk])).json()
    assert served == client.get(f"/api/v1/groups/{story.pk}").json()["lineage"]


def test_outlets_of_a_graph_cannot_break_out_of_it(client: Client, agency) -> None:
    agency["bare"].source.name = 'Harbour "Post" \\'
    agency["bare"].source.save()
    dot = client.get(reverse("lineage_dot", args=[agency["page"].story_id])).content.decode()
    assert '[label="Harbour \\"Post\\" \\\\", shape=ellipse]' in dot


def test_reports_are_counted_anew_when_a_story_changes(agency) -> None:
    agency["own"].hidden = True
    agency["own"].needs_match = True
    agency["own"].save()
    process_articles()
    assert [story.independent_reports for story in Story.objects.groups()] == [1]


def test_all_of_it_can_be_made_anew(agency) -> None:
    before = list(Pair.objects.order_by("left", "right").values_list("left", "right", "origin", "taken_left"))
    process_articles(rebuild=True)
    assert list(Pair.objects.order_by("left", "right").values_list("left", "right", "origin", "taken_left")) == before
    assert [story.independent_reports for story in Story.objects.groups()] == [2]


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("own", ["Harbour bridge shut", "The long way round without the bridge"]),
        ("agency", ["Bridge shut", "Crack shuts harbour bridge"]),
        ("republished", []),
    ],
)
def test_a_search_can_be_narrowed_to_whose_text_it_is(client: Client, agency, kind: str, titles: list[str]) -> None:
    response = client.get(f"/search/?q=bridge&copies=all&text_kind={kind}")
    assert sorted(hit.article.title for hit in response.context["found"].hits) == titles
    served = client.get(f"/api/v1/search?q=bridge&text_kind={kind}").json()
    assert sorted(each["title"] for each in served["results"]) == titles
    assert served["facets"]["text_kind"] == {"own": 2, "agency": 2}


def test_a_search_offers_whose_text_to_look_at(client: Client, agency) -> None:
    response = client.get("/search/?q=bridge&copies=all")
    (facet,) = (facet for facet in response.context["facets"] if facet.name == "Text")
    assert [(choice.label, choice.count) for choice in facet.choices] == [
        ("Own text, as far as is known", 2),
        ("Agency or syndicated", 2),
    ]


def test_groups_and_similar_can_be_narrowed_to_whose_text_it_is(client: Client, agency) -> None:
    assert len(client.get("/groups/?text_kind=agency").context["lines"]) == 1
    assert len(client.get("/groups/?text_kind=republished").context["lines"]) == 0
    assert client.get("/api/v1/groups?text_kind=agency").json()["count"] == 1
    both_own = client.get("/similar/?text_kind=republished").context["page"]
    assert both_own.count == 0
    assert client.get("/similar/?text_kind=agency").context["page"].count > 0


def offered(client: Client, address: str) -> list[str]:
    """The kinds of text that the filter of a page offers, with their counts."""
    return [label for _, label in client.get(address).context["form"].fields["text_kind"].choices]


@pytest.mark.parametrize(
    "others", ["", "from=2020-01-01", "from=2099-01-01", "source=harbour-post", "text_kind=agency"]
)
def test_groups_offer_each_kind_of_text_with_the_number_of_stories(client: Client, agency, others: str) -> None:
    fixed = others.replace("text_kind=agency", "")
    counts = [
        client.get(f"/api/v1/groups?{fixed}&text_kind={kind}").json()["count"]
        for kind in ("own", "agency", "republished")
    ]
    assert offered(client, f"/groups/?{others}") == [
        "any text",
        f"Own text, as far as is known ({counts[0]})",
        f"Agency or syndicated ({counts[1]})",
        f"Republished ({counts[2]})",
    ]
    assert (counts == [0, 0, 0]) == (others == "from=2099-01-01")


@pytest.mark.parametrize(
    "others", ["", "from=2020-01-01", "source=harbour-post", "text_kind=agency", "kind=same+story"]
)
def test_similar_offers_each_kind_of_text_with_the_number_of_pairs(client: Client, agency, others: str) -> None:
    fixed = others.replace("text_kind=agency", "")
    own, agencys, republished = (
        client.get(f"/similar/?{fixed}&text_kind={kind}").context["page"].count
        for kind in ("own", "agency", "republished")
    )
    assert offered(client, f"/similar/?{others}") == [
        "any text",
        f"Own text, as far as is known ({own})",
        f"Agency or syndicated ({agencys})",
        f"Republished ({republished})",
    ]
    assert own > 0
    assert agencys > 0


def test_a_story_of_agency_text_alone_counts_as_no_own_text(client: Client, db) -> None:
    for outlet in ("Daily Lantern", "Harbour Post"):
        make_article(f"PORT CALDER (AP) — {AGENCY}", source=outlet, title=f"Harbour bridge shut, says {outlet}")
    process_articles()
    assert offered(client, "/groups/")[1:3] == ["Own text, as far as is known (0)", "Agency or syndicated (1)"]
    assert offered(client, "/similar/")[1:3] == ["Own text, as far as is known (0)", "Agency or syndicated (1)"]


def test_an_outlet_says_whom_it_took_text_from_with_a_link_to_these_pairs(client: Client, agency) -> None:
    page = client.get(reverse("source", args=["harbour-post"]))
    figures = page.context["figures"]
    assert [(source.name, number) for source, number in figures.took] == [("Associated Press", 1)]
    assert figures.gave == []
    address = "/similar/?from_outlet=associated-press&by_outlet=harbour-post"
    assert f'href="{address.replace("&", "&amp;")}">1 pair</a>' in page.content.decode()
    (pair,) = client.get(address).context["page"].items
    assert {pair.left, pair.right} == {agency["page"], agency["bare"]}


def test_an_outlet_counts_whose_text_its_articles_carry(client: Client, agency) -> None:
    figures = client.get(reverse("source", args=["associated-press"])).context["figures"]
    assert figures.text_kinds == [("own", "Own text, as far as is known", 1)]
    assert [(source.name, number) for source, number in figures.gave] == [("Daily Lantern", 1), ("Harbour Post", 1)]


def test_what_curators_do_to_a_story_counts_its_reports_at_once(agency) -> None:
    other = make_article("The chess federation of Skerrow has banned its champion.", source="Touchline", title="Chess")
    process_articles()
    other.refresh_from_db()
    curator = User.objects.create_user("ruth")
    story = Story.objects.groups().get()
    assert other.story_id != story.pk
    actions.move_articles([other], to=story, by=curator)
    agency["page"].story.refresh_from_db()
    assert agency["page"].story.independent_reports == 3
    actions.hide_articles([agency["own"], other], by=curator)
    agency["page"].story.refresh_from_db()
    assert agency["page"].story.independent_reports == 1


def test_names_in_the_contract(client: Client, agency) -> None:
    """What checks from outside use, literally."""
    (article,) = client.get("/api/v1/articles", {"url": agency["page"].url}).json()["results"]
    assert (article["published"], article["published_precision"]) == ("2026-11-02T09:00:00Z", "minute")
    assert [{name: each[name] for name in ("agency", "kind", "start", "end")} for each in article["credits"]] == [
        {"agency": "AP", "kind": "dateline", "start": 0, "end": 16}
    ]
    compared = client.get(f"/api/v1/compare/{agency['page'].pk}/{agency['bare'].pk}").json()
    assert set(compared["origin"]) >= {"of", "name", "confidence", "evidence"}
    assert compared["origin"]["evidence"][0] == {
        "text": "Associated Press’s own page", "side": "left", "start": None, "end": None,
    }  # fmt: skip
    story = client.get(f"/api/v1/groups/{agency['page'].story_id}").json()
    assert story["independent_reports"] == 2
    assert set(story["lineage"]) == {"nodes", "edges"}
    document = client.get("/api/v1/openapi.json").json()
    for path in ("articles", "compare/{left}/{right}", "groups/{pk}"):
        answer = document["paths"][f"/api/v1/{path}"]["get"]["responses"]["200"]
        assert "$ref" in answer["content"]["application/json"]["schema"]


def test_the_story_page_draws_the_lineage_with_arrows_where_the_origin_is_known(client: Client, agency) -> None:
    page = client.get(agency["page"].story.get_absolute_url())
    chart = page.context["chart"]
    directed = {flow.title.split(" is the origin")[0] for flow in chart.flows if flow.directed}
    assert directed == {"Associated Press"}
    assert page.content.decode().count('marker-end="url(#to-copy)"') == sum(flow.directed for flow in chart.flows) == 2


def test_a_curator_corrects_an_origin_and_it_survives_every_rebuilding(client: Client, agency) -> None:
    curator = User.objects.create_superuser("ada")
    client.force_login(curator)
    page, bare = agency["page"].pk, agency["bare"].pk
    sent = {"origin": "third", "name": "Port Authority", "reason": "its press release"}
    answer = client.post(reverse("correct_origin", args=[bare, page]), sent, follow=True)
    assert "comes from Port Authority" in text_of(answer)
    process_articles(rebuild=True)
    assert Pair.objects.values_list("origin", "origin_name").get(left=page, right=bare) == ("third", "Port Authority")
    served = client.get(f"/api/v1/compare/{bare}/{page}").json()["origin"]
    assert (served["of"], served["name"], served["confidence"]) == ("third", "Port Authority", 1.0)
    assert served["evidence"][0]["text"].endswith(": its press release")
    lineage = client.get(f"/api/v1/groups/{agency['page'].story_id}").json()["lineage"]
    assert ["carries text of Port Authority", "a curator says so"] in [each["evidence"] for each in lineage["edges"]]
    actions.undo(CurationEvent.objects.get(), by=curator)
    process_articles()
    assert Pair.objects.values_list("origin", "origin_name").get(left=page, right=bare)[0] == "left"


def test_a_correction_that_makes_no_sense_is_refused(client: Client, agency) -> None:
    client.force_login(User.objects.create_superuser("ada"))
    for left, right, sent, said in (
        ("page", "bare", {"origin": "third"}, "A third party needs a name."),
        ("page", "bare", {"origin": "moon"}, "Say where the text comes from."),
        ("page", "own", {"origin": "left"}, "These two articles share no text."),
    ):
        answer = client.post(reverse("correct_origin", args=[agency[left].pk, agency[right].pk]), sent, follow=True)
        assert said in text_of(answer)
    assert not CurationEvent.objects.exists()


def test_visitors_correct_nothing(client: Client, agency) -> None:
    answer = client.post(reverse("correct_origin", args=[agency["page"].pk, agency["bare"].pk]), {"origin": "left"})
    assert answer.status_code == 302
    assert not CurationEvent.objects.exists()


def test_the_origin_of_each_passage_of_a_story_is_one_click_away(client: Client, agency) -> None:
    story = agency["page"].story_id
    page = text_of(client.get(reverse("group_passages", args=[story])))
    assert "Associated Press</a>, also in" in page
    served = client.get(f"/api/v1/groups/{story}/passages").json()
    assert served["count"] == 4
    bare = next(each for each in served["results"] if each["article"] == agency["bare"].pk)
    first = bare["passages"][0]
    assert (first["start"], first["origin"], first["name"]) == (0, agency["page"].pk, "Associated Press")


def test_copies_fold_under_their_origin_in_groups_and_search(client: Client, agency) -> None:
    page = client.get(reverse("groups"))
    ((line, _),) = page.context["lines"]
    assert [(chip.outlet.name, chip.carriers) for chip in line.chips] == [
        ("Associated Press", ("Daily Lantern", "Harbour Post")),
        ("Kestrel Radio", ()),
    ]
    assert "+ 2 with its text" in text_of(page)
    hits = client.get(reverse("search"), {"q": "crack pylon Ansgar vehicles"}).context["found"].hits
    assert hits[0].article.source.name == "Associated Press"
    assert sorted(copy.source.name for copy in hits[0].copies) == ["Daily Lantern", "Harbour Post"]


@pytest.mark.parametrize(
    "dates",
    [
        [None, None, None],
        ["1970-01-01T00:00:00+00:00", "1970-01-01T00:00:05+00:00", "1970-01-01T00:00:09+00:00"],
        ["2026-11-02T09:00:01+00:00", "2026-11-02T09:00:20+00:00", "2026-11-02T09:00:59+00:00"],
        ["2099-01-01T00:00:00+00:00", "2099-06-01T00:00:00+00:00", "2100-01-01T00:00:00+00:00"],
    ],
    ids=["undated", "1970", "one minute", "future"],
)
def test_dates_that_say_nothing_make_nobody_the_first(client: Client, db, dates: list[str | None]) -> None:
    rows = [
        {"url": f"https://outlet{n}.com/a", "title": f"Bridge shut {n}", "text": text, "source": f"Outlet {n}"}
        | ({"published": at} if at else {})
        for n, (at, text) in enumerate(zip(dates, (AGENCY, AGENCY, OWN_WORDS), strict=True))
    ]
    store_rows([checked_row(row) for row in rows])
    process_articles()
    assert set(Pair.objects.exclude(kind="same story").values_list("origin", flat=True)) == {"unknown"}
    story = Story.objects.groups().get()
    page = client.get(story.get_absolute_url())
    assert (page.status_code, page.context["summary"].first) == (200, None)
    for number in range(3):
        figures = client.get(reverse("source", args=[f"outlet-{number}"])).context["figures"]
        assert (figures.firsts.first, figures.took, figures.gave) == (0, [], [])
    served = client.get(f"/api/v1/groups/{story.pk}").json()
    assert [edge["directed"] for edge in served["lineage"]["edges"]] == [False] * len(served["lineage"]["edges"])


def test_an_agency_does_not_take_text_from_itself(agency, client: Client) -> None:
    page = text_of(client.get(agency["page"].source.get_absolute_url()))
    assert "(credited)" not in page
    assert "Associated Press (text not in the archive" not in page


@pytest.fixture
def carried(db) -> Story:
    """A story whose two texts carry an agency's text that the archive does not have, beside a page of that agency."""
    drought = "A drought has left the reservoirs above Quillburgh at a third of what they hold in an average July."
    make_article(drought, source="Associated Press", title="Drought empties reservoirs above Quillburgh")
    for outlet in ("Daily Lantern", "Harbour Post"):
        make_article(f"PORT CALDER (AP) — {AGENCY}", source=outlet, title="Harbour bridge shut")
    process_articles()
    return Article.objects.get(source__name="Harbour Post").story


def test_a_text_of_an_agency_leads_to_its_outlet_and_to_those_that_carry_it(carried: Story, client: Client) -> None:
    page = text_of(client.get(carried.get_absolute_url()))
    assert '<a href="/sources/associated-press/">Associated Press</a>’s text' in page
    assert f'/search/?group={carried.pk}&amp;text_kind=agency">articles that carry agency text</a>' in page
    outlet = text_of(client.get("/sources/harbour-post/"))
    assert '<a href="/sources/associated-press/">Associated Press</a> <span class="soft">(credited)' in outlet
    found = client.get(f"/search/?group={carried.pk}&text_kind=agency")
    assert found.status_code == 200
    assert found.content.decode().count("Harbour bridge shut") >= 2
