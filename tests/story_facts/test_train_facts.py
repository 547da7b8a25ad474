"""`train_facts`: learns from verdicts where there are enough of both kinds, else says how many there are."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.facts.ranking.disagreement_model import shipped_model
from newsgroups.models import CurationEvent, FactVerdict
from newsgroups.story_facts.learning.learned_model import current_model, learned_file
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def make_verdicts(number: int, verdict: str, *, noun: str) -> None:
    """Verdicts on two articles each, whose numbers of `noun` differ."""
    ruth = User.objects.get_or_create(username="ruth")[0]
    for place in range(number):
        values = [f"{place + 30} {noun}", f"{place + 37} {noun}"]
        texts = [f"A fire at the mill in Calder killed {value} on Monday, police said." for value in values]
        first, second = (make_article(text) for text in texts)
        event = CurationEvent.objects.create(action="fact", by=ruth, summary="Judged")
        spans = [(text.find(value), text.find(value) + len(value)) for text, value in zip(texts, values, strict=True)]
        FactVerdict.objects.create(
            event=event, verdict=verdict, kind="figure",
            first=first, first_value=values[0], first_start=spans[0][0], first_end=spans[0][1],
            second=second, second_value=values[1], second_start=spans[1][0], second_end=spans[1][1],
        )  # fmt: skip


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = str(tmp_path)


def test_too_few_verdicts_are_said_and_change_nothing() -> None:
    make_verdicts(4, "real", noun="people")
    with pytest.raises(
        CommandError, match=r"Curators found 4 disagreements to be real and 0 to be none; training needs at least 20"
    ):
        call_command("train_facts", stdout=StringIO())
    assert not learned_file().exists()
    assert current_model() is shipped_model()


def test_a_model_that_predicts_verdicts_left_out_better_is_used_from_then_on() -> None:
    make_verdicts(12, "none", noun="people")
    make_verdicts(12, "real", noun="miners")
    said = StringIO()
    call_command("train_facts", "--force", stdout=said)
    assert "Learned from 24 verdicts. The new model is now in use." in said.getvalue()
    assert current_model().figures["verdicts"] == 24
    assert current_model().as_json() != shipped_model().as_json()


def test_a_damaged_model_is_not_used() -> None:
    learned_file().write_text("{}", encoding="utf-8")
    assert current_model() is shipped_model()
