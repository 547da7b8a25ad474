"""What must make no claim and no error: dates that say nothing, credits that contradict each other, tiny texts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsgroups.common.dates import moment_of
from newsgroups.matching.origin import Origin, Write, origin_of
from newsgroups.matching.passages import align
from newsgroups.models import Article, Pair, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lineage.graph import Edge, Node, independent
from newsgroups.stories.lineage.load import lineage_of
from newsgroups.stories.pages.outlet_firsts import Standing, standing_of
from newsgroups.text.credits import find_credits
from newsgroups.web.charts.lineage_chart import lineage_chart
from tests.makers import make_article
from tests.web.conftest import AGENCY, OWN_WORDS

MORE = "\n\nReaders of this outlet sent pictures of the empty bridge in the early fog."


def origin(left: str, right: str) -> Origin:
    one, other = (
        Write(text, outlet, credits=tuple(find_credits(text)))
        for text, outlet in ((left, "Daily Lantern"), (right, "Harbour Post"))
    )
    return origin_of(one, other, align(left, right).passages)


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param([None, None, None], id="undated"),
        pytest.param(["1970-01-01T00:00:00+00:00", "1970-01-01T00:00:10+00:00", None], id="1970"),
        pytest.param(
            ["2026-11-02T09:00:05+00:00", "2026-11-02T09:00:20+00:00", "2026-11-02T09:00:50+00:00"], id="minute"
        ),
        pytest.param(["ahead", "ahead", "ahead"], id="future"),
    ],
)
def test_dates_that_say_nothing_make_no_claim(client: Client, db, dates: list[str | None]) -> None:
    texts = AGENCY, AGENCY + MORE, OWN_WORDS
    ahead = timezone.now() + timedelta(days=400)
    for text, outlet, date in zip(texts, ("Daily Lantern", "Harbour Post", "Kestrel Radio"), dates, strict=True):
        make_article(text, source=outlet, title="Harbour bridge shut", published=ahead if date == "ahead" else date)
    Article.objects.filter(published=ahead).update(published=ahead, first_seen=ahead)
    process_articles()
    story = Story.objects.groups().get()
    lineage = lineage_of(story)
    assert [edge.directed for edge in lineage.edges] == [False]
    assert story.independent_reports == 2
    page = client.get(story.get_absolute_url())
    assert page.status_code == 200
    assert page.context["summary"].first is None
    assert all(not line.directed for line in page.context["lineage_chart"].lines)
    served = client.get(f"/api/v1/groups/{story.pk}").json()
    assert {edge["directed"] for edge in served["lineage"]["edges"]} == {False}


def test_an_article_that_credits_five_agencies_names_none() -> None:
    credits = "PORT CALDER (AP/Reuters/AFP/dpa/UPI) — "
    found = origin(f"{credits}{AGENCY}", f"Commuters queued.\n\n{AGENCY}")
    assert (found.of, found.name, found.evidence[0].text) == ("unknown", "", "Several agencies are credited.")


@pytest.mark.parametrize(
    "quoted",
    [
        "“The Associated Press contributed to this report,” the mayor read aloud from the paper.",
        "He read: “As first reported by The Intercept, the bridge is shut,” and put the paper down.",
    ],
)
def test_a_credit_in_a_quotation_belongs_to_somebody_else(quoted: str) -> None:
    claiming = [
        each for each in find_credits(f"{quoted}\n\n{AGENCY}") if each.kind in ("contributed", "first reported")
    ]
    assert claiming == []


def test_outlets_that_name_each_other_make_no_origin() -> None:
    found = origin(
        f"{AGENCY}\n\nThis was reported by Harbour Post.", f"{AGENCY}\n\nThis was reported by Daily Lantern."
    )
    assert (found.of, found.name) == ("unknown", "")
    nodes = [Node(f"a{number}", f"Outlet {number}", number) for number in (1, 2, 3)]
    circle = [Edge(f"a{a}", f"a{b}", True, 0.1, 0.9) for a, b in ((1, 2), (2, 3), (3, 1))]
    assert independent(nodes, circle) == [["a1", "a2", "a3"]]


@pytest.mark.parametrize("texts", [("Bridge shut", "Bridge shut"), ("a", "b"), ("(AP) —", "(AP) —"), ("© AP", "© AP")])
def test_texts_of_two_words_make_no_claim(texts: tuple[str, str]) -> None:
    found = origin(*texts)
    assert (found.of, found.name, found.confidence) == ("unknown", "", 0.0)


def test_two_words_are_processed_and_shown(client: Client, db) -> None:
    articles = [make_article("Bridge shut", source=outlet) for outlet in ("Daily Lantern", "Harbour Post")]
    process_articles()
    assert not Pair.objects.exclude(origin__in=["", "unknown"]).exists()
    for article in articles:
        assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get(f"/compare/{articles[0].pk}/{articles[1].pk}/").status_code == 200


def test_an_outlet_is_not_first_by_dates_that_say_nothing() -> None:
    now = timezone.now()
    at = moment_of(now, "minute")
    assert standing_of(1, [(1, None), (2, at)], has_agency=False) == Standing.UNKNOWN
    assert standing_of(1, [(1, at), (2, None)], has_agency=False) == Standing.UNKNOWN
    assert standing_of(1, [(1, at), (2, at)], has_agency=False) == Standing.SHARED
    assert standing_of(1, [], has_agency=False) == Standing.UNKNOWN
    later = moment_of(now + timedelta(days=3), "minute")
    assert standing_of(1, [(1, at), (2, later)], has_agency=False) == Standing.FIRST
    assert standing_of(1, [(1, at), (2, later)], has_agency=True) == Standing.UNKNOWN
    assert standing_of(2, [(1, at), (2, later)], has_agency=False) == Standing.LATER


def test_a_story_without_shared_text_has_no_chart() -> None:
    assert lineage_chart([], {}) is None
