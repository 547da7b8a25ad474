"""`manage.py run_site` as a newcomer runs it: the real server on an empty archive."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
# A busy single-core machine still loads the demo within this time.
PATIENCE_SECONDS = 240


def test_the_site_answers_with_the_demo_archive(tmp_path: Path) -> None:
    port = _free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsgroups.settings", "HTTPS": "0", "DEBUG": "0"}
    environment |= {"NEWSGROUPS_DATA_DIR": str(tmp_path / "data"), "PORT": str(port), "DATABASE_URL": ""}
    del environment["DATABASE_URL"]
    command = [sys.executable, "manage.py", "run_site", "--workers", "1"]
    with (tmp_path / "log").open("w+") as log:
        site = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            page = _page(f"http://127.0.0.1:{port}/", site)
        finally:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(30)
        log.seek(0)
        said = log.read()
    assert f"Newsgroups is at http://127.0.0.1:{port}/" in said
    assert "<h1>Stories</h1>" in page
    assert "82 articles" in page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _page(address: str, site: "subprocess.Popen[bytes]") -> str:
    """Returns the page as soon as the server responds; fails at once if the server has exited."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and site.poll() is None:
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"the server ended with {site.poll()} or did not answer in time")
