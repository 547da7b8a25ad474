"""Memory of one web worker while visitors read, search, compare, and look up texts.

    python benchmarks/worker_memory.py [ARTICLES]    # recombined (default 200,000), in a temporary folder
    python benchmarks/worker_memory.py --archive FOLDER    # an existing data folder

The server is started as `make run` starts it, with one worker on loopback. Each round requests every kind of page;
look-ups are of 430 and of 3,000 words. After each round, it prints what the worker holds: its own memory, and pages of
files (libraries, the search index) that the system can reclaim. Recombined articles have fingerprints, terms, and a
search index, but no pairs and groups, which pages read by key.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SEED = 17
ROUNDS = 5
ROUND = 12
_SETTINGS = {
    "HTTPS": "0",
    "RATE_LIMITS": "search=0,paste=0",
    "NEWSGROUPS_DEMO": "0",
    "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
    "OPENBLAS_NUM_THREADS": "1",
}
_WORD = re.compile(r"[A-Za-z]{4,}")


def main(folder: str, count: int) -> None:
    os.environ |= _SETTINGS | {"NEWSGROUPS_DATA_DIR": folder}
    import django

    django.setup()
    if count:
        prepare(count)
    from newsgroups.models import Article

    if waiting := sum(Article.objects.pending(stage).count() for stage in ("sketch", "match", "index")):
        # The site processes what is pending before it responds, which may take hours.
        sys.exit(f"{waiting:,} steps are pending in {folder}: run process_articles first.")
    ids = list(Article.objects.visible().values_list("pk", flat=True))
    print(f"{len(ids):,} articles")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "run_site", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, cwd=Path(__file__).resolve().parent.parent, stdout=subprocess.DEVNULL)
    try:
        visit(f"http://127.0.0.1:{port}", server.pid, ids)
    finally:
        server.terminate()
        server.wait(30)


def prepare(count: int) -> None:
    """Creates everything that pages of a large archive read, except pairs."""
    from django.core.management import call_command

    from benchmarks.recombined import fill_and_sketch
    from newsgroups.models import Article

    fill_and_sketch(count)
    Article.objects.update(needs_match=False)
    call_command("reindex", verbosity=0)


def visit(site: str, server: int, ids: list[int]) -> None:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    wait_for(opener, site)
    draw = Random(SEED)
    print(f"{'round':>5} {'own':>8} {'of files':>8}")
    for number in range(1, ROUNDS + 1):
        for path, form in asked(draw, ids):
            answer(opener, site + path, form)
        own, files = memory(worker_of(server))
        print(f"{number:>5} {own:>5.0f} MB {files:>5.0f} MB")


def wait_for(opener: OpenerDirector, site: str, patience: float = 120) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            opener.open(f"{site}/healthz", timeout=10).read()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("The site did not start.")


def asked(draw: Random, ids: list[int]) -> Iterator[tuple[str, dict[str, str] | None]]:
    from newsgroups.models import Article

    for page in ("/", "/groups/", "/similar/", "/browse/", "/about/", "/search/?q=the+police", "/groups/feed/"):
        yield page, None
    for _ in range(ROUND):
        one, other = Article.objects.get(pk=draw.choice(ids)), Article.objects.get(pk=draw.choice(ids))
        words = draw.sample(_WORD.findall(one.text), 2)
        yield f"/articles/{one.pk}/", None
        yield f"/compare/{one.pk}/{other.pk}/", None
        yield f"/search/?{urlencode({'q': ' '.join(words)})}", None
        yield f"/search/?{urlencode({'q': words[0][:4] + '*'})}", None
        yield "/lookup/", {"text": " ".join(one.text.split()[:430])}
    long = " ".join(Article.objects.get(pk=draw.choice(ids)).text for _ in range(7))
    yield "/lookup/", {"text": " ".join(long.split()[:3_000])}


def answer(opener: OpenerDirector, url: str, form: dict[str, str] | None) -> None:
    """Sends a request as a browser does, with the form's token; a page that reports no such pair is valid, too."""
    data = None
    if form:
        page = opener.open(url, timeout=60).read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        data = urlencode(form | ({"csrfmiddlewaretoken": found[1]} if found else {})).encode()
    try:
        opener.open(Request(url, data, {"Referer": url}), timeout=60).read()  # noqa: S310
    except HTTPError as error:
        if error.code != 404:
            raise


def worker_of(server: int) -> int:
    """The server's only child process."""
    return int(Path(f"/proc/{server}/task/{server}/children").read_text().split()[0])


def memory(process: int) -> tuple[float, float]:
    """Megabytes of the process's own memory and of file pages."""
    status = Path(f"/proc/{process}/status").read_text()
    own, files = (int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("RssAnon", "RssFile"))  # type: ignore[index]
    return own / 1024, files / 1024


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if "--archive" in sys.argv:
        main(sys.argv[2], 0)
    else:
        with tempfile.TemporaryDirectory(prefix="worker-memory-") as temporary:
            main(temporary, int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
