"""Explanations of why two articles are in one story, or not, in sentences."""

from newsgroups.models import Article, Pair
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.comparison.explain_grouping import explain_grouping
from newsgroups.stories.curation import actions
from newsgroups.stories.judging import judge
from tests.makers import make_article
from tests.stories.curation.test_curation import curator
from tests.web.conftest import archive

__all__ = ["archive", "curator"]


def said(*articles: Article) -> list[str]:
    return explain_grouping(*(Article.objects.select_related("story").get(pk=each.pk) for each in articles))


def test_two_of_one_story_are_told_with_their_probability(archive) -> None:
    Pair.objects.filter(left=archive["agency"], right=archive["own"]).update(probability=0.87)
    assert said(archive["own"], archive["agency"]) == [
        f"Both are in the story “{archive['agency'].story.title}”.",
        "The model puts the chance that both cover one story at 87%.",
    ]


def test_two_that_share_nothing_are_told_so(archive) -> None:
    Pair.objects.filter(left=archive["agency"], right=archive["chess"]).delete()
    assert said(archive["agency"], archive["chess"]) == [
        "They are in two different stories.",
        "They share too few rare names, words, and passages to count as one story.",
    ]


def test_two_that_share_a_passage_but_no_story_are_told_so(archive) -> None:
    Pair.objects.filter(left=archive["agency"], right=archive["chess"]).delete()
    Pair.objects.create(
        left=archive["agency"], right=archive["chess"], kind="partial copy", score=0.4, probability=0.01,
        copied_left=0.4, longest_run=60, same_source=False,
    )  # fmt: skip
    assert said(archive["agency"], archive["chess"])[1] == (
        "They share a passage, but too few rare names and words outside it to count as one story."
    )


def test_two_that_are_alike_but_not_enough_are_told_so(archive) -> None:
    lone = make_article("Wolves came down.", title="Wolves", source="Vale Courier")
    pair = Pair.objects.create(
        left=archive["chess"], right=lone, kind="same story", score=0.2, probability=0.2, same_source=False
    )
    assert said(archive["chess"], lone)[0] == "One is in a story; the other is in none."
    assert "cover one story at 20%; articles are grouped only at" in said(archive["chess"], lone)[1]
    Pair.objects.filter(pk=pair.pk).update(probability=0.9)
    assert "one chance resemblance must not merge two stories" in said(archive["chess"], lone)[1]


def test_what_a_curator_decided_is_named_with_the_reason(archive, curator) -> None:
    judged = judge.judge(archive["chess"].pk, archive["chess too"].pk, "different", by=curator, note="Two finals")
    process_articles()
    assert said(archive["chess"], archive["chess too"])[1:] == [
        f"A curator kept them apart on {judged.at:%-d %b %Y}: “Two finals”."
    ]


def test_a_chain_of_decisions_is_told_as_one(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["copy"].pk, "same", by=curator)
    judge.judge(archive["copy"].pk, archive["own"].pk, "same", by=curator)
    assert said(archive["agency"], archive["own"])[1].startswith("A chain of 2 decisions by curators put them together")


def test_a_lock_is_told(archive, curator) -> None:
    actions.lock_story(archive["chess"].story, by=curator)
    assert said(archive["agency"], archive["chess"])[1] == (
        f"A curator locked “{archive['chess'].story.title}”, so no article joins it automatically."
    )
