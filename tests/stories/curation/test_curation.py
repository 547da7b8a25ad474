"""Curators' decisions survive all processing, and can be undone."""

import pytest
from django.contrib.auth.models import User

from newsgroups.models import Article, Constraint, CurationEvent, Pair, Story
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.actions import RefusedCuration
from newsgroups.stories.curation.edit_conflicts import etag
from newsgroups.stories.judging import judge
from tests.makers import make_article, make_story
from tests.web.conftest import archive

__all__ = ["archive"]


@pytest.fixture
def curator(db) -> User:
    return User.objects.create_user("ruth")


def grouping() -> set[frozenset[int]]:
    """Visible articles by story; articles without a story are separate."""
    stories: dict[object, set[int]] = {}
    for pk, story in Article.objects.visible().values_list("pk", "story_id"):
        stories.setdefault(story or f"alone {pk}", set()).add(pk)
    return {frozenset(members) for members in stories.values()}


def groups(archive, *names: str) -> set[frozenset[int]]:
    return {frozenset(archive[name].pk for name in each.split("+")) for each in names}


def assert_holds(expected: set[frozenset[int]]) -> None:
    assert grouping() == expected
    process_articles(rebuild=True)
    assert grouping() == expected


def make_lone() -> Article:
    return make_article("Wolves came down from the hills of Westerlow at night.", title="Wolves", source="Vale Courier")


BEFORE = ("agency+copy+own", "chess+chess too")


def test_the_archive_groups_itself_as_these_tests_expect(archive) -> None:
    assert_holds(groups(archive, *BEFORE))


def test_merged_groups_stay_one_under_the_older_address(archive, curator) -> None:
    bridge, chess = archive["agency"].story, archive["chess"].story
    actions.merge_stories([chess, bridge], by=curator, reason="One festival")
    assert_holds(groups(archive, "agency+copy+own+chess+chess too"))
    kept, gone = sorted([bridge.pk, chess.pk])
    assert Story.objects.get(pk=gone).merged_into_id == kept
    assert Story.objects.get(pk=kept).article_count == 5


def test_a_merge_keeps_the_title_that_a_curator_gave(archive, curator) -> None:
    older, newer = sorted([archive["agency"].story, archive["chess"].story], key=lambda story: story.pk)
    plain = older.title
    actions.rename_story(newer, title="Chosen by a curator", by=curator)
    event = actions.merge_stories([older, newer], by=curator)
    process_articles(rebuild=True)
    older.refresh_from_db()
    assert (older.title, older.title_by_curator) == ("Chosen by a curator", True)
    actions.undo(event, by=curator)
    process_articles(rebuild=True)
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.title, older.title_by_curator) == (plain, False)
    assert newer.title == "Chosen by a curator"


def test_of_two_titles_of_curators_a_merge_keeps_that_of_the_address_that_stays(archive, curator) -> None:
    older, newer = sorted([archive["agency"].story, archive["chess"].story], key=lambda story: story.pk)
    actions.rename_story(older, title="The first", by=curator)
    actions.rename_story(newer, title="The second", by=curator)
    actions.merge_stories([older, newer], by=curator)
    older.refresh_from_db()
    assert older.title == "The first"


def test_a_merge_that_is_undone_gives_both_groups_back(archive, curator) -> None:
    ids = archive["agency"].story_id, archive["chess"].story_id
    event = actions.merge_stories([archive["chess"].story, archive["agency"].story], by=curator)
    process_articles(rebuild=True)
    actions.undo(event, by=curator)
    assert_holds(groups(archive, *BEFORE))
    for pk, number in zip(ids, (3, 2), strict=True):
        story = Story.objects.get(pk=pk)
        assert (story.merged_into_id, story.article_count) == (None, number)


def test_a_moved_article_stays_where_it_was_put(archive, curator) -> None:
    actions.move_articles([archive["copy"]], to=archive["chess"].story, by=curator)
    assert_holds(groups(archive, "agency+own", "copy+chess+chess too"))


def test_an_article_moved_out_stays_alone(archive, curator) -> None:
    actions.move_articles([archive["copy"]], to=None, by=curator)
    assert_holds(groups(archive, "agency+own", "copy", "chess+chess too"))


def test_articles_moved_out_together_stay_together(archive, curator) -> None:
    actions.move_articles([archive["copy"], archive["own"]], to=None, by=curator)
    assert_holds(groups(archive, "agency", "copy+own", "chess+chess too"))


def test_a_move_that_is_undone_gives_the_group_back(archive, curator) -> None:
    for to in (archive["chess"].story, None):
        article = Article.objects.get(pk=archive["copy"].pk)
        event = actions.move_articles([article], to=to, by=curator)
        actions.undo(event, by=curator)
        assert_holds(groups(archive, *BEFORE))


def test_what_contradicts_a_decision_is_refused_with_the_chain_until_that_is_undone(archive, curator) -> None:
    split = actions.move_articles([archive["copy"]], to=None, by=curator)
    story = Story.objects.get(pk=archive["agency"].story_id)
    copy, agency, own = (f"“{archive[name].title}” ({archive[name].pk})" for name in ("copy", "agency", "own"))
    assert refusal(actions.move_articles, [archive["copy"]], to=story, by=curator) == (
        f"This contradicts earlier decisions, so nothing was changed. You say that {copy} and {own} belong "
        f"together, but {agency} and {copy} were kept apart by ruth on {split.at:%-d %b %Y} (decision {split.pk}); "
        f"{agency} and {own} are put together by this same step. Undo one of these first."
    )
    assert CurationEvent.objects.count() == 1
    assert_holds(groups(archive, "agency+own", "copy", "chess+chess too"))
    actions.undo(split, by=curator)
    assert_holds(groups(archive, *BEFORE))


def test_what_a_hidden_article_holds_together_stays_together(archive, curator) -> None:
    chess, copy = archive["chess"], archive["copy"]
    actions.move_articles([copy], to=chess.story, by=curator)
    judge.judge(copy.pk, make_lone().pk, "same", by=curator)
    actions.hide_articles([Article.objects.get(pk=copy.pk)], by=curator)
    process_articles(rebuild=True)
    lone = Article.objects.get(title="Wolves")
    assert lone.story_id == Article.objects.get(pk=chess.pk).story_id


def test_a_confirmed_group_stays_whole_and_others_may_join(archive, curator) -> None:
    event = actions.confirm_story(archive["chess"].story, by=curator, reason="Read both")
    assert event.summary == f"Confirmed “{archive['chess'].story.title}” with its 2 articles"
    late = make_article(archive["chess"].text, title=archive["chess"].title, source="Late Edition")
    process_articles()
    assert Article.objects.get(pk=late.pk).story_id == archive["chess"].story_id
    assert "were put together by ruth" in refusal(
        actions.keep_apart, [archive["chess"], archive["chess too"]], by=curator
    )


def test_two_that_never_belong_together_part_at_once_and_for_ever(archive, curator) -> None:
    event = actions.keep_apart([archive["agency"], archive["own"]], by=curator)
    assert_holds(groups(archive, "agency+copy", "own", "chess+chess too"))
    actions.undo(event, by=curator)
    assert_holds(groups(archive, *BEFORE))


def test_two_of_different_groups_are_kept_apart_without_moving(archive, curator) -> None:
    actions.keep_apart([archive["agency"], archive["chess"]], by=curator)
    assert_holds(groups(archive, *BEFORE))
    stories = [archive["agency"].story, archive["chess"].story]
    assert "were kept apart by ruth" in refusal(actions.merge_stories, stories, by=curator)


def test_those_that_leave_take_along_what_they_are_held_together_with(archive, curator) -> None:
    judge.judge(archive["copy"].pk, archive["own"].pk, "same", by=curator)
    actions.keep_apart([archive["agency"], archive["own"]], by=curator)
    assert_holds(groups(archive, "agency", "copy+own", "chess+chess too"))


def test_a_group_that_changed_since_it_was_looked_at_is_left_alone(archive, curator) -> None:
    story = archive["agency"].story
    seen = etag(story)
    actions.rename_story(story, title="Another title", by=User.objects.create_user("paul"), seen=seen)
    said = refusal(actions.move_articles, [archive["copy"]], to=None, by=curator, seen=seen)
    assert said.startswith("This story has changed since you opened its page")
    assert CurationEvent.objects.count() == 1


def test_a_group_is_not_locked_against_a_decision(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["chess"].pk, "same", by=curator)
    assert refusal(actions.lock_story, archive["chess"].story, by=curator) == (
        f"“{archive['chess'].story.title}” cannot be locked: a decision puts “{archive['agency'].title}” "
        f"({archive['agency'].pk}) together with its articles."
    )
    process_articles()
    actions.lock_story(Article.objects.get(pk=archive["chess"].pk).story, by=curator)


def test_undoing_an_unlock_is_refused_when_the_lock_would_break_a_decision(archive, curator) -> None:
    chess = archive["chess"].story
    actions.lock_story(chess, by=curator)
    unlock = actions.unlock_story(chess, by=curator)
    judge.judge(archive["agency"].pk, archive["chess"].pk, "same", by=curator)
    assert "cannot be locked" in refusal(actions.undo, unlock, by=curator)
    assert not Story.objects.get(pk=chess.pk).locked


def test_a_hidden_article_leaves_its_group_and_comes_back(archive, curator) -> None:
    event = actions.hide_articles([archive["copy"]], by=curator, reason="Withdrawn by its outlet")
    assert not Pair.objects.of_article(archive["copy"]).exists()
    assert Story.objects.get(pk=archive["agency"].story_id).article_count == 2
    assert_holds(groups(archive, "agency+own", "chess+chess too"))
    actions.undo(event, by=curator)
    process_articles()
    assert_holds(groups(archive, *BEFORE))


def test_what_another_curator_hid_meanwhile_is_not_hidden_twice(archive, curator) -> None:
    seen = Article.objects.get(pk=archive["copy"].pk)
    actions.hide_articles([archive["copy"]], by=curator)
    assert refusal(actions.hide_articles, [seen], by=curator) == "None of these articles is visible."
    hidden = Article.objects.get(pk=seen.pk)
    actions.show_articles([hidden], by=curator)
    assert refusal(actions.show_articles, [hidden], by=curator) == "None of these articles is hidden."


def test_an_article_that_changed_its_group_since_it_was_looked_at_leaves_that_of_now(archive, curator) -> None:
    seen = Article.objects.get(pk=archive["copy"].pk)
    actions.move_articles([archive["copy"]], to=archive["chess"].story, by=curator)
    actions.hide_articles([seen], by=curator)
    assert Story.objects.get(pk=archive["chess"].story_id).article_count == 2


def test_hidden_articles_can_be_shown_again(archive, curator) -> None:
    actions.hide_articles([archive["copy"]], by=curator)
    actions.show_articles([Article.objects.get(pk=archive["copy"].pk)], by=curator)
    process_articles()
    assert_holds(groups(archive, *BEFORE))


def test_no_article_joins_a_locked_group(archive, curator) -> None:
    actions.lock_story(archive["chess"].story, by=curator)
    late = make_article(archive["chess"].text, title=archive["chess"].title, source="Late Edition")
    process_articles()
    assert_holds(groups(archive, *BEFORE) | {frozenset([late.pk])})
    actions.unlock_story(Story.objects.get(pk=archive["chess"].story_id), by=curator)
    process_articles(rebuild=True)
    assert frozenset([archive["chess"].pk, archive["chess too"].pk, late.pk]) in grouping()


def test_a_title_given_by_a_curator_stays(archive, curator) -> None:
    story = archive["agency"].story
    before = story.title
    event = actions.rename_story(story, title="  The cracked \n bridge ", by=curator)
    process_articles(rebuild=True)
    assert Story.objects.get(pk=story.pk).title == "The cracked bridge"
    actions.undo(event, by=curator)
    process_articles(rebuild=True)
    assert Story.objects.get(pk=story.pk).title == before == "Harbour bridge closed after crack is found"


def test_every_decision_says_what_who_and_why(archive, curator) -> None:
    event = actions.lock_story(archive["chess"].story, by=curator, reason="Complete")
    assert (event.action, event.by, event.reason) == ("lock", curator, "Complete")
    assert event.summary == f"Locked “{archive['chess'].story.title}”"


def test_undoing_names_who_and_withdraws_the_constraints(archive, curator) -> None:
    event = actions.move_articles([archive["copy"]], to=None, by=curator)
    assert Constraint.objects.active().count() == 2
    other = User.objects.create_user("paul")
    assert actions.undo(event, by=other).undone_by == other
    assert Constraint.objects.active().count() == 0
    assert Constraint.objects.count() == 2


def refusal(action, *arguments, **options) -> str:
    with pytest.raises(RefusedCuration) as refused:
        action(*arguments, **options)
    return str(refused.value)


def test_what_makes_no_sense_is_refused_and_leaves_no_trace(archive, curator) -> None:
    story, by = archive["agency"].story, {"by": curator}
    empty = make_story(title="Nothing here")
    assert refusal(actions.merge_stories, [story], **by) == "Choose at least two stories to merge."
    assert refusal(actions.merge_stories, [story, empty], **by) == "A story without articles cannot be merged."
    assert refusal(actions.move_articles, [], to=None, **by) == "Choose articles to move."
    assert (
        refusal(actions.move_articles, [archive["own"]], to=story, **by) == "These articles are already in that story."
    )
    assert refusal(actions.show_articles, [archive["own"]], **by) == "None of these articles is hidden."
    assert refusal(actions.unlock_story, story, **by) == f"“{story.title}” is not locked."
    assert refusal(actions.rename_story, story, title=" ", **by) == "A story needs a title."
    assert refusal(actions.rename_story, story, title="\u200b \u2060", **by) == "A story needs a title."
    assert refusal(actions.rename_story, story, title=story.title, **by) == "It already has this title."
    assert not CurationEvent.objects.exists()


def test_what_holds_already_is_not_decided_twice(archive, curator) -> None:
    story, by = archive["agency"].story, {"by": curator}
    actions.confirm_story(story, **by)
    assert refusal(actions.confirm_story, story, **by).startswith("Curators have already put all articles")
    assert CurationEvent.objects.count() == 1


def test_a_locked_group_is_not_merged_or_moved_from(archive, curator) -> None:
    actions.lock_story(archive["chess"].story, by=curator)
    said = f"“{archive['chess'].story.title}” is locked. Unlock it first."
    locked = Story.objects.get(pk=archive["chess"].story_id)
    assert refusal(actions.merge_stories, [archive["agency"].story, locked], by=curator) == said
    assert refusal(actions.move_articles, [archive["chess"]], to=None, by=curator) == said


def test_a_decision_is_undone_once_and_not_under_a_later_one(archive, curator) -> None:
    story = archive["agency"].story
    first = actions.rename_story(story, title="One", by=curator)
    second = actions.rename_story(story, title="Two", by=curator)
    assert refusal(actions.undo, first, by=curator) == (
        f"A later decision depends on this one. Undo it first: Renamed “One” to “Two” ({second.pk})."
    )
    actions.undo(second, by=curator)
    actions.undo(first, by=curator)
    assert refusal(actions.undo, first, by=curator) == "This has already been undone."
