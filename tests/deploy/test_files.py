"""The deployment files: systemd accepts and rates the units, and their settings match the site's."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from newsgroups.ingest.files.uploads import MAX_UPLOAD
from newsgroups.management.commands.run_site import MAX_REQUEST, MEMORY_GIVEN_BACK, THREADS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = ["newsgroups.service", "newsgroups-run.service"]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="Needs systemd-analyze.")


def analyze(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *args], check=False, capture_output=True, text=True)


@needs_systemd
def test_systemd_knows_every_line_of_the_units() -> None:
    checked = analyze("verify", *(str(DEPLOY / name) for name in [*SERVICES, "newsgroups-run.timer"]))
    # The site is not installed on the machine that runs the tests.
    found = [line for line in checked.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in found if "newsgroups" in line] == []


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_exposed_to_little(name: str) -> None:
    rated = analyze("security", "--offline=true", "--threshold=40", str(DEPLOY / name))
    assert rated.returncode == 0, rated.stdout


def test_the_unit_of_the_site_serves_as_run_site_does() -> None:
    unit = (DEPLOY / "newsgroups.service").read_text()
    assert f"--threads {THREADS} --timeout {MAX_REQUEST} " in unit
    assert "--config python:newsgroups.pipeline.scheduler" in unit
    assert f"Environment={' '.join(f'{name}={value}' for name, value in MEMORY_GIVEN_BACK.items())}\n" in unit


def test_proxies_let_the_largest_file_through_and_not_much_more() -> None:
    nginx = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())
    caddy = re.search(r"max_size (\d+)MB", (DEPLOY / "Caddyfile").read_text())
    assert nginx and caddy
    assert [MAX_UPLOAD < int(found[1]) * 1_000_000 <= 1.5 * MAX_UPLOAD for found in (nginx, caddy)] == [True, True]


def test_the_container_runs_without_rights_on_a_root_that_cannot_be_written() -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    named = {line.split()[0]: line for line in lines if re.match(r"[A-Z]+ ", line)}
    assert named["USER"] == "USER 10001"
    assert "--read-only" in lines[0]
    assert (named["VOLUME"], "NEWSGROUPS_DATA_DIR=/data" in named["ENV"]) == ("VOLUME /data", True)
    assert "--require-hashes" in "".join(lines)
    assert not re.search(r":latest|\bADD\b|\bsudo\b|curl|wget", "\n".join(lines))
    assert next(iter(named)) == "FROM"
    assert {".git", "var", "**/*.sqlite3*"} <= set((ROOT / ".containerignore").read_text().split())


def commands_of_the_document() -> list[list[str]]:
    return [found.split() for found in re.findall(r"manage\.py ((?:[a-z_]+)(?: --[a-z-]+| FILE| NAME)*)", OPERATIONS)]


@pytest.mark.parametrize("words", commands_of_the_document(), ids=" ".join)
def test_every_command_of_the_document_exists_with_its_options(words: list[str]) -> None:
    parser = load_command_class(get_commands()[words[0]], words[0]).create_parser("manage.py", words[0])
    known = {option for action in parser._actions for option in action.option_strings}
    assert {word for word in words if word.startswith("--")} - known == set()


def test_every_file_of_the_document_is_there_and_every_file_is_in_the_document() -> None:
    assert set(re.findall(r"deploy/([\w.-]+)", OPERATIONS)) == {file.name for file in DEPLOY.iterdir()}


def test_checks_run_each_test_once_and_with_the_fonts_that_desktops_have() -> None:
    run = (ROOT / ".ci" / "run").read_text()
    assert [line for line in run.splitlines() if line.startswith("make ")] == [
        "make check",
        "make check-pins",
        "make test-postgres ARGS=\"-m 'not browser'\"",
        "make test",
    ]
    assert "for fonts in fonts-liberation fonts-noto-core; do" in run
    again = re.compile(r"--reruns|--last-failed|--lf\b|rerunfailures|flaky|\bretry\b")
    said = run + (ROOT / "Makefile").read_text() + (ROOT / "pyproject.toml").read_text()
    assert again.findall(said + (ROOT / "requirements-dev.in").read_text()) == []
