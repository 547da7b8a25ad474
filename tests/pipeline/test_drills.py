"""Short forms of the drills that `make drill` runs for hours."""

import os
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def drill(name: str, *options: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_URL")}
    command = [sys.executable, str(BENCHMARKS / name), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=plain)


def test_writers_readers_and_backups_do_not_get_in_each_others_way() -> None:
    done = drill("writers_and_readers.py", "--seconds", "8")
    assert done.returncode == 0, done.stdout + done.stderr[-3_000:]
    assert "2 writers, 4 readers, 0 errors; " in done.stdout
    assert "backups restored with every row that was reported before them" in done.stdout


def test_visitors_are_answered_while_articles_are_imported() -> None:
    """Times depend on what else the machine does, so they do not count here."""
    done = drill("soak.py", "--seconds", "10", "--clients", "3")
    problems = done.stderr.strip().splitlines()[-1].split("; ") if done.returncode else []
    assert [problem for problem in problems if "95th percentile" not in problem] == [], done.stderr[-3_000:]
    assert " imports of 20 articles; a worker held " in done.stdout
