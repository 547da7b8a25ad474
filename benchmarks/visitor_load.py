"""How long readers wait for a page while one address pastes texts, uploads files, and requests addresses.

    python benchmarks/visitor_load.py [--articles 3000] [--seconds 20]    # recombined, in a temporary folder
    python benchmarks/visitor_load.py --archive FOLDER    # a processed data folder, which is not changed

Serves the archive as `make run` does (two processes) and requests pages, with two readers at a time, first alone and
then during each attack: eight clients that paste 200,000 characters made of sentences from the archive, six that upload
files which take as long to read as they may, eight that request addresses (endless redirects from a slow host that asks
for 59 seconds between requests, and addresses of 44 kB), all of these, and twenty that send a byte a second. Rate
limits are the site's own, except that attackers begin each row with theirs unused. The slow host is in this process; no
request leaves the machine.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import urllib3

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEED = 7
READERS, PASTERS, UPLOADERS, ASKERS, DRIPPERS = 2, 8, 6, 8, 20
# Readers pause at each page; attackers do not.
THINKING = 0.05
LONGEST = 120.0
MOSAICS = 12
CHARACTERS = 200_000


def settle(folder: str) -> None:
    os.environ |= {
        "NEWSGROUPS_DATA_DIR": folder,
        "NEWSGROUPS_DEMO": "0",
        "HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }
    import django

    django.setup()


def fill(folder: str, count: int) -> None:
    settle(folder)
    from django.core.management import call_command

    from benchmarks.recombined import fill as fill_archive

    call_command("migrate", verbosity=0)
    fill_archive(count)
    call_command("process_articles")


def drawn(folder: str, file: str) -> None:
    """URLs of pages to read, and texts made of sentences from the archive."""
    settle(folder)
    from newsgroups.models import Article, Story
    from newsgroups.text.sentences import sentences

    draw = Random(SEED)
    ids = list(Article.objects.visible().values_list("pk", flat=True))
    stories = list(Story.objects.filter(article_count__gt=1).values_list("pk", flat=True)[:500])
    chosen = [draw.choice(ids) for _ in range(400)]
    texts = dict(Article.objects.filter(pk__in=chosen).values_list("pk", "text"))
    cut = [text[each.start : each.end] for text in texts.values() for each in sentences(text)]
    words = [word for word in " ".join(cut[:200]).split() if word.isalpha() and len(word) > 5]
    pages = [f"/groups/{draw.choice(stories)}/" for _ in range(40)] if stories else []
    pages += [f"/articles/{pk}/" for pk in chosen[:40]] + [f"/search/?q={draw.choice(words)}" for _ in range(20)]
    pages += ["/", "/groups/", "/browse/", "/about/"] * 5
    draw.shuffle(pages)
    longest = [" ".join(draw.choices(cut, k=CHARACTERS // 40))[:CHARACTERS] for _ in range(MOSAICS)]
    Path(file).write_text(json.dumps({"pages": pages, "texts": longest}))


def guarded_site(port: int) -> Any:
    """The site for gunicorn, allowed to request only the slow host."""
    from newsgroups.wsgi import application  # isort: skip
    from newsgroups.ingest.fetch import ssrf_guard

    ssrf_guard.PUBLIC = ssrf_guard.Guard(
        resolve=lambda host, at: ["127.0.0.1"], ports=frozenset({port}), also=frozenset({"127.0.0.1"})
    )
    return application


class SlowHost(BaseHTTPRequestHandler):
    """Asks for long pauses, responds slowly, and redirects without end."""

    def do_GET(self) -> None:
        time.sleep(0.2)
        robots = self.path == "/robots.txt"
        body = b"User-agent: *\nCrawl-delay: 59\n" if robots else b""
        self.send_response(200 if robots else 302)
        if not robots:
            self.send_header("Location", f"{self.path}x")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: str) -> Iterator[tuple[str, int]]:
    """The URL of the site, and the port of the slow host."""
    from newsgroups.management.commands import run_site

    slow = ThreadingHTTPServer(("127.0.0.1", 0), SlowHost)
    slow.daemon_threads = True
    threading.Thread(target=slow.serve_forever, daemon=True).start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", f"benchmarks.visitor_load:guarded_site({slow.server_address[1]})"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", str(getattr(run_site, "THREADS", 4))),
            *("--timeout", "60", "--log-level", "critical", "--config", "python:newsgroups.pipeline.scheduler"),
        ],
        env={**run_site.MEMORY_GIVEN_BACK, **os.environ, "NEWSGROUPS_DATA_DIR": folder},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", site)
        yield f"http://127.0.0.1:{port}", slow.server_address[1]
    finally:
        site.terminate()
        site.wait(90)
        slow.shutdown()


def _wait_for(url: str, site: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with suppress(urllib3.exceptions.HTTPError):
            urllib3.request("GET", url, timeout=5, retries=False)
            return
        if site.poll() is not None:
            break
        time.sleep(0.2)
    sys.exit("The site did not start.")


def read_pages(site: str, pages: list[str], seconds: float) -> tuple[list[float], Counter[int]]:
    """The seconds that each page took, and the number of responses by status; 0 is no response."""
    took: list[float] = []
    statuses: Counter[int] = Counter()
    until = time.monotonic() + seconds

    def read(first: int) -> None:
        pool = urllib3.PoolManager(timeout=LONGEST, retries=False)
        for number in range(first, 1_000_000, READERS):
            if time.monotonic() > until:
                return
            started = time.perf_counter()
            try:
                status = pool.request("GET", site + pages[number % len(pages)]).status
            except urllib3.exceptions.HTTPError:
                status = 0
            took.append(time.perf_counter() - started)
            statuses[status] += 1
            time.sleep(THINKING)

    _together(read, READERS)
    return took, statuses


def attack(kinds: tuple[str, ...], site: str, slow_port: int, texts: list[str], answers: Any) -> None:
    """Sends requests until the process is ended."""
    file = slow_file()

    def paste(number: int) -> None:
        for turn in range(1_000_000):
            text = texts[(number + turn * PASTERS) % len(texts)]
            _ask(answers, "paste", lambda text=text: _post(site, {"text": text}))

    def upload(number: int) -> None:
        form = urllib3.request("GET", f"{site}/lookup/", timeout=LONGEST, retries=False)
        cookie = form.headers["Set-Cookie"].split(";")[0]
        token = form.data.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        fields = {"csrfmiddlewaretoken": token, "text": "", "file": ("a.pdf", file, "application/pdf")}

        def send() -> int:
            sent = {"Cookie": cookie, "Referer": f"{site}/lookup/"}
            return urllib3.request(
                "POST", f"{site}/lookup/", fields=fields, headers=sent, timeout=LONGEST, retries=False
            ).status

        while True:
            _ask(answers, "upload", send)

    def ask(number: int) -> None:
        for turn in range(1_000_000):
            endless = f"http://h{number}-{turn}.example:{slow_port}/"
            url = endless if number % 2 else "https://a.example" + "/index.html" * 4_000
            _ask(answers, "address", lambda url=url: _post(site, {"url": url}))

    def drip(number: int) -> None:
        host, port = site.removeprefix("http://").split(":")
        while True:
            with suppress(OSError), socket.create_connection((host, int(port)), timeout=LONGEST) as client:
                for byte in b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 4_000:
                    client.send(bytes([byte]))
                    time.sleep(1)
            answers.put(("drip", 0))

    work = {"paste": (paste, PASTERS), "upload": (upload, UPLOADERS), "address": (ask, ASKERS)}
    work["drip"] = drip, DRIPPERS
    for kind in kinds:
        threading.Thread(target=_together, args=work[kind], daemon=True).start()
    threading.Event().wait()


def _post(site: str, question: dict[str, str]) -> int:
    sent = {"Content-Type": "application/json"}
    body = json.dumps(question)
    return urllib3.request(
        "POST", f"{site}/api/v1/lookup", body=body, headers=sent, timeout=LONGEST, retries=False
    ).status


def _ask(answers: Any, kind: str, send: Callable[[], int]) -> None:
    try:
        status = send()
    except urllib3.exceptions.HTTPError:
        status = 0
    answers.put((kind, status))
    # A rejected client retries soon, but the benchmark is not meant to measure rejections.
    time.sleep(0.2 if status in (0, 429, 503) else 0.0)


def _together(work: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def slow_file() -> bytes:
    """A small PDF whose single page shows so many pieces of text that reading it exceeds the time limit."""
    content = zlib.compress(b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * 1_500_000 + b"ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    file += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, start)
    return bytes(file)


def measure(folder: str, seconds: float, kinds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as beside:
        file = Path(beside) / "drawn.json"
        _in_process(drawn, folder, str(file))
        asked = json.loads(file.read_text())
    settle(folder)
    print(f"{'beside':10} {'pages':>6} {'median':>8} {'95 %':>8} {'longest':>8}  answers to readers; to attackers")
    with served(folder) as (site, slow_port):
        read_pages(site, asked["pages"], max(5.0, seconds / 2))
        for kind in kinds:
            (Path(folder) / "rates.sqlite3").unlink(missing_ok=True)
            each = {"nobody": (), "all": ("paste", "upload", "address")}.get(kind, (kind,))
            _row(kind, each, site, slow_port, asked, seconds)


def _row(kind: str, kinds: tuple[str, ...], site: str, slow_port: int, asked: dict[str, Any], seconds: float) -> None:
    context = get_context("spawn")
    answers = context.SimpleQueue()
    attackers = context.Process(target=attack, args=(kinds, site, slow_port, asked["texts"], answers), daemon=True)
    attackers.start()
    time.sleep(3)
    took, statuses = read_pages(site, asked["pages"], seconds)
    attackers.terminate()
    attackers.join()
    told: Counter[tuple[str, int]] = Counter()
    while not answers.empty():
        told[answers.get()] += 1
    figures = statistics.median(took), sorted(took)[int(0.95 * len(took))], max(took)
    milliseconds = " ".join(f"{1_000 * each:5.0f} ms" for each in figures)
    others = ", ".join(f"{name} {status}: {count}" for (name, status), count in sorted(told.items()))
    print(f"{kind:10} {len(took):6} {milliseconds}  {dict(statuses)}; {others}", flush=True)
    # Everything started so far ends before the next row.
    time.sleep(12 if kinds else 0)


def _in_process(work: Callable[..., None], *arguments: Any) -> None:
    process = get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit("The articles could not be made ready.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--archive", help="A data folder to read from.")
    parser.add_argument("--seconds", type=float, default=20.0, help="Of reading, for each row.")
    parser.add_argument("--beside", nargs="*", default=["nobody", "paste", "upload", "address", "all", "drip"])
    asked = parser.parse_args()
    if asked.archive:
        measure(asked.archive, asked.seconds, asked.beside)
        return
    with tempfile.TemporaryDirectory() as folder:
        _in_process(fill, folder, asked.articles)
        measure(folder, asked.seconds, asked.beside)


if __name__ == "__main__":
    main()
