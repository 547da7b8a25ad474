import html
import shutil
from urllib.parse import urlencode

import pytest
from django.test import Client
from haystack import connections

from newsgroups.search.service import Suggestion


def titles(client: Client, query: str) -> list[str]:
    return [hit.article.title for hit in client.get(f"/search/?{query}").context["found"].hits]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_words_are_found_in_all_their_forms_and_marked(client: Client, archive) -> None:
    response = client.get("/search/?q=champions")
    assert response.context["found"].count == 2
    assert "Chess <mark>champion</mark> of Skerrow banned for two years" in text_of(response)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=bridge", 3),
        ("q=%22harbour+bridge%22", 3),
        ("q=bridge&source=daily-lantern", 1),
        ("q=bridge&from=2026-11-03", 1),
        ("q=bridge&to=2026-11-02", 2),
        ("source=northline", 2),
        ("q=bridge+-ferry", 0),
    ],
)
def test_queries_and_filters_go_together(client: Client, archive, query: str, count: int) -> None:
    assert client.get(f"/search/?{query}").context["found"].count == count


def test_results_can_be_sorted_by_date(client: Client, archive) -> None:
    newest = titles(client, "q=bridge&sort=newest&copies=all")
    assert newest == titles(client, "q=bridge&sort=oldest&copies=all")[::-1]
    assert newest[0] == "The long way round: Port Calder without its bridge"


def relaxed_filters(response) -> list[tuple[str, int, str]]:
    return [(way.label, way.count, way.address) for way in response.context["relaxed_filters"]]


def test_nothing_found_offers_what_would_find_something(client: Client, archive) -> None:
    response = client.get("/search/?q=bridge&source=kestrel-radio")
    assert relaxed_filters(response) == [("in all outlets", 3, "?q=bridge")]


def test_only_ways_that_find_something_are_offered(client: Client, archive) -> None:
    response = client.get("/search/?q=bridge&source=kestrel-radio&from=2026-11-05")
    assert relaxed_filters(response) == [("without filters", 3, "?q=bridge")]


def test_words_that_stand_nowhere_together_are_offered_one_by_one(client: Client, archive) -> None:
    response = client.get("/search/?q=the+ferry+chess")
    assert relaxed_filters(response) == [
        ("any of these words", 5, "?q=ferry+OR+chess"),
        ("without “ferry”", 2, "?q=the+chess"),
        ("without “chess”", 3, "?q=the+ferry"),
    ]
    assert "Ignored because it occurs in nearly every text: <q>the</q>." in text_of(response)


def test_a_misspelt_word_is_mended_from_the_archives_own_words(client: Client, archive) -> None:
    response = client.get("/search/?q=chess+champon+banned")
    assert response.context["found"].suggestion == Suggestion("chess champion banned", 2)
    assert (
        'Did you mean <a href="?q=chess+champion+banned"><b>chess champion banned</b></a>? It finds 2 articles.'
        in text_of(response)
    )
    assert "<q>champon</q> doesn’t occur in any article in the archive." in text_of(response)


def test_a_mended_query_that_finds_nothing_either_is_not_offered(client: Client, archive) -> None:
    text = text_of(client.get("/search/?q=champon&source=harbour-post"))
    assert "Did you mean" not in text
    assert "champion" not in text
    assert "Try fewer or other words" in text


def test_near_copies_are_folded_and_can_be_listed(client: Client, archive) -> None:
    response = client.get("/search/?q=bridge")
    assert "3 articles, 2 different texts, 1 story" in text_of(response)
    assert "<summary>and 1 near-identical</summary>" in text_of(response)
    assert len(titles(client, "q=bridge")) == 2
    assert len(titles(client, "q=bridge&copies=all")) == 3
    assert len(titles(client, f"q=bridge&like={archive['copy'].pk}")) == 2


def facet(client: Client, query: str, name: str) -> list[tuple[str, int, str, bool]]:
    facets = {each.name: each for each in client.get(f"/search/?{query}").context["facets"]}
    return [(each.label, each.count, each.address, each.chosen) for each in facets[name].choices]


def test_facets_are_links_that_add_a_filter_and_take_it_off(client: Client, archive) -> None:
    assert facet(client, "q=bridge&page=2", "Outlets") == [
        ("Daily Lantern", 1, "?q=bridge&source=daily-lantern", False),
        ("Harbour Post", 1, "?q=bridge&source=harbour-post", False),
        ("Northline", 1, "?q=bridge&source=northline", False),
    ]
    assert facet(client, "q=bridge&source=northline", "Outlets") == [
        ("Northline", 1, "?q=bridge", True),
        ("Daily Lantern", 1, "?q=bridge&source=northline&source=daily-lantern", False),
        ("Harbour Post", 1, "?q=bridge&source=northline&source=harbour-post", False),
    ]
    assert facet(client, "q=bridge&from=2026-11-01&to=2026-11-30", "Months") == [("Nov 2026", 3, "?q=bridge", True)]
    assert facet(client, "q=bridge&group=in", "Story") == [("In a story", 3, "?q=bridge", True)]


def test_filters_are_named_and_taken_off_one_by_one(client: Client, archive) -> None:
    address = "q=bridge&source=northline&from=2026-11-01&to=2026-11-30&language=en&group=in&copies=all"
    filters = client.get(f"/search/?{address}").context["filters"]
    assert [(each.label, each.address) for each in filters] == [
        ("Northline", "?q=bridge&from=2026-11-01&to=2026-11-30&language=en&group=in&copies=all"),
        ("from 1 Nov 2026 to 30 Nov 2026", "?q=bridge&source=northline&language=en&group=in&copies=all"),
        ("English", "?q=bridge&source=northline&from=2026-11-01&to=2026-11-30&group=in&copies=all"),
        ("In a story", "?q=bridge&source=northline&from=2026-11-01&to=2026-11-30&language=en&copies=all"),
        (
            "Show near copies separately",
            "?q=bridge&source=northline&from=2026-11-01&to=2026-11-30&language=en&group=in",
        ),
    ]


def test_another_query_keeps_the_filters(client: Client, archive) -> None:
    text = text_of(client.get("/search/?q=bridge&source=northline&language=unknown&sort=newest&page=1"))
    for name, value in (("source", "northline"), ("language", "unknown"), ("sort", "newest")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert 'type="hidden" name="page"' not in text


def test_bars_of_the_histogram_lead_to_their_days(client: Client, archive) -> None:
    chart = client.get("/search/?q=bridge").context["histogram"]
    assert [(bar.label, bar.value, bar.link) for bar in chart.bars] == [
        ("2 Nov 2026", 2, "?q=bridge&from=2026-11-02&to=2026-11-02"),
        ("3 Nov 2026", 1, "?q=bridge&from=2026-11-03&to=2026-11-03"),
    ]


def test_what_was_asked_wrongly_in_a_filter_is_said_and_left_out(client: Client, archive) -> None:
    address = "q=bridge&from=2018-02-30&language=%3Cscript%3E&group=both&like=x&copies=no&sort=best&source=nobody"
    response = client.get(f"/search/?{address}")
    assert (response.status_code, response.context["found"].count) == (200, 3)
    asked_wrongly = {"date_from", "language", "group", "like", "copies", "sort", "source"}
    assert set(response.context["form"].errors) == asked_wrongly


def test_what_could_not_be_read_is_said(client: Client, archive) -> None:
    response = client.get("/search/?q=%22harbour+bridge")
    assert response.status_code == 200
    (note,) = response.context["found"].notes
    assert str(note) in html.unescape(response.content.decode())


def test_a_missing_index_is_said_and_everything_else_works(client: Client, archive, own_index) -> None:
    shutil.rmtree(own_index)
    connections.reload("default")
    response = client.get("/search/?q=bridge")
    assert response.status_code == 503
    assert "Everything else of the site works." in text_of(response)
    assert "manage.py" in text_of(response)
    assert client.get("/readyz").json()["index"] == "The search index is missing or damaged. Run: manage.py reindex"
    assert client.get("/api/v1/search?q=bridge").status_code == 503
    for page in ("/", "/similar/", "/browse/", "/about/", archive["agency"].get_absolute_url()):
        assert client.get(page).status_code == 200


def test_every_example_of_the_help_is_of_the_archives_words_and_can_be_clicked(client: Client, archive) -> None:
    examples = client.get("/search/help/").context["examples"]
    assert len(examples) == 14
    for example in examples:
        found = client.get("/search/", {"q": example.query}).context["found"]
        assert (example.query, found.count, found.notes) == (example.query, example.count, [])
    assert [example.query for example in examples if not example.count] == ["author:smith"]


def test_examples_find_what_they_are_about(client: Client, archive) -> None:
    queries = [example.query for example in client.get("/search/help/").context["examples"]]
    remembered = next(query for query in queries if query.endswith('"~'))
    title = archive["chess"].title.split()
    assert remembered.strip('"~').split() == [*title[:4], *title[5:]]
    assert titles(client, urlencode({"q": remembered})) == [archive["chess"].title]
    misspelt = next(query for query in queries if query.endswith("~") and '"' not in query)
    assert len(misspelt) >= len("telephone~")


def test_the_help_of_an_empty_archive_has_examples_too(client: Client, db) -> None:
    examples = client.get("/search/help/").context["examples"]
    assert [example.query for example in examples][:2] == ["strike", "ferry strike"]


def test_an_address_leads_to_its_article_and_offers_to_look_up_its_text(client: Client, archive) -> None:
    address = f"{archive['agency'].url}?ocid=spartandhp"
    said = text_of(client.get("/search/", {"q": address}))
    assert f'<a href="{archive["agency"].get_absolute_url()}"' in said
    assert "Harbour bridge closed after crack is found</a>" in said
    assert f'<input type="hidden" name="text" value="{address}">' in said
    assert "Nothing was found" not in said


def test_an_unknown_address_is_said_to_be_unknown(client: Client, archive) -> None:
    said = text_of(client.get("/search/?q=https://other.example/news/one"))
    assert "No article in the archive has this address." in said


def test_words_beside_an_address_are_searched_for(client: Client, archive) -> None:
    assert client.get("/search/?q=bridge OR https://other.example/one").context["found"].count == 3
