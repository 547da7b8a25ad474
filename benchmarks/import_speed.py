"""Articles per second from a file to the database, and the memory that this takes.

    python benchmarks/import_speed.py [--real] [ROWS] [WORDS]

With --real, the rows are the first ones of archive_37k.jsonl.gz from the benchmark data. Otherwise, they (default
100,000) are generated while the file is written: words drawn by Zipf's law, between a third of WORDS and WORDS (default
1,000) per row, up to 6 kB each. Six of seven texts have curly quotes and dashes, as in a real archive: texts in ASCII
take shortcuts. A million rows of 150 words take 1.5 GB of disk, of 1,000 words ten. Nothing is processed, and the
archive is created in a temporary folder.
"""

import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

WORDS = 20_000
SEED = 7


def write_rows(file: Path, rows: int, most: int) -> int:
    """Writes JSON lines; returns their size in bytes."""
    draw = random.Random(SEED)
    words = ["".join(draw.choices("abcdefghijklmnoprstuvw", k=draw.randint(2, 11))) for _ in range(WORDS)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    pool = draw.choices(words, weights, k=500_000)
    with file.open("w") as out:
        for number in range(rows):
            start = draw.randrange(len(pool) - 1_000)
            article = {
                "url": f"https://outlet{number % 40}.example/story/{number}?utm_source=feed",
                "title": " ".join(pool[start : start + 8]).capitalize(),
                "text": _text(pool[start : start + draw.randint(most // 3, most)], typographic=number % 7 > 0),
                "published": f"20{10 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z",
                "source": f"Outlet {number % 40}",
            }
            out.write(json.dumps(article) + "\n")
    return file.stat().st_size


def _text(words: list[str], *, typographic: bool) -> str:
    marked = [f"“{word}” —" if typographic and place % 40 == 0 else word for place, word in enumerate(words)]
    return " ".join(marked)


def copy_rows(file: Path, rows: int) -> int:
    """Writes the first rows of the real archive; returns their size in bytes."""
    from benchmarks.data import data_file

    with gzip.open(data_file("archive_37k.jsonl.gz")) as found, file.open("wb") as out:
        out.writelines(islice(found, rows))
    return file.stat().st_size


def main(rows: int, most: int = 1_000, *, are_real: bool = False) -> None:
    with tempfile.TemporaryDirectory(prefix="import-speed-") as folder:
        os.environ["NEWSGROUPS_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from newsgroups.ingest.files.importer import import_files

        call_command("migrate", verbosity=0)
        file = Path(folder) / "rows.jsonl"
        size = copy_rows(file, rows) if are_real else write_rows(file, rows, most)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for name in ("first", "again"):
            started, worked = time.perf_counter(), time.process_time()
            done = import_files([file], report=lambda *finding: None)
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{name}: {done}\n  {rows / seconds:,.0f} articles/s by the clock, {rows / worked:,.0f} by "
                f"processor time, {size / seconds / 1e6:.1f} MB/s, "
                f"{memory:,.0f} MB of memory at most ({before / 1024:,.0f} MB before)"
            )


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    numbers = [int(each) for each in sys.argv[1:] if each != "--real"]
    main(*(numbers or [100_000]), are_real="--real" in sys.argv)
