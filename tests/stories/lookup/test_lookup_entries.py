"""Articles with one text are one entry of a look-up, under the name of whose text it is."""

import pytest

from newsgroups.matching.passages import align
from newsgroups.models import Credit, Pair
from newsgroups.stories.lookup.answer import Answer
from newsgroups.stories.lookup.look_up import LookUp, Match
from newsgroups.stories.lookup.sources.fold_sources import entries_of
from tests.makers import make_article
from tests.web.conftest import AGENCY, OWN_WORDS

EARLY, LATE = "2026-11-02T09:00:00+00:00", "2026-11-09T09:00:00+00:00"


def match(source: str, text: str = AGENCY, published: str | None = LATE, **fields: object) -> Match:
    article = make_article(text, source=source, published=published, **fields)
    return Match(article, 1.0, align(AGENCY, text))


def names(matches: list[Match]) -> list[tuple[str, list[str], str]]:
    return [
        (entry.match.article.source.name, [other.article.source.name for other in entry.also], entry.whose)
        for entry in entries_of(matches)
    ]


def test_the_same_words_are_one_entry_and_others_their_own(db) -> None:
    matches = [match("Lantern"), match("Other", OWN_WORDS), match("Post", AGENCY.replace("\n\n", "\n"))]
    assert names(matches) == [("Lantern", ["Post"], ""), ("Other", [], "")]


def test_an_identical_pair_is_one_entry_and_its_known_origin_leads(db) -> None:
    left, right = match("Lantern"), match("Post", f"{AGENCY} Adv.")
    pair = Pair.objects.create(
        left=left.article, right=right.article, kind="identical", score=1, probability=1, same_source=False
    )
    assert names([left, right]) == [("Lantern", ["Post"], "")]
    Pair.objects.filter(pk=pair.pk).update(origin="right")
    assert names([left, right]) == [("Post", ["Lantern"], "origin")]


def test_who_carries_the_text_and_has_no_more_of_it_stands_under_its_origin(db) -> None:
    second = AGENCY.split("\n\n")[1]
    origin, carrier = match("Wire"), match("Lantern", f"{second}\n\n{OWN_WORDS}")
    pair = Pair.objects.create(
        left=origin.article, right=carrier.article, kind="partial copy", score=1, probability=1, same_source=False
    )
    assert names([origin, carrier]) == [("Wire", [], ""), ("Lantern", [], "")]
    Pair.objects.filter(pk=pair.pk).update(origin="left")
    assert names([origin, carrier]) == [("Wire", ["Lantern"], "origin")]
    Pair.objects.filter(pk=pair.pk).update(origin="right")
    assert names([origin, carrier]) == [("Wire", [], ""), ("Lantern", [], "origin")]


def test_the_earliest_leads_only_where_it_is_known(db) -> None:
    matches = [match("Lantern"), match("Post", published=EARLY)]
    assert names(matches)[0][0] == "Post"
    matches[0].article.credits_agency = True
    assert names(matches)[0][0] == "Lantern"
    assert names([match("A"), match("B", published=None)])[0][0] == "A"


@pytest.mark.parametrize(
    ("agencies", "said"),
    [
        (["AP"], "agency text: Associated Press"),
        (["Business Wire"], "Business Wire (press release)"),
        (["AP", "AP"], "agency text: Associated Press"),
        (["AP", "dpa"], ""),
        ([], ""),
    ],
)
def test_the_agency_or_the_press_release_is_named(db, agencies: list[str], said: str) -> None:
    matches = [match("Lantern"), match("Post")]
    for one, agency in zip(matches, agencies, strict=False):
        Credit.objects.create(article=one.article, agency=agency, kind="dateline", start=0, end=4)
    assert [whose for _, _, whose in names(matches)] == [said]


def test_of_two_agencies_in_one_credit_neither_is_named(db) -> None:
    one = match("Lantern")
    for agency in ("AFP", "dpa"):
        Credit.objects.create(article=one.article, agency=agency, kind="dateline", start=0, end=4)
    assert names([one]) == [("Lantern", [], "")]
    Credit.objects.filter(agency="AFP").delete()
    assert names([one]) == [("Lantern", [], "agency text: Deutsche Presse-Agentur")]


def test_a_contribution_names_the_agency_only_if_its_own_writer_made_it(db) -> None:
    one = match("Lantern")
    credit = Credit.objects.create(article=one.article, agency="AP", kind="contributed", start=0, end=4)
    assert names([one]) == [("Lantern", [], "")]
    credit.by_writer = True
    credit.save()
    assert names([one]) == [("Lantern", [], "agency text: Associated Press")]


def test_pages_count_entries_and_sentences_articles(db) -> None:
    found = LookUp(AGENCY, 1.0, [match("Lantern"), match("Post"), match("Other", OWN_WORDS)], [])
    answer = Answer(found)
    assert (answer.count, answer.articles) == (2, 3)
    assert [(line.number, len(line.also)) for line in answer.lines] == [(1, 1), (2, 0)]
    assert [piece.number for piece in answer.pieces if piece.number] == [1]
