"""The model is retrained from verdicts and labeled files, and replaced only by a better one."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.matching.model.classifier import Model
from newsgroups.models import Article, Judgement, Sketch
from newsgroups.stories.curation import actions
from newsgroups.stories.derived.sketches import VERSION
from newsgroups.stories.pairs.same_story.current_model import learned_file
from tests.ingest.files.test_import_warc import Crawl, page
from tests.makers import make_article, make_story
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, LEAK_RETOLD, process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_model_stays():
    yield
    learned_file().unlink(missing_ok=True)


def judge(count: int) -> None:
    """Pairs from one story and from two, judged correctly by one curator."""
    curator = User.objects.create(username="ada")
    for number in range(count):
        texts = (FERRY, FERRY_RETOLD) if number % 2 else (FERRY, LEAK)
        left, right = (make_article(f"{text} Note {number}.", source=f"Outlet {number % 7}") for text in texts)
        Judgement.objects.create(left=left, right=right, verdict="same" if number % 2 else "different", by=curator)
    process()


def articles(*texts: str) -> list[Article]:
    return [make_article(text, source=f"Paper {place}") for place, text in enumerate(texts)]


def run(*files: str, **options: object) -> str:
    out = StringIO()
    call_command("train_matcher", *files, stdout=out, trees=5, **options)
    return out.getvalue()


def test_too_few_pairs_change_nothing() -> None:
    judge(4)
    with pytest.raises(CommandError, match="There are 4 judged or labeled pairs; training needs at least 30"):
        run()
    assert not learned_file().exists()


def test_each_page_of_a_crawl_is_a_story_of_its_own(tmp_path: Path) -> None:
    crawl = Crawl(tmp_path / "news.warc")
    for number in range(2):
        crawl.answer(f"https://harbour.example/{number}", page(number))
    with pytest.raises(CommandError, match="There are 4 judged or labeled pairs"):
        run(str(crawl.done()))


def test_a_model_that_is_not_better_is_not_taken_unless_by_force() -> None:
    judge(32)
    assert "32 pairs were used for training. The new model is now in use." in run(force=True)
    assert len(Model.load(learned_file()).trees) == 5
    first = learned_file().read_bytes()

    # Folds depend on article ids, and these on earlier tests.
    said = run()
    old, new = (float(loss) for loss in re.findall(r"loss (\d\.\d+)", said))
    assert ("The old model stays in use (--force uses the new one)." in said) == (new >= old)
    assert learned_file().read_bytes() == first
    run(force=True)
    assert learned_file().read_bytes() == first


def test_merged_split_and_confirmed_groups_teach_beside_verdicts() -> None:
    judge(28)
    curator = User.objects.get()
    ferry, leak = articles(FERRY, FERRY_RETOLD), articles(LEAK, LEAK_RETOLD)
    process()
    with pytest.raises(CommandError, match="There are 28 judged or labeled pairs"):
        run()

    stories = [make_story(article) for article in ferry]
    merge = actions.merge_stories(stories, by=curator)
    process()
    with pytest.raises(CommandError, match="There are 29 judged or labeled pairs"):
        run()

    actions.confirm_story(make_story(*leak), by=curator)
    assert "30 pairs were used for training." in run(force=True)
    actions.undo(merge, by=curator)
    with pytest.raises(CommandError, match="There are 29 judged or labeled pairs"):
        run()


def test_an_article_split_off_many_teaches_no_more_than_ten_verdicts() -> None:
    judge(8)
    crowd = [make_article(f"{FERRY} Note {number}.", source=f"Outlet {number}") for number in range(24)]
    odd = make_article(LEAK)
    process()
    make_story(*crowd, odd)
    actions.move_articles([odd], to=None, by=User.objects.get())
    with pytest.raises(CommandError, match="There are 18 judged or labeled pairs"):
        run()


def test_a_labelled_file_is_learned_from_and_its_bad_rows_are_said(tmp_path) -> None:
    texts = {"ferry": (FERRY, FERRY_RETOLD), "leak": (LEAK, LEAK_RETOLD)}
    rows = [
        {"url": f"https://news.example/{story}/{place}/{n}", "title": f"{story} {n}", "text": f"{text} Note {n}.",
         "published": "2026-11-02", "story": story}
        for story, told in texts.items()
        for place, text in enumerate(told)
        for n in range(4)
    ]  # fmt: skip
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, [*rows, {"url": "x"}])))
    err = StringIO()
    assert "pairs were used for training" in run(str(file), stderr=err)
    assert "labelled.jsonl, line 17: " in err.getvalue()


def labelled(file: Path, ferry: object, leak: object) -> str:
    """A file of eight articles in two stories with these names."""
    told = [(ferry, FERRY), (ferry, FERRY_RETOLD), (leak, LEAK), (leak, LEAK_RETOLD)]
    rows = [
        {"url": f"https://news.example/{n}", "title": f"Note {n}", "text": f"{text} Note {n}.", "story": story}
        for n, (story, text) in enumerate(told * 4)
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    return str(file)


def test_a_story_may_have_any_name(tmp_path) -> None:
    in_words = run(labelled(tmp_path / "words.jsonl", "0", "1"), force=True)
    learned_file().unlink()
    assert run(labelled(tmp_path / "numbers.jsonl", 0, 1), force=True) == in_words
    assert "pairs were used for training" in run(labelled(tmp_path / "half.jsonl", "half a \ud83d", "leak"))


def test_articles_whose_sketch_is_of_an_older_version_teach_nothing() -> None:
    judge(4)
    Sketch.objects.update(version=VERSION - 1, document=b"as it was then")
    with pytest.raises(CommandError, match="There are 0 judged or labeled pairs"):
        run()


def test_a_labelled_file_that_cannot_be_read_says_why_once(tmp_path) -> None:
    with pytest.raises(CommandError) as refused:
        run(str(tmp_path / "none.jsonl"))
    assert str(refused.value) == f"{tmp_path}/none.jsonl cannot be read: No such file or directory"
