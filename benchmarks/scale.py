"""Disk space, memory, and seconds per stage that an archive takes on one machine, at several sizes.

    python benchmarks/scale.py                      # 5,000 and 37,540 articles of archive_37k.jsonl.gz
    python benchmarks/scale.py 5000 --workers 1

Each size is a separate archive in a temporary folder, filled with the first articles of the file and processed by the
ordinary commands. The result is the Markdown table in docs/scale.md. Seconds are wall time; a line below the table
gives the load of the machine.
"""

import argparse
import gzip
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.data import data_file  # noqa: E402 - the folder is named before.

SIZES = (5_000, 37_540)
_STAGE = re.compile(r"([\d,]+) ([a-z ]+?) in ([\d.]+) s")


class Archive:
    """An archive in a folder, filled and processed by the site's commands."""

    def __init__(self, folder: Path, workers: int | None) -> None:
        self.folder, self.peak = folder, 0
        self.options = ["--workers", str(workers)] if workers else []
        self._environment = os.environ | {"NEWSGROUPS_DATA_DIR": str(folder), "HTTPS": "0"}

    def run(self, *command: str) -> str:
        """Returns the output of a command, and records its peak memory, which is that of its largest process."""
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), *command],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{command[0]} failed")
        self.peak = max(self.peak, used.ru_maxrss)
        return printed

    def figures(self, file: Path) -> dict[str, str]:
        """Returns the rows of the table: name and value."""
        self.run("migrate", "-v0")
        started = time.perf_counter()
        self.run("import_articles", str(file), "--no-process")
        rows = {"import, s": f"{time.perf_counter() - started:.1f}"}
        printed = self.run("process_articles", *self.options)
        rows |= {f"{stage}, s": seconds for _, stage, seconds in _STAGE.findall(printed)}
        rows |= {f"table {name}, MB": _megabytes(size) for name, size in self._tables()}
        rows["database, MB"] = _megabytes((self.folder / "newsgroups.sqlite3").stat().st_size)
        rows["search index, MB"] = _megabytes(sum(each.stat().st_size for each in self.folder.glob("index/gen-*/*")))
        rows["largest process, MB"] = f"{self.peak / 1_000:.0f}"
        return rows

    def _tables(self) -> list[tuple[str, int]]:
        """Returns the largest tables with their indexes, if SQLite was compiled to report sizes."""
        with sqlite3.connect(self.folder / "newsgroups.sqlite3") as database:
            try:
                return database.execute(
                    "SELECT tbl_name, SUM(pgsize) AS size FROM dbstat JOIN sqlite_schema USING (name) "
                    "GROUP BY tbl_name ORDER BY size DESC LIMIT 6"
                ).fetchall()
            except sqlite3.OperationalError:
                return []


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def first_articles(count: int, folder: Path) -> Path:
    file = folder / f"first-{count}.jsonl.gz"
    with (
        gzip.open(data_file("archive_37k.jsonl.gz"), "rt") as lines,
        gzip.open(file, "wt", compresslevel=1) as out,
    ):
        out.writelines(islice(lines, count))
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--workers", type=int)
    options = parser.parse_args()
    columns = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="newsgroups-scale-") as folder:
            file = first_articles(size, Path(folder))
            columns[size] = Archive(Path(folder), options.workers).figures(file)
    names = dict.fromkeys(name for column in columns.values() for name in column)
    print("| | " + " | ".join(f"{size:,} articles" for size in columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for name in names:
        print(f"| {name} | " + " | ".join(column.get(name, "") for column in columns.values()) + " |")
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()
