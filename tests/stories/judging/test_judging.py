"""A verdict applies in every grouping, keeps what the site had said before, and can be undone."""

import json

import pytest
from django.contrib.auth.models import User

from newsgroups.models import Article, Constraint, CurationEvent, HandedOut, Judgement, Pair
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.actions import RefusedCuration
from newsgroups.stories.judging import judge
from newsgroups.stories.judging.verdict_files import import_judgements
from tests.stories.curation.test_curation import BEFORE, assert_holds, curator, groups
from tests.web.conftest import archive

__all__ = ["archive", "curator"]


def test_same_story_puts_two_together_in_every_grouping(archive, curator) -> None:
    judge.judge(archive["chess"].pk, archive["agency"].pk, "same", by=curator)
    process_articles()
    assert Article.objects.get(pk=archive["chess"].pk).story == Article.objects.get(pk=archive["agency"].pk).story
    process_articles(rebuild=True)
    assert Article.objects.get(pk=archive["chess"].pk).story == Article.objects.get(pk=archive["agency"].pk).story


@pytest.mark.parametrize("verdict", ["related", "different"])
def test_any_other_verdict_keeps_two_apart(archive, curator, verdict: str) -> None:
    judge.judge(archive["chess"].pk, archive["chess too"].pk, verdict, by=curator)
    process_articles()
    assert_holds(groups(archive, "agency+copy+own", "chess", "chess too"))


def test_a_judgement_keeps_what_the_site_had_said(archive, curator) -> None:
    pair = Pair.objects.get(left=archive["agency"], right=archive["own"])
    judged = judge.judge(archive["own"].pk, archive["agency"].pk, "different", by=curator, note="Two bridges")
    assert (judged.left_id, judged.right_id) == (archive["agency"].pk, archive["own"].pk)
    assert (judged.probability, judged.together, judged.model) == (pair.probability, True, judge.model_version())
    assert (judged.note, judged.event.reason, judged.stands_for) == ("Two bridges", "Two bridges", None)
    assert judged.event.summary == f"Judged “{archive['agency'].title}”, “{archive['own'].title}”: different"


def test_the_same_verdict_twice_is_one(archive, curator) -> None:
    first = judge.judge(archive["agency"].pk, archive["own"].pk, "same", by=curator)
    assert judge.judge(archive["own"].pk, archive["agency"].pk, "same", by=curator) == first
    assert CurationEvent.objects.count() == 1


def test_a_pair_that_another_judged_is_refused_with_who(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["own"].pk, "same", by=curator)
    with pytest.raises(RefusedCuration, match="ruth has already judged this pair: same story"):
        judge.judge(archive["agency"].pk, archive["own"].pk, "related", by=User.objects.create_user("paul"))


def test_a_verdict_against_a_chain_of_others_is_refused_and_leaves_no_trace(archive, curator) -> None:
    agency, copy, chess = (archive[name].pk for name in ("agency", "copy", "chess"))
    judge.judge(agency, copy, "same", by=curator)
    judge.judge(copy, chess, "different", by=User.objects.create_user("paul"))
    with pytest.raises(RefusedCuration) as refused:
        judge.judge(agency, chess, "same", by=curator)
    assert f"({copy}) were put together by ruth" in str(refused.value)
    assert f"({chess}) were kept apart by paul" in str(refused.value)
    assert (Judgement.objects.count(), CurationEvent.objects.count(), Constraint.objects.count()) == (2, 2, 2)


def test_a_verdict_does_not_reach_into_a_locked_group(archive, curator) -> None:
    actions.lock_story(archive["chess"].story, by=curator)
    for other, verdict in (("agency", "same"), ("chess too", "different")):
        with pytest.raises(RefusedCuration, match=r"is locked\. Unlock it first"):
            judge.judge(archive["chess"].pk, archive[other].pk, verdict, by=curator)


def test_hidden_articles_are_not_judged(archive, curator) -> None:
    actions.hide_articles([archive["own"]], by=curator)
    with pytest.raises(RefusedCuration, match="two different visible articles"):
        judge.judge(archive["agency"].pk, archive["own"].pk, "same", by=curator)


def test_the_last_judgement_is_taken_back_and_comes_again(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["copy"].pk, "same", by=curator)
    judge.judge(archive["chess"].pk, archive["chess too"].pk, "different", by=curator)
    process_articles()
    judge.undo_last(by=curator)
    held = HandedOut.objects.get(by=curator)
    assert (held.left_id, held.right_id) == (archive["chess"].pk, archive["chess too"].pk)
    assert Judgement.objects.get().left == archive["agency"]
    process_articles()
    assert_holds(groups(archive, *BEFORE))
    judge.judge(archive["chess"].pk, archive["chess too"].pk, "same", by=curator)


def test_a_pair_that_another_has_before_them_can_be_taken_back(archive, curator) -> None:
    left, right = archive["agency"], archive["copy"]
    HandedOut.objects.create(by=User.objects.create_user("paul"), left=left, right=right)
    line = json.dumps({"left": left.url, "right": right.url, "verdict": "same"})
    assert import_judgements([line], by=curator).stored == 1
    judge.undo_last(by=curator)
    assert HandedOut.objects.get().by == curator


def test_others_judgements_are_not_ones_own_to_take_back(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["copy"].pk, "same", by=curator)
    with pytest.raises(RefusedCuration, match="no verdict to undo"):
        judge.undo_last(by=User.objects.create_user("paul"))


def test_undoing_the_decision_takes_the_judgement_back(archive, curator) -> None:
    judged = judge.judge(archive["agency"].pk, archive["copy"].pk, "same", by=curator)
    assert len(list(judge.taught_pairs())) == 1
    actions.undo(judged.event, by=curator)
    assert not Judgement.objects.exists()
    assert list(judge.taught_pairs()) == []


def test_every_correction_teaches_and_not_only_verdicts(archive, curator) -> None:
    agency, copy, own, chess, too = (archive[name].pk for name in ("agency", "copy", "own", "chess", "chess too"))
    judge.judge(agency, chess, "related", by=curator)
    actions.move_articles([archive["copy"]], to=None, by=curator)
    actions.confirm_story(archive["chess"].story, by=curator)
    assert [(each.left, each.right, each.same) for each in judge.taught_pairs()] == sorted(
        [(agency, chess, False), (agency, copy, False), (copy, own, False), (chess, too, True)]
    )


def test_progress_counts_ones_own_and_everybodys(archive, curator) -> None:
    judge.judge(archive["agency"].pk, archive["copy"].pk, "same", by=curator)
    judge.judge(archive["agency"].pk, archive["own"].pk, "same", by=User.objects.create_user("paul"))
    assert judge.progress(curator) == judge.Progress(judged=2, own=1, own_today=1, drawn=0)
