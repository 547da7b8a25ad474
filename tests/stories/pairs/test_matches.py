"""The pairs of pending articles: the same whether articles arrive one by one or together, and complete after a
crash.
"""

import pytest

from newsgroups.common.progress import Advance, silent
from newsgroups.models import Article, Pair
from newsgroups.stories.curation.hide import set_hidden
from newsgroups.stories.derived.boilerplate import FingerprintIndex
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.pairs import match_archive as matches_of_archive
from newsgroups.stories.pairs import match_pending as matches
from newsgroups.stories.pairs.match_archive import match_archive
from newsgroups.stories.pairs.match_pending import match_pending
from newsgroups.stories.pairs.same_story.current_model import current_model
from newsgroups.stories.pairs.shared_text import sharing_text_within
from newsgroups.text.tokens.tokenizer import tokenize
from tests.makers import make_article
from tests.stories.texts import FERRY, LEAK, make_ferry, make_leak, make_trial, pairs

pytestmark = pytest.mark.django_db
Kind = Pair.Kind
FIRST_SENTENCE = FERRY.partition(".")[0]


def match() -> dict[tuple[int, int], Pair]:
    sketch_pending()
    match_pending()
    return pairs()


def test_articles_that_tell_one_story_in_other_words_are_a_pair() -> None:
    ferry, retold = make_ferry()
    make_trial()
    found = match()

    pair = found.pop((ferry.pk, retold.pk))
    assert found == {}
    assert (pair.kind, pair.same_source, pair.days_apart, pair.latest) == (Kind.SAME_STORY, False, 0, ferry.published)
    assert (pair.copied_left, pair.copied_right, pair.longest_run) == (0, 0, 0)
    assert pair.score == pair.probability > 0.35


@pytest.mark.parametrize(
    ("text", "kind", "copied"),
    [
        (FERRY, Kind.IDENTICAL, (1.0, 1.0)),
        (FERRY.replace("thick fog", "dense fog"), Kind.NEAR_COPY, (1.0, 1.0)),
        (f"{LEAK} {FIRST_SENTENCE}.", Kind.PARTIAL_COPY, None),
    ],
)
def test_copies_are_told_by_how_much_was_copied(text: str, kind: str, copied: tuple[float, float] | None) -> None:
    left, right = make_article(FERRY), make_article(text, published="2026-11-04T21:00:00+00:00")
    pair = match()[left.pk, right.pk]

    assert (pair.kind, pair.days_apart, pair.same_source) == (kind, 2.5, True)
    if copied:
        assert (pair.copied_left, pair.copied_right) == copied
    else:
        words = len(tokenize(FIRST_SENTENCE))
        assert pair.longest_run == words
        assert pair.copied_left == round(words / len(tokenize(FERRY)), 4)
        assert pair.copied_right == round(words / len(tokenize(text)), 4)


def test_a_pair_of_undated_articles_says_so() -> None:
    left, right = (make_article(FERRY, published=None) for _ in range(2))
    pair = match()[left.pk, right.pk]
    assert (pair.days_apart, pair.latest, pair.kind) == (None, None, Kind.IDENTICAL)


def make_archive() -> None:
    make_ferry(), make_leak(), make_trial()
    make_article(FERRY, source="Vale Courier", published=None)
    make_article(f"{LEAK} {FERRY}", source="Ledger", published="2026-11-09T08:00:00+00:00")


def as_rows() -> dict[tuple[int, int], tuple]:
    return {
        key: (pair.kind, round(pair.probability, 3), pair.copied_left, pair.copied_right, pair.longest_run)
        for key, pair in match().items()
    }


def test_one_by_one_gives_the_same_pairs_as_all_at_once(monkeypatch) -> None:
    make_archive()
    monkeypatch.setattr(matches, "BATCH_FLOOR", 0)
    no_wait = as_rows()
    Article.objects.update(needs_match=True)
    monkeypatch.setattr(matches, "BATCH_FLOOR", 100)

    assert as_rows() == no_wait
    assert len(no_wait) >= 7


def test_an_article_that_comes_later_finds_the_earlier_ones() -> None:
    ferry, _ = make_ferry()
    match()
    copy = make_article(FERRY, source="Vale Courier")

    assert match()[ferry.pk, copy.pk].kind == Kind.IDENTICAL


def test_a_changed_article_loses_its_old_pairs() -> None:
    ferry, retold = make_ferry()
    leak, _ = make_leak()
    match()
    retold.title, retold.text = "Fernway loses prescriptions to thieves", LEAK
    retold.mark_changed()
    retold.save()

    found = match()
    assert (ferry.pk, retold.pk) not in found
    assert found[retold.pk, leak.pk].kind == Kind.IDENTICAL


def test_a_hidden_article_has_no_pairs_and_gets_them_back_when_it_is_shown() -> None:
    ferry, retold = make_ferry()
    match()
    for hidden, expected in ((True, []), (False, [(ferry.pk, retold.pk)])):
        Article.objects.filter(pk=retold.pk).update(hidden=hidden, needs_match=True)
        assert list(match()) == expected
        assert not Article.objects.pending("match").exists()


def test_text_that_stands_in_very_many_articles_makes_no_pair() -> None:
    footer = "Our standards are in the handbook of accuracy, and redistribution without permission is prohibited."
    for number in range(35):
        subject = chr(97 + number % 6) + chr(97 + number // 6)
        words = " ".join(f"{subject}{other}x" for other in "abcdefghijklmnopqrstuvwx")
        make_article(f"{words}. {footer}", title=f"{subject}lq")
    assert match() == {}
    assert not Article.objects.pending("match").exists()
    assert Article.objects.count() == 35


def test_a_crash_leaves_articles_pending_and_the_next_run_gives_every_pair(monkeypatch) -> None:
    make_archive()
    expected = as_rows()
    Pair.objects.all().delete()
    Article.objects.update(needs_match=True)
    monkeypatch.setattr(matches, "_BATCH_SIZE", 2)
    monkeypatch.setattr(matches, "BATCH_FLOOR", 100)

    def crashes(stage: str, total: int) -> Advance:
        def advance(done: int) -> None:
            raise KeyboardInterrupt

        return advance

    with pytest.raises(KeyboardInterrupt):
        match_pending(progress=crashes)
    assert Article.objects.pending("match").count() == Article.objects.count() - 1
    assert as_rows() == expected


def meanwhile(act) -> list[Article]:
    """Returns what is pending after a run in which somebody acted while the first pairs were being stored."""
    done = []

    def acts(stage: str, total: int) -> Advance:
        def advance(count: int) -> None:
            if not done:
                act()
            done.append(count)

        return advance

    sketch_pending()
    match_pending(progress=acts)
    return list(Article.objects.pending("match"))


@pytest.mark.parametrize("floor", [0, 100])
def test_an_article_that_is_changed_while_pairs_are_made_gets_those_of_its_new_text(monkeypatch, floor: int) -> None:
    monkeypatch.setattr(matches, "BATCH_FLOOR", floor)
    monkeypatch.setattr(matches_of_archive, "_BATCH_SIZE", 1)
    ferry, retold = make_ferry()
    leak, _ = make_leak()

    def change() -> None:
        retold.title, retold.text = "Fernway loses prescriptions to thieves", LEAK
        retold.mark_changed()
        retold.save()

    assert meanwhile(change) == [retold]
    found = match()
    assert (ferry.pk, retold.pk) not in found
    assert found[retold.pk, leak.pk].kind == Kind.IDENTICAL


@pytest.mark.parametrize("floor", [0, 100])
def test_an_article_that_is_hidden_while_pairs_are_made_has_none_after_the_next_round(monkeypatch, floor: int) -> None:
    monkeypatch.setattr(matches, "BATCH_FLOOR", floor)
    monkeypatch.setattr(matches_of_archive, "_BATCH_SIZE", 1)
    _, retold = make_ferry()

    assert meanwhile(lambda: set_hidden([retold.pk], True)) == [retold]
    assert match() == {}
    assert not Article.objects.pending("match").exists()


def test_an_article_that_is_shown_after_all_texts_were_read_stays_pending() -> None:
    ferry, retold = make_ferry()
    sketch_pending()
    Article.objects.filter(pk=retold.pk).update(hidden=True)
    sharing = sharing_text_within(FingerprintIndex.load())
    Article.objects.filter(pk=retold.pk).update(hidden=False)

    match_archive([ferry.pk, retold.pk], sharing, current_model(), silent)
    assert list(Article.objects.pending("match")) == [retold]
    assert list(match()) == [(ferry.pk, retold.pk)]


def test_all_that_is_pending_may_be_hidden_after_the_texts_were_read() -> None:
    make_ferry()
    leak, copy = make_leak()
    sketch_pending()
    sharing = sharing_text_within(FingerprintIndex.load())
    set_hidden([leak.pk, copy.pk], True)

    match_archive([leak.pk, copy.pk], sharing, current_model(), silent)
    assert pairs() == {}
    set_hidden([leak.pk, copy.pk], False)
    match_archive([leak.pk, copy.pk], sharing, current_model(), silent)
    assert len(pairs()) == 1


def test_nothing_pending_is_nothing_done() -> None:
    assert match_pending() == 0
    make_ferry()
    sketch_pending()
    assert match_pending() == 2
