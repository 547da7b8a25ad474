"""What a curator decides holds through every processing, and can be taken back."""

import pytest
from django.contrib.auth.models import User

from newsgroups import pipeline
from newsgroups.models import Article, Constraint, CurationEvent, Pair, Story
from newsgroups.stories import curation
from newsgroups.stories.curation import RefusedCuration
from tests.makers import make_article, make_story
from tests.web.conftest import archive

__all__ = ["archive"]


@pytest.fixture
def curator(db) -> User:
    return User.objects.create_user("ruth")


def grouping() -> set[frozenset[int]]:
    """Visible articles by story, those without one alone."""
    stories: dict[object, set[int]] = {}
    for pk, story in Article.objects.visible().values_list("pk", "story_id"):
        stories.setdefault(story or f"alone {pk}", set()).add(pk)
    return {frozenset(members) for members in stories.values()}


def groups(archive, *names: str) -> set[frozenset[int]]:
    return {frozenset(archive[name].pk for name in each.split("+")) for each in names}


def assert_holds(expected: set[frozenset[int]]) -> None:
    assert grouping() == expected
    pipeline.process_articles(rebuild=True)
    assert grouping() == expected


BEFORE = ("agency+copy+own", "chess+chess too")


def test_the_archive_groups_itself_as_these_tests_expect(archive) -> None:
    assert_holds(groups(archive, *BEFORE))


def test_merged_groups_stay_one_under_the_older_address(archive, curator) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    curation.merge_stories([chess, bridge], by=curator, reason="One festival")
    assert_holds(groups(archive, "agency+copy+own+chess+chess too"))
    kept, gone = sorted([bridge.pk, chess.pk])
    assert Story.objects.get(pk=gone).merged_into_id == kept
    assert Story.objects.get(pk=kept).article_count == 5


def test_a_merge_that_is_undone_gives_both_groups_back(archive, curator) -> None:
    ids = archive["agency"].story_id, archive["chess"].story_id
    event = curation.merge_stories([archive["chess"].story, archive["agency"].story], by=curator)
    pipeline.process_articles(rebuild=True)
    curation.undo(event, by=curator)
    assert_holds(groups(archive, *BEFORE))
    for pk, number in zip(ids, (3, 2), strict=True):
        story = Story.objects.get(pk=pk)
        assert (story.merged_into_id, story.article_count) == (None, number)


def test_a_moved_article_stays_where_it_was_put(archive, curator) -> None:
    curation.move_articles([archive["copy"]], to=archive["chess"].story, by=curator)
    assert_holds(groups(archive, "agency+own", "copy+chess+chess too"))


def test_an_article_moved_out_stays_alone(archive, curator) -> None:
    curation.move_articles([archive["copy"]], to=None, by=curator)
    assert_holds(groups(archive, "agency+own", "copy", "chess+chess too"))


def test_articles_moved_out_together_stay_together(archive, curator) -> None:
    curation.move_articles([archive["copy"], archive["own"]], to=None, by=curator)
    assert_holds(groups(archive, "agency", "copy+own", "chess+chess too"))


def test_a_move_that_is_undone_gives_the_group_back(archive, curator) -> None:
    for to in (archive["chess"].story, None):
        article = Article.objects.get(pk=archive["copy"].pk)
        event = curation.move_articles([article], to=to, by=curator)
        curation.undo(event, by=curator)
        assert_holds(groups(archive, *BEFORE))


def test_the_later_of_two_decisions_that_contradict_holds(archive, curator) -> None:
    curation.move_articles([archive["copy"]], to=None, by=curator)
    copy = Article.objects.get(pk=archive["copy"].pk)
    curation.move_articles([copy], to=Story.objects.get(pk=archive["agency"].story_id), by=curator)
    assert_holds(groups(archive, *BEFORE))


def test_a_hidden_article_leaves_its_group_and_comes_back(archive, curator) -> None:
    event = curation.hide_articles([archive["copy"]], by=curator, reason="Withdrawn by its outlet")
    assert not Pair.objects.of_article(archive["copy"]).exists()
    assert Story.objects.get(pk=archive["agency"].story_id).article_count == 2
    assert_holds(groups(archive, "agency+own", "chess+chess too"))
    curation.undo(event, by=curator)
    pipeline.process_articles()
    assert_holds(groups(archive, *BEFORE))


def test_hidden_articles_can_be_shown_again(archive, curator) -> None:
    curation.hide_articles([archive["copy"]], by=curator)
    curation.show_articles([Article.objects.get(pk=archive["copy"].pk)], by=curator)
    pipeline.process_articles()
    assert_holds(groups(archive, *BEFORE))


def test_no_article_joins_a_locked_group(archive, curator) -> None:
    curation.lock_story(archive["chess"].story, by=curator)
    late = make_article(archive["chess"].text, title=archive["chess"].title, source="Late Edition")
    pipeline.process_articles()
    assert_holds(groups(archive, *BEFORE) | {frozenset([late.pk])})
    curation.unlock_story(Story.objects.get(pk=archive["chess"].story_id), by=curator)
    pipeline.process_articles(rebuild=True)
    assert frozenset([archive["chess"].pk, archive["chess too"].pk, late.pk]) in grouping()


def test_a_title_given_by_a_curator_stays(archive, curator) -> None:
    story = archive["agency"].story
    event = curation.rename_story(story, title="  The cracked \n bridge ", by=curator)
    pipeline.process_articles(rebuild=True)
    assert Story.objects.get(pk=story.pk).title == "The cracked bridge"
    curation.undo(event, by=curator)
    pipeline.process_articles(rebuild=True)
    assert Story.objects.get(pk=story.pk).title == "Harbour bridge closed after crack is found"


def test_every_decision_says_what_who_and_why(archive, curator) -> None:
    event = curation.lock_story(archive["chess"].story, by=curator, reason="Complete")
    assert (event.action, event.by, event.reason) == ("lock", curator, "Complete")
    assert event.summary == f"Locked “{archive['chess'].story.title}”"


def test_undoing_names_who_and_withdraws_the_constraints(archive, curator) -> None:
    event = curation.move_articles([archive["copy"]], to=None, by=curator)
    assert Constraint.objects.active().count() == 2
    other = User.objects.create_user("paul")
    assert curation.undo(event, by=other).undone_by == other
    assert Constraint.objects.active().count() == 0
    assert Constraint.objects.count() == 2


def refusal(action, *arguments, **options) -> str:
    with pytest.raises(RefusedCuration) as refused:
        action(*arguments, **options)
    return str(refused.value)


def test_what_makes_no_sense_is_refused_and_leaves_no_trace(archive, curator) -> None:
    story, by = archive["agency"].story, {"by": curator}
    empty = make_story(title="Nothing here")
    assert refusal(curation.merge_stories, [story], **by) == "Choose at least two groups to merge."
    assert refusal(curation.merge_stories, [story, empty], **by) == "A group without articles cannot be merged."
    assert refusal(curation.move_articles, [], to=None, **by) == "Choose articles to move."
    assert (
        refusal(curation.move_articles, [archive["own"]], to=story, **by) == "These articles are in that group already."
    )
    assert refusal(curation.show_articles, [archive["own"]], **by) == "None of these articles is hidden."
    assert refusal(curation.unlock_story, story, **by) == f"“{story.title}” is not locked."
    assert refusal(curation.rename_story, story, title=" ", **by) == "A group needs a title."
    assert refusal(curation.rename_story, story, title=story.title, **by) == "That is its title already."
    assert not CurationEvent.objects.exists()


def test_a_locked_group_is_not_merged_or_moved_from(archive, curator) -> None:
    curation.lock_story(archive["chess"].story, by=curator)
    said = f"“{archive['chess'].story.title}” is locked: unlock it first."
    locked = Story.objects.get(pk=archive["chess"].story_id)
    assert refusal(curation.merge_stories, [archive["agency"].story, locked], by=curator) == said
    assert refusal(curation.move_articles, [archive["chess"]], to=None, by=curator) == said


def test_a_decision_is_undone_once_and_not_under_a_later_one(archive, curator) -> None:
    story = archive["agency"].story
    first = curation.rename_story(story, title="One", by=curator)
    second = curation.rename_story(story, title="Two", by=curator)
    assert refusal(curation.undo, first, by=curator) == (
        f"A later decision stands on this one; undo it first: Renamed “One” to “Two” ({second.pk})."
    )
    curation.undo(second, by=curator)
    curation.undo(first, by=curator)
    assert refusal(curation.undo, first, by=curator) == "This was undone already."
