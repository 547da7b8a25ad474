"""The model is learned anew from judgements and labelled files, and replaced only by a better one."""

import json
import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.matching.classifier import Model
from newsgroups.models import Judgement
from newsgroups.stories.model import learned_file
from tests.makers import make_article
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, LEAK_RETOLD, process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_model_stays():
    yield
    learned_file().unlink(missing_ok=True)


def judge(count: int) -> None:
    """Pairs of one story and of two, judged as they are, by one curator."""
    curator = User.objects.create(username="ada")
    for number in range(count):
        texts = (FERRY, FERRY_RETOLD) if number % 2 else (FERRY, LEAK)
        left, right = (make_article(f"{text} Note {number}.", source=f"Outlet {number % 7}") for text in texts)
        Judgement.objects.create(left=left, right=right, verdict="same" if number % 2 else "different", by=curator)
    process()


def run(*files: str, **options: object) -> str:
    out = StringIO()
    call_command("train_matcher", *files, stdout=out, trees=5, **options)
    return out.getvalue()


def test_too_few_pairs_change_nothing() -> None:
    judge(4)
    with pytest.raises(CommandError, match="There are 4 judged or labelled pairs; it takes 30 to learn from"):
        run()
    assert not learned_file().exists()


def test_a_model_that_is_not_better_is_not_taken_unless_by_force() -> None:
    judge(32)
    assert "32 pairs were learned from. The new one is in use from now on." in run(force=True)
    assert len(Model.load(learned_file()).trees) == 5
    first = learned_file().read_bytes()

    # Which articles fall into one fold goes by their numbers, and these by the tests before.
    said = run()
    old, new = (float(loss) for loss in re.findall(r"loss (\d\.\d+)", said))
    assert ("The old one stays (--force takes the new one)." in said) == (new >= old)
    assert learned_file().read_bytes() == first
    run(force=True)
    assert learned_file().read_bytes() == first


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
    assert "pairs were learned from" in run(str(file), stderr=err)
    assert "labelled.jsonl, line 17: " in err.getvalue()
