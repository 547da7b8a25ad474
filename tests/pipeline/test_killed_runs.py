"""Fifty runs from a file to the index, each killed at some point; `benchmarks/killed_runs.py` makes five hundred."""

import os
import subprocess
import sys
from pathlib import Path

DRILL = Path(__file__).resolve().parents[2] / "benchmarks" / "killed_runs.py"


def test_runs_that_are_killed_double_nothing_lose_nothing_and_leave_nothing_half() -> None:
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_URL")}
    done = subprocess.run([sys.executable, DRILL, "50", "2"], capture_output=True, text=True, check=False, env=plain)
    assert done.stdout.endswith("nothing doubled, nothing lost, nothing half\n"), done.stderr[-3_000:]
    assert done.stdout.startswith("50 runs, ")
