"""Cost of a look-up as the archive grows: pasted texts in a small and a large archive, alternating.

    python benchmarks/lookup_growth.py                            # 20,000 and 200,000 recombined articles, an hour
    python benchmarks/lookup_growth.py --archives SMALL LARGE     # data folders with fingerprints

Each archive is read by processes of its own, several times alternately, each with texts from its archive, half of them
with every seventh word removed. Figures are median milliseconds of CPU time; each database was read once before, so
that its pages are in the system's memory.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.lookup_speed import SEED, TEXTS, WORDS, in_turn, paste, read_once, settle

COUNTS = (20_000, 200_000)
ROUNDS = 5
WAYS = ("sources named", "passages", "with the same story")


def main(folders: Sequence[str]) -> None:
    taken: list[list[list[float]]] = [[] for _ in folders]
    for _ in range(ROUNDS):
        for folder, times in zip(folders, taken, strict=True):
            times.append([float(each) for each in in_a_process("measure", folder).split()])
    small, large = ([statistics.median(each) for each in zip(*times, strict=True)] for times in taken)
    counts = " and ".join(f"{int(times[0][0]):,}" for times in taken)
    print(f"{counts} articles")
    for name, less, more in zip(WAYS, small[1:], large[1:], strict=True):
        print(f"{name}: {less:.2f} and {more:.2f} ms, {more / less:.2f} times")


def in_a_process(task: str, folder: str, *further: str) -> str:
    asked = [sys.executable, __file__, task, folder, *further]
    return subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(folder: str) -> None:
    """Prints the number of articles and the median milliseconds of each method."""
    settle(folder)
    from newsgroups.matching.passages import Document
    from newsgroups.models import Article
    from newsgroups.stories.lookup.look_up import likely_copied_from, look_up

    def named(text: str) -> list[int]:
        return likely_copied_from(Document(text))[0]

    def copied(text: str) -> list[int]:
        return [match.article.pk for match in look_up(text, in_other_words=False).matches]

    def everything(text: str) -> list[int]:
        return [match.article.pk for match in look_up(text).matches]

    for file in Path(folder).glob("*.sqlite3*"):
        read_once(file)
    draw, ids = Random(SEED), list(Article.objects.filter(needs_sketch=False).values_list("pk", flat=True))
    pasted = [paste(draw, ids, WORDS) for _ in range(TEXTS)]
    print(len(ids), *in_turn([named, copied, everything], pasted))


def fill(folder: str, count: str) -> None:
    settle(folder)
    from benchmarks.recombined import fill_and_sketch

    fill_and_sketch(int(count))


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if sys.argv[1:2] == ["measure"]:
        measure(sys.argv[2])
    elif sys.argv[1:2] == ["fill"]:
        fill(*sys.argv[2:])
    elif sys.argv[1:2] == ["--archives"]:
        main(sys.argv[2:])
    else:
        with tempfile.TemporaryDirectory() as temporary:
            archives = [str(Path(temporary) / str(count)) for count in COUNTS]
            for archive, count in zip(archives, COUNTS, strict=True):
                in_a_process("fill", archive, str(count))
            main(archives)
