"""The look-up command: the same answers as the API, and the same messages for texts that cannot be looked up."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.stories.texts import TRIAL, make_trial, process

pytestmark = pytest.mark.django_db
# Characters of one to four bytes, combining characters, both directions, and both kinds of line breaks.
ODD = "e\u0301 𝄞𝄞 👩\u200d👩 \u202bשלום\u202c\r\n\tمرحبا 中文 "


def run(file: Path, **options: object) -> dict:
    out = io.StringIO()
    call_command("lookup_text", str(file), stdout=out, **options)
    return json.loads(out.getvalue())


def a_file(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "text.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("before", ["", ODD, f"\ufeff{ODD * 3}\u2028", "a\u0300\u0301\u0302 \U0001f1e9\U0001f1ea "])
def test_command_and_api_give_the_same_figures_in_characters_of_the_text_as_sent(
    client: Client, tmp_path: Path, before: str
) -> None:
    article = make_trial()
    process()
    text = f"{before}{TRIAL}\r\n{before}"
    answer = run(a_file(tmp_path, text))
    assert answer == client.post("/api/v1/lookup", {"text": text}, content_type="application/json").json()
    served = client.get(f"/api/v1/articles/{article.pk}").json()["text"]
    (passage,) = answer["matches"][0]["copied"]["passages"]
    taken = text[passage["query_start"] : passage["query_end"]]
    assert taken == served[passage["article_start"] : passage["article_end"]] == TRIAL.rstrip(".")


def test_days_and_outlets_narrow_the_answer(tmp_path: Path) -> None:
    make_trial()
    process()
    file = a_file(tmp_path, TRIAL)
    assert len(run(file, source=["northline"])["matches"]) == 1
    out = io.StringIO()
    call_command("lookup_text", str(file), "--to", "2001-01-01", stdout=out)
    assert json.loads(out.getvalue())["matches"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text to look up. Paste a few sentences."),
        ("bridge", "The text has 1 word; a look-up needs at least 5."),
        (b"a\0b c d e f g", "This is not text: it contains null characters, as images and programs do."),
        (b"\x89PNG\r\n\x1a\n", "The text is not UTF-8: byte 0 cannot be read."),
        ("x" * 10_000_000, "The text has more than 200,000 characters, which is all that can be looked up."),
        ("中" * 200_001, "The text has 200,001 characters; at most 200,000 can be looked up."),
    ],
)
def test_what_cannot_be_looked_up_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(a_file(tmp_path, text))
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("options", "said"),
    [({"limit": 0}, "--limit must be at least 1."), ({"source": ["nobody"]}, "There is no outlet named nobody.")],
)
def test_options_that_make_no_sense_are_said(tmp_path: Path, options: dict, said: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(a_file(tmp_path, TRIAL), **options)
    assert str(refused.value) == said
