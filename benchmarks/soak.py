"""Visitors read for an hour while articles are imported: no errors, no page slow, no worker grows.

    python benchmarks/soak.py --archive FOLDER [--seconds 3600] [--clients 20]    # a processed data folder, copied
    python benchmarks/soak.py --seconds 30    # the demo archive, to try it

Serves the archive as `make run` does (two processes). Each client is a visitor of its own behind a proxy, who requests
a random page (home, stories, a story, an article, a search, similar articles, a comparison, the calendar, the API) or
looks a text up, and then reads for `--pause` seconds on average. Meanwhile, twenty articles are imported and processed
again and again. Prints, for each kind of page, the requests and the time they took, then errors, imports, and what the
workers held at the beginning (after a tenth of the time) and at the end: memory of their own, open files, and the
largest write-ahead log. Exits with status 1 if a request failed, if the 95th percentile of a page is above a second, if
the log exceeds 100 MB or, in runs of ten minutes and more, if memory grew by 5% or open files grew.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

import urllib3

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.worker_memory import memory  # noqa: E402
from benchmarks.writers_and_readers import MAX_LOG, manage  # noqa: E402

SEED = 11
MAX_SECONDS = 1.0
MAX_GROWTH = 0.05
# Shorter runs see caches fill.
STEADY_SECONDS = 600
IMPORTED, EVERY_SECONDS = 20, 20.0
SAMPLE_SECONDS = 5.0


class Pages:
    """Draws pages of an archive, by kind, with realistic weights."""

    def __init__(self, data: Path) -> None:
        code = (
            "import json; from newsgroups.models import *; "
            "a = list(Article.objects.visible().order_by('?').values_list('pk', 'text')[:300]); "
            "s = list(Story.objects.groups().order_by('?').values_list('pk', flat=True)[:300]); "
            "p = list(Pair.objects.visible().order_by('-pk').values_list('left_id', 'right_id')[:300]); "
            "print(json.dumps([a, s, p]))"
        )
        articles, self.stories, self.pairs = json.loads(manage(data, "shell", "-v0", "-c", code))
        self.articles = [pk for pk, _ in articles]
        self.texts = [" ".join(text.split()[:400]) for _, text in articles]
        self.words = [word for text in self.texts for word in text.split() if word.isalpha() and len(word) > 5]

    def drawn(self, draw: random.Random) -> tuple[str, str, str]:
        """The kind of a page, its address, and the text to post to it."""
        kinds = {
            "home": "/", "stories": f"/groups/?page={draw.randint(1, 3)}",
            "story": f"/groups/{draw.choice(self.stories)}/",
            "article": f"/articles/{draw.choice(self.articles)}/", "search": f"/search/?q={draw.choice(self.words)}",
            "similar": "/similar/", "browse": "/browse/", "api": f"/api/v1/groups/{draw.choice(self.stories)}",
            "compare": "/compare/{}/{}/".format(*draw.choice(self.pairs)), "look-up": "/api/v1/lookup",
        }  # fmt: skip
        kind = draw.choices(list(kinds), weights=[2, 2, 4, 4, 4, 1, 1, 2, 2, 1])[0]
        return kind, kinds[kind], draw.choice(self.texts) if kind == "look-up" else ""


class Soak:
    """What clients and samples found so far."""

    def __init__(self, site: str, pages: Pages, until: float) -> None:
        self.site, self.pages, self.until = site, pages, until
        self.took: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.imports = 0
        self.largest_log = 0
        # By sample: time, megabytes and open files of each worker.
        self.samples: list[tuple[float, list[float], list[int]]] = []

    def visit(self, number: int, pause: float) -> None:
        draw, pool = random.Random(SEED + number), urllib3.PoolManager(timeout=60, retries=False)
        headers = {"X-Forwarded-For": f"203.0.113.{number + 1}", "Content-Type": "application/json"}
        while time.monotonic() < self.until:
            kind, path, text = self.pages.drawn(draw)
            started = time.perf_counter()
            with contextlib.suppress(urllib3.exceptions.HTTPError):
                body = json.dumps({"text": text}) if text else None
                status = pool.request("POST" if text else "GET", self.site + path, body=body, headers=headers).status
                self.took[kind].append(time.perf_counter() - started)
                self.statuses[kind, status] += 1
                time.sleep(draw.expovariate(1 / pause))
                continue
            self.statuses[kind, 0] += 1

    def import_articles(self, data: Path, folder: Path) -> None:
        from benchmarks.killed_runs import rows

        while time.monotonic() < self.until:
            started, file = time.monotonic(), folder / "new.jsonl"
            new = [
                each | {"url": f"{each['url']}-{self.imports}", "text": f"{each['text']} {self.imports}"}
                for each in rows()[:IMPORTED]
            ]
            file.write_text("".join(json.dumps(each) + "\n" for each in new))
            manage(data, "import_articles", str(file))
            self.imports += 1
            time.sleep(max(0.0, min(EVERY_SECONDS, self.until - time.monotonic()) - (time.monotonic() - started)))

    def sample(self, data: Path, server: int) -> None:
        log = data / "newsgroups.sqlite3-wal"
        while time.monotonic() < self.until:
            workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
            held = [memory(int(worker))[0] for worker in workers]
            files = [len(list(Path(f"/proc/{worker}/fd").iterdir())) for worker in workers]
            self.samples.append((time.monotonic(), held, files))
            self.largest_log = max(self.largest_log, log.stat().st_size if log.exists() else 0)
            time.sleep(SAMPLE_SECONDS)


def failures(soak: Soak, seconds: float) -> list[str]:
    """Prints the figures; returns what is wrong with them."""
    found = []
    print(f"{'page':8} {'requests':>8} {'median':>8} {'95 %':>8} {'longest':>8}")
    for kind, took in sorted(soak.took.items()):
        at = sorted(took)[int(0.95 * len(took))]
        print(f"{kind:8} {len(took):8} {statistics.median(took):7.2f}s {at:7.2f}s {max(took):7.2f}s")
        if at > MAX_SECONDS:
            found.append(f"{kind}: 95th percentile {at:.2f} s")
    # A story that an import regrouped redirects to what became of it, or says that it is gone.
    refused = {key: count for key, count in soak.statuses.items() if key[1] not in (200, 301, 302, 404, 410)}
    found += [f"{kind}: status {status}, {count} times" for (kind, status), count in sorted(refused.items())]
    tenth = max(1, len(soak.samples) // 10)
    first, last = soak.samples[tenth : 2 * tenth] or soak.samples[:1], soak.samples[-tenth:]
    held = [statistics.median(sum(each[1]) / len(each[1]) for each in part) for part in (first, last)]
    files = [statistics.median(sum(each[2]) / len(each[2]) for each in part) for part in (first, last)]
    print(
        f"{soak.imports} imports of {IMPORTED} articles; a worker held {held[0]:.0f} MB and {files[0]:.0f} files, "
        f"then {held[1]:.0f} MB and {files[1]:.0f} files; write-ahead log at most {soak.largest_log / 1e6:.1f} MB"
    )
    if seconds >= STEADY_SECONDS and held[1] > held[0] * (1 + MAX_GROWTH):
        found.append(f"memory grew by {100 * (held[1] / held[0] - 1):.1f}%")
    if seconds >= STEADY_SECONDS and files[1] > files[0] + 5:
        found.append("open files grew")
    if soak.largest_log > MAX_LOG:
        found.append(f"the write-ahead log grew to {soak.largest_log:,} bytes")
    return found


def main(archive: str, seconds: float, clients: int, pause: float) -> None:
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    data = folder / "data"
    os.environ |= {"TRUSTED_PROXIES": "127.0.0.1", "NEWSGROUPS_DEMO": "0", "OPENBLAS_NUM_THREADS": "1"}
    os.environ.pop("DATABASE_URL", None)
    try:
        if archive:
            shutil.copytree(archive, data)
            manage(data, "migrate", "-v0")
        else:
            manage(data, "migrate", "-v0")
            manage(data, "load_demo")
        manage(data, "setup")
        found = run(data, folder, seconds, clients, pause)
    finally:
        shutil.rmtree(folder)
    if found:
        sys.exit("; ".join(found))
    print(f"{seconds:.0f} s, {clients} clients: nothing failed, nothing slow, nothing grew")


def run(data: Path, folder: Path, seconds: float, clients: int, pause: float) -> list[str]:
    pages, port = Pages(data), free_port()
    command = [sys.executable, "manage.py", "run_site", "--port", str(port)]
    given = {**os.environ, "NEWSGROUPS_DATA_DIR": str(data), "HTTPS": "0"}
    given["DJANGO_SETTINGS_MODULE"] = "newsgroups.settings"
    with (folder / "site.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=given, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        soak = Soak(f"http://127.0.0.1:{port}", pages, time.monotonic() + seconds)
        work = [threading.Thread(target=soak.visit, args=(number, pause)) for number in range(clients)]
        work.append(threading.Thread(target=soak.import_articles, args=(data, folder)))
        work.append(threading.Thread(target=soak.sample, args=(data, server.pid)))
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        return failures(soak, seconds)
    finally:
        server.terminate()
        server.wait(90)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(600):
        with contextlib.suppress(urllib3.exceptions.HTTPError):
            urllib3.request("GET", url, timeout=5, retries=False)
            return
        time.sleep(0.2)
    sys.exit("The site did not start.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", default="", help="A processed data folder, which is copied.")
    parser.add_argument("--seconds", type=float, default=3_600.0)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.5, help="Seconds that a client reads a page, on average.")
    asked = parser.parse_args()
    main(asked.archive, asked.seconds, asked.clients, asked.pause)
