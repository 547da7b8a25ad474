"""Export and import of verdicts as JSON lines; each row is validated separately."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.ingest.normalize.url import canonical_url
from newsgroups.models import Article, Judgement
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation import actions
from newsgroups.stories.judging import judge
from newsgroups.stories.judging.verdict_files import export_judgements, import_judgements
from tests.stories.curation.test_curation import assert_holds, curator, groups
from tests.web.conftest import archive

__all__ = ["archive", "curator"]


def row(archive, left: str = "chess", right: str = "chess too", verdict: object = "different", **fields: object) -> str:
    return json.dumps({"left": archive[left].url, "right": archive[right].url, "verdict": verdict, **fields})


def reasons(curator: User, *lines: str) -> list[tuple[int, str]]:
    return import_judgements(lines, by=curator, canonical=canonical_url).refused


def test_what_goes_out_comes_in_as_it_was(archive, curator) -> None:
    judge.judge(archive["chess"].pk, archive["chess too"].pk, "different", by=curator, note="Zwei Städte")
    judge.judge(archive["agency"].pk, archive["own"].pk, "same", by=User.objects.create_user("paul"))
    Judgement.objects.filter(verdict="same").update(stands_for=12.5)
    out = list(export_judgements())
    for judgement in Judgement.objects.all():
        actions.undo(judgement.event, by=curator)
    assert list(export_judgements()) == []
    imported = import_judgements(out, by=curator, canonical=canonical_url)
    assert (imported.stored, imported.known, imported.refused) == (2, 0, [])
    assert list(export_judgements()) == out
    process_articles(rebuild=True)
    assert_holds(groups(archive, "agency+copy+own", "chess", "chess too"))


def test_a_row_that_is_known_already_is_left(archive, curator) -> None:
    lines = [row(archive), row(archive, "chess too", "chess")]
    imported = import_judgements(lines, by=curator, canonical=canonical_url)
    assert (imported.stored, imported.known, imported.refused) == (1, 1, [])


def test_addresses_are_known_without_what_only_tracks_readers(archive, curator) -> None:
    Article.objects.filter(pk=archive["chess"].pk).update(url="https://news.example/chess")
    line = row(archive).replace(archive["chess"].url, "https://NEWS.example/chess?utm_source=x")
    assert reasons(curator, line) == []
    assert Judgement.objects.filter(left=archive["agency"]).exists() or Judgement.objects.exists()


def test_every_bad_row_is_told_with_its_line_and_the_rest_goes_in(archive, curator) -> None:
    bad = [
        ("{", "not JSON"),
        ("[1]", "not an object with left, right and verdict"),
        ("[" * 15_000, "not JSON"),
        (f'{{"left": {"1" * 5_000}}}', "not JSON"),
        (f'"{"x" * 20_000}"', "the row is longer than 20,000 characters"),
        (row(archive, verdict="maybe"), "verdict is 'maybe': it must be same, related, different"),
        (row(archive, verdict=["same"]), "verdict is ['same']: it must be same, related, different"),
        (row(archive, right="chess"), "left and right are the same article"),
        (json.dumps({"left": 7, "right": "x", "verdict": "same"}), "left must be the address of an article"),
        (row(archive, probability=1.5), "probability is 1.5: it must be a number from 0 to 1"),
        (row(archive, probability=True), "probability is True: it must be a number from 0 to 1"),
        (row(archive, stands_for=-1), "stands_for is -1: it must be a number, 0 or greater"),
        (row(archive, stands_for=10**400), f"stands_for is 1{'0' * 39}: it must be a number, 0 or greater"),
        (row(archive, note="half a \ud83d"), "note contains characters that cannot be stored"),
        (row(archive, model="a\0b"), "model contains characters that cannot be stored"),
        (
            json.dumps({"left": "https://news.example/#\ud83d", "right": "x", "verdict": "same"}),
            "left contains characters that cannot be stored",
        ),
        (row(archive, together="yes"), "together must be true, false or null"),
        (row(archive, at="yesterday"), "at is 'yesterday': it must be a date and time like 2026-11-02T09:00:00Z"),
        (
            row(archive, at="0001-01-01T00:00:00+14:00"),
            "at is '0001-01-01T00:00:00+14:00': it must be a date and time like 2026-11-02T09:00:00Z",
        ),
        (row(archive, at="9999-12-31T23:59:59Z"), "at is '9999-12-31T23:59:59Z', which is in the future"),
        (row(archive, at="2026-11-02"), "at is '2026-11-02': it needs a time zone, as in 2026-11-02T09:00:00Z"),
    ]
    lines = [*(line for line, _ in bad), "", row(archive)]
    assert reasons(curator, *lines) == [(number, reason) for number, (_, reason) in enumerate(bad, start=1)]
    assert Judgement.objects.count() == 1


def test_an_article_that_the_archive_does_not_have_is_told(archive, curator) -> None:
    line = row(archive).replace(archive["chess"].url, "https://elsewhere.example/")
    assert reasons(curator, line) == [(1, "left: the archive has no article at https://elsewhere.example/")]
    no_address = row(archive).replace(archive["chess"].url, "nowhere")
    assert reasons(curator, no_address)[0][1].startswith("left: ")


def test_a_row_that_contradicts_another_is_refused_with_the_chain(archive, curator) -> None:
    [(line, reason)] = reasons(
        curator,
        row(archive, "agency", "copy", "same"),
        row(archive, "copy", "own", "same"),
        row(archive, "agency", "own", "different"),
    )
    assert line == 3
    assert reason.startswith("This contradicts earlier decisions")
    assert reason.count("were put together by ruth") == 2


def test_rows_of_curators_unknown_here_are_the_importers(archive, curator) -> None:
    paul = User.objects.create_user("paul")
    lines = [row(archive, by="paul"), row(archive, "agency", "own", "same", by="somebody")]
    assert reasons(curator, *lines) == []
    assert list(Judgement.objects.order_by("id").values_list("by", flat=True)) == [paul.pk, curator.pk]


def test_commands_write_and_read(archive, curator, tmp_path, capsys) -> None:
    judge.judge(archive["chess"].pk, archive["chess too"].pk, "related", by=curator)
    file = tmp_path / "judgements.jsonl"
    call_command("export_judgements", output=file)
    assert capsys.readouterr().out == f"1 verdicts written to {file}\n"
    actions.undo(Judgement.objects.get().event, by=curator)
    file.write_text("\ufeff" + file.read_text() + "nonsense\n")
    call_command("import_judgements", str(file), by="ruth")
    said = capsys.readouterr()
    assert said.out == "1 imported, 0 already known, 1 rejected\n"
    assert said.err == "line 2: not JSON\n"
    with pytest.raises(CommandError, match="There is no user named 'nobody'"):
        call_command("import_judgements", str(file), by="nobody")
