"""`manage.py run_site` as a newcomer runs it: the real server on an empty archive."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from newsgroups.management.commands.run_site import THREADS

ROOT = Path(__file__).resolve().parents[2]
# A busy single-core machine still loads the demo within this time.
PATIENCE_SECONDS = 240
LOADING = "The archive is empty: loading the demo"


class Site:
    """A server with one worker and the demo archive."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.first_lines: list[str] = []
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsgroups.settings", "HTTPS": "0", "DEBUG": "0"}
        environment |= {"NEWSGROUPS_DATA_DIR": str(folder / "data"), "PORT": str(self.port), "DATABASE_URL": ""}
        del environment["DATABASE_URL"]
        command = [sys.executable, "manage.py", "run_site", "--workers", "1"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.until = time.monotonic() + PATIENCE_SECONDS

    def is_awaited(self) -> bool:
        """Whether the server still runs and has time left to start."""
        time.sleep(0.02)
        return time.monotonic() < self.until and self.process.poll() is None

    def page(self, path: str = "/") -> str:
        """The page, as soon as the server gives it; fails at once if the server has ended."""
        while self.is_awaited():
            try:
                with urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - our own server
                    return answer.read().decode()
            except (URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError(f"the server ended with {self.process.poll()} or did not answer in time")

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = Site(tmp_path_factory.mktemp("site"))
    try:
        while LOADING not in found.log.read_text() and found.is_awaited():
            pass
        found.first_lines = found.log.read_text().splitlines()
        found.page()
        yield found
    finally:
        found.stop()


def test_the_site_answers_with_the_demo_archive(site: Site) -> None:
    page = site.page()
    assert f"Newsgroups is at {site.address}/" in site.log.read_text()
    assert "<h1>Stories</h1>" in page
    assert "92 articles" in page


def test_a_newcomer_reads_what_goes_on_while_it_does_and_nothing_else(site: Site) -> None:
    assert site.first_lines == [f"{LOADING} (set NEWSGROUPS_DEMO=0 to skip it)."]
    lines = site.log.read_text().splitlines()
    assert len(lines) == 7
    assert lines[0] == site.first_lines[0]
    assert lines[2].startswith("92 rows: 92 articles created, 0 updated, 0 unchanged, 0 rejected")
    assert lines[-1] == f"Newsgroups is at {site.address}/ - stop it with Ctrl+C"


@pytest.mark.parametrize(
    "said", [b"", b"GET / HTTP/1.1\r\n", b"POST /lookup/ HTTP/1.1\r\nContent-Length: 9\r\n\r\ntext"]
)
def test_pages_come_while_twice_as_many_clients_as_threads_send_nothing_more(site: Site, said: bytes) -> None:
    with ExitStack() as clients:
        for _ in range(2 * THREADS):
            slow = clients.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=30))
            slow.sendall(said)
        time.sleep(0.5)
        started = time.monotonic()
        assert site.page("/healthz") == '{"status": "alive"}'
        assert time.monotonic() - started < 4


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
