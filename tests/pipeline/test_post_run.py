"""A program of the operator learns of each run, and its failure is reported."""

import json
import sys
from pathlib import Path

import pytest

from newsgroups.pipeline.post_run import start_post_run
from newsgroups.pipeline.run import run_pipeline

pytestmark = pytest.mark.django_db


def quiet(url: str, reason: str) -> None:
    pass


def program(tmp_path: Path, source: str) -> str:
    file = tmp_path / "program.py"
    file.write_text(source)
    return f"{sys.executable} {file}"


def test_the_program_gets_the_figures_of_the_run(settings, tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    settings.POST_RUN = program(tmp_path, f"import sys; open({str(told)!r}, 'w').write(sys.stdin.read())")
    run = run_pipeline(report=quiet)
    assert json.loads(told.read_text())["run"] == run.pk
    assert run.problems == []


def test_a_program_that_fails_is_a_problem_of_the_run_and_the_run_is_done(settings, tmp_path: Path) -> None:
    settings.POST_RUN = program(tmp_path, "import sys; sys.exit('The disk is full.')")
    run = run_pipeline(report=quiet)
    run.refresh_from_db()
    assert run.state == "done"
    assert [problem["reason"] for problem in run.problems] == [
        "The program after the run ended with status 1. The disk is full."
    ]


def test_a_program_that_does_not_exist_is_said(settings) -> None:
    settings.POST_RUN = "/nowhere/at/all"
    assert "could not be started" in (start_post_run({}) or "")
    settings.POST_RUN = "'unclosed"
    assert "could not be started" in (start_post_run({}) or "")


def test_no_program_is_no_problem(settings) -> None:
    settings.POST_RUN = ""
    assert start_post_run({}) is None
