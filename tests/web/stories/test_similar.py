import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Pair
from newsgroups.templatetags.formats import apart
from tests.makers import make_article


def pairs(client: Client, query: str) -> list[tuple[str, str]]:
    items = client.get(f"/similar/?{query}").context["page"].items
    return [(pair.upper.source.name, pair.lower.source.name) for pair in items]


def test_pairs_stand_with_the_newest_first(client: Client, archive) -> None:
    found = pairs(client, "")
    assert found[0] == ("Northline", "Kestrel Radio")
    assert ("Northline", "Daily Lantern") in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=near+copy", [("Northline", "Daily Lantern")]),
        ("source=kestrel-radio", [("Northline", "Kestrel Radio")]),
        ("to=2026-11-02", [("Northline", "Daily Lantern")]),
        ("from=2027-01-01", []),
        ("kind=identical", []),
    ],
)
def test_pairs_can_be_filtered(client: Client, archive, query: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(client, query) == expected


def test_a_pair_that_is_more_probably_two_stories_than_one_is_not_listed(client: Client, archive) -> None:
    retold = Pair.objects.filter(kind=Pair.Kind.SAME_STORY)
    for probability, listed in ((0.51, True), (0.49, False)):
        retold.update(probability=probability, score=probability)
        assert (("Northline", "Kestrel Radio") in pairs(client, "")) is listed


def test_no_pair_within_the_filters_says_so(client: Client, archive) -> None:
    assert "No pairs match these filters." in client.get("/similar/?kind=identical").content.decode()


def test_two_articles_stand_side_by_side_with_their_passages(client: Client, archive) -> None:
    left, right = archive["agency"], archive["copy"]
    comparison = client.get(reverse("compare", args=[left.pk, right.pk])).context["comparison"]
    assert "".join(shown.segment.text for shown in comparison.left.segments) == left.text
    assert "".join(shown.segment.text for shown in comparison.right.segments) == right.text
    numbers = [each.segment.passage_number for each in comparison.left.segments if each.segment.passage_number]
    assert numbers == sorted(set(numbers)) != []
    assert comparison.days_apart == pytest.approx(1.5 / 24)


def test_a_number_jumps_to_the_same_passage_of_the_other_text(client: Client, archive) -> None:
    html = client.get(reverse("compare", args=[archive["agency"].pk, archive["copy"].pk])).content.decode()
    assert html.count('id="left-1"') == html.count('id="right-1"') == 1
    assert html.count('href="#right-1"') == html.count('href="#left-1"') == 1


def test_articles_that_share_nothing_say_so(client: Client, archive) -> None:
    html = client.get(reverse("compare", args=[archive["agency"].pk, archive["chess"].pk])).content.decode()
    assert "No passage in the same words" in html


def test_a_text_of_which_nothing_was_copied_is_not_said_to_be_told_nowhere(client: Client, archive) -> None:
    html = client.get(reverse("compare", args=[archive["agency"].pk, archive["own"].pk])).content.decode()
    assert "No word-for-word overlap" in html
    assert "No word-for-word overlap" in html


def test_an_article_is_not_compared_with_itself(client: Client, archive) -> None:
    pk = archive["agency"].pk
    assert client.get(reverse("compare", args=[pk, pk])).url == reverse("article", args=[pk])


@pytest.mark.parametrize("pk", [0, 10**12, 10**30])
def test_an_article_that_does_not_exist_is_not_found(client: Client, archive, pk: int) -> None:
    assert client.get(f"/compare/{archive['agency'].pk}/{pk}/").status_code == 404


def test_words_and_numbers_that_differ_inside_a_passage_are_called_out(client: Client, archive) -> None:
    html = " ".join(
        client.get(reverse("compare", args=[archive["agency"].pk, archive["copy"].pk])).content.decode().split()
    )
    assert '<b class="differs">the port authority </b>' in html
    assert '<b class="differs">officials </b>' in html
    assert "What differs" not in html
    changed = make_article(archive["agency"].text.replace("31,000", "29,500"), source="Kestrel Radio")
    comparison = client.get(reverse("compare", args=[archive["agency"].pk, changed.pk])).context["comparison"]
    assert [(each.kind, each.before, each.left, each.right) for each in comparison.discrepancies] == [
        ("number", "metres. The bridge carries", "31,000", "29,500")
    ]


def test_copied_words_stand_out_inside_a_passage_in_other_words(client: Client, db) -> None:
    copied = "harbour master Ruth Ansgar told the reporters at the quay that nobody was ever in danger"
    left = make_article(
        "Engineers found a crack of two metres in the eastern pylon of the harbour bridge on Monday. The port "
        f"authority closed the bridge to all traffic and asked drivers to take the ferry. On Friday {copied}."
    )
    right = make_article(
        "A two-metre crack was found by engineers in the harbour bridge's eastern pylon. Drivers were asked to take "
        f"the ferry after the bridge had been closed to traffic by the port authority. But {copied}."
    )
    comparison = client.get(reverse("compare", args=[left.pk, right.pk])).context["comparison"]
    (shown,) = (each for each in comparison.left.segments if each.segment.passage_number)
    assert shown.segment.kind == "reworded"
    assert [piece.text for piece in shown.pieces if piece.mark == "copied"] == [copied]
    assert "".join(piece.text for piece in shown.pieces) == shown.segment.text


def test_a_comparison_comes_as_one_file_that_needs_nothing_else(client: Client, archive) -> None:
    response = client.get(reverse("compare_file", args=[archive["agency"].pk, archive["copy"].pk]))
    html = response.content.decode()
    assert response["Content-Disposition"].startswith('attachment; filename="comparison-')
    assert archive["agency"].title in html
    assert 'id="left-1"' in html
    assert re.findall(r'(?:src|href)="(?!#)', html) == []


def line(client: Client, query: str = "") -> str:
    """Returns the first pair on the page as a reader sees it."""
    html = client.get(f"/similar/?{query}").content.decode()
    item = html.partition('<li data-item class="pair">')[2].partition("</li>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", item).split())


def test_a_pair_says_shares_both_ways_the_longest_run_and_who_was_first(client: Client, archive) -> None:
    Pair.objects.update(probability=0.98, copied_left=0.92, copied_right=0.61, longest_run=143)
    Article.objects.filter(pk=archive["copy"].pk).update(published="2026-11-04T10:30:00Z")
    assert line(client, "kind=near+copy") == (
        "Compare Harbour bridge closed after crack is found 92% ⟶ of it also appears in the other "
        "Northline · 2 Nov 2026, 09:00 · earlier "
        "Crack shuts harbour bridge at Port Calder 61% ⟵ of it also appears in the other "
        "Daily Lantern · 4 Nov 2026, 10:30 · 2 days later "
        "near copy · longest run 143 words · 98% likely the same story · in one story"
    )


CLOSE = "too close to tell which came first"
CREDITED = "an agency is credited, so the shared text may be older than both"
UNKNOWN = "which came first is not known"


@pytest.mark.parametrize(
    ("agency", "copy", "credits_agency", "said"),
    [
        (("2026-11-02T09:00:00Z", "minute"), ("2026-11-02T10:30:00Z", "minute"), False, f"1 h 30 min apart; {CLOSE}"),
        (
            ("2026-11-02T00:00:00Z", "day"),
            ("2026-11-02T10:30:00Z", "minute"),
            False,
            f"same day or same minute; {CLOSE}",
        ),
        (("2026-11-02T00:00:00Z", "day"), ("2026-11-03T00:00:00Z", "day"), False, f"1 day apart; {CLOSE}"),
        (("2026-11-02T09:00:00Z", "minute"), ("2026-11-04T08:59:00Z", "minute"), False, f"47 h 59 min apart; {CLOSE}"),
        (("2026-11-02T09:00:00Z", "minute"), ("2026-11-09T09:00:00Z", "minute"), True, f"7 days apart; {CREDITED}"),
        (("1970-01-01T00:00:00Z", "day"), ("2026-11-09T09:00:00Z", "minute"), False, f"a date is missing; {UNKNOWN}"),
        ((None, None), ("2026-11-09T09:00:00Z", "minute"), False, f"a date is missing; {UNKNOWN}"),
    ],
)
def test_no_first_is_named_below_two_days_or_beside_a_credit(
    client: Client, archive, agency, copy, credits_agency: bool, said: str
) -> None:
    for name, (published, precision) in (("agency", agency), ("copy", copy)):
        Article.objects.filter(pk=archive[name].pk).update(published=published, published_precision=precision)
    Article.objects.filter(pk=archive["copy"].pk).update(credits_agency=credits_agency)
    shown = line(client, "kind=near+copy")
    assert said in shown
    assert "⟷" in shown
    assert "· earlier" not in shown
    assert "later" not in shown


def test_a_tie_is_never_broken_by_who_arrived_first(client: Client, archive) -> None:
    Article.objects.update(published="2026-11-02T09:00:00Z", published_precision="minute")
    for pair in Pair.objects.all():
        assert pair.first is None
        assert pair.upper.source.name < pair.lower.source.name


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (43, "43 min"),
        (18 * 60, "18 h"),
        (24 * 60, "1 day"),
        (30 * 60, "30 h"),
        (48 * 60, "2 days"),
        (12_096, "8 days"),
    ],
)
def test_dates_without_an_hour_are_whole_days_apart(minutes: int, said: str) -> None:
    assert apart(timedelta(minutes=minutes)) == said


@pytest.mark.parametrize("kind", ["partial copy", "near copy"])
def test_the_strongest_of_a_class_stand_by_the_share_that_is_shown(client: Client, archive, kind: str) -> None:
    made = [make_article(f"{archive['agency'].text} {word}") for word in ("one", "two", "three")]
    for other, shares, probability in zip(made, [(0.2, 0.3), (0.5, 0.1), (0.4, 0.45)], (0.99, 0.2, 0.6), strict=True):
        Pair.objects.create(
            left=archive["agency"], right=other, kind=kind, probability=probability, score=max(*shares, probability),
            copied_left=shares[0], copied_right=shares[1], same_source=False,
        )  # fmt: skip
    Pair.objects.exclude(right__in=made).delete()
    items = client.get(f"/similar/?sort=strongest&kind={kind}").context["page"].items
    assert [max(pair.copied_left, pair.copied_right) for pair in items] == [0.5, 0.45, 0.3]


def test_classes_are_counted_within_the_filters(client: Client, archive) -> None:
    kinds = client.get("/similar/?kind=near+copy").context["kinds"]
    assert [(kind.label, kind.count, kind.is_shown) for kind in kinds if kind.count] == [
        ("near copy", 1, True),
        ("same story in other words", 3, False),
    ]
    page = client.get("/similar/?kind=near+copy").context["page"]
    assert (page.count, len(page.items)) == (1, 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("share=50", 1),
        ("share=95", 0),
        ("share=0", 4),
        ("share=x", 4),
    ],
)
def test_the_least_share_is_of_copied_words(client: Client, archive, query: str, expected: int) -> None:
    Pair.objects.filter(kind=Pair.Kind.NEAR_COPY).update(copied_left=0.9, copied_right=0.2)
    Pair.objects.filter(kind=Pair.Kind.SAME_STORY).update(score=0.55)
    assert client.get(f"/similar/?{query}").context["page"].count == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=same+story", 2),
        ("kind=same+story&probability=60", 1),
        ("kind=same+story&probability=44", 3),
        ("kind=same+story&probability=0", 3),
        ("kind=same+story&probability=x", 2),
        ("kind=same+story&share=90", 2),
        ("probability=42", 3),
    ],
)
def test_pairs_in_other_words_are_listed_from_half_on_and_on_request_from_where_groups_begin(
    client: Client, archive, query: str, expected: int
) -> None:
    pairs = Pair.objects.filter(kind=Pair.Kind.SAME_STORY).order_by("pk")
    for pair, score in zip(pairs, (0.7, 0.5, 0.45), strict=True):
        Pair.objects.filter(pk=pair.pk).update(score=score, probability=score)
    assert client.get(f"/similar/?{query}").context["page"].count == expected


def test_nobody_reaches_pairs_that_no_group_would_take(client: Client, archive) -> None:
    assert client.get("/similar/?kind=same+story&probability=1").context["page"].count >= 1
    Pair.objects.filter(kind=Pair.Kind.SAME_STORY).update(score=0.33)
    assert client.get("/similar/?kind=same+story&probability=1").context["page"].count == 0


def test_the_page_says_which_pairs_it_leaves_out_and_how_to_see_them(client: Client, archive) -> None:
    html = client.get("/similar/").content.decode()
    assert ('is at least 50%; you can <a href="?kind=same+story&amp;probability=41">lower this to 41%</a>') in html
    asked = client.get("/similar/?kind=same+story&probability=41").content.decode()
    assert '<output for="id_probability">41%</output>' in asked
    assert 'min="41" max="100" step="1" value="41"' in asked
    assert 'name="share"' not in asked


def test_a_class_of_pairs_does_not_take_over_the_slider_of_another(client: Client, archive) -> None:
    html = client.get("/similar/?share=40&sort=strongest").content.decode()
    assert 'href="?sort=strongest&amp;kind=same+story"' in html
    assert 'href="?share=40&amp;sort=strongest&amp;kind=near+copy"' in html
    html = client.get("/similar/?probability=40&kind=same+story").content.decode()
    assert 'href="?kind=near+copy"' in html


def test_a_slider_says_its_figure_without_a_script(client: Client, archive) -> None:
    html = client.get("/similar/?share=40").content.decode()
    assert '<output for="id_share">40%</output>' in html
    assert '<output for="id_share">any</output>' in client.get("/similar/").content.decode()


def test_boilerplate_left_out_is_said(client: Client, archive) -> None:
    Pair.objects.update(boilerplate_words=34)
    assert line(client).endswith("34 words of boilerplate ignored")
