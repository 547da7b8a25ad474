"""Static files have the hash of their content in their names, and are sent compressed and kept for a year."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from newsgroups.web.server.static_files import CollectedStaticFiles


@pytest.fixture
def sources(settings, tmp_path: Path) -> Path:
    """A folder of static files instead of all those of the site and the admin."""
    folder = tmp_path / "sources"
    (folder / "css").mkdir(parents=True)
    (folder / "css/site.css").write_text("body { color: black; background: url(dot.svg); }\n" * 50)
    (folder / "css/dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "newsgroups.web.server.static_files.CollectedStaticFiles"}
    }
    return folder


def url(name: str) -> str:
    return CollectedStaticFiles().url(name)


def test_before_they_are_collected_files_have_their_own_names(sources: Path) -> None:
    assert url("css/site.css") == "/static/css/site.css"


def test_collected_files_are_named_by_content_and_compressed(sources: Path, settings) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    named = url("css/site.css")
    assert named.startswith("/static/css/site.") and named != "/static/css/site.css"
    file = settings.STATIC_ROOT / named.removeprefix("/static/")
    assert 'url("dot.' in file.read_text()
    for ending in (".gz", ".br"):
        assert Path(f"{file}{ending}").stat().st_size < file.stat().st_size / 5


def test_a_file_changed_since_is_not_served_as_it_was(sources: Path) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    (sources / "css/site.css").write_text("body { color: white; }")
    assert url("css/site.css") == "/static/css/site.css"
    call_command("collectstatic", "--clear", "--noinput", verbosity=0)
    assert url("css/site.css") != "/static/css/site.css"


def test_a_file_added_since_does_not_break_pages(sources: Path) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    (sources / "new.js").write_text("alert(1)")
    assert url("new.js") == "/static/new.js"


def test_a_damaged_list_of_collected_files_does_not_break_pages(sources: Path, settings) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert url("css/site.css") == "/static/css/site.css"


PROGRAM = """
import os, io
os.environ["DJANGO_SETTINGS_MODULE"] = "newsgroups.settings"
import django
django.setup()
from django.core.management import call_command
call_command("collectstatic", "--noinput", verbosity=0)
from django.core.wsgi import get_wsgi_application
from django.templatetags.static import static
from django.test import RequestFactory
said = {}
environ = RequestFactory().get(static("icon.svg")).environ | {"SERVER_NAME": "localhost"}
get_wsgi_application()(environ, lambda status, headers: said.update(headers, status=status))
print(said["status"], said["Cache-Control"], sep="|")
"""


def test_browsers_keep_a_collected_file_for_years(tmp_path: Path) -> None:
    own = {"NEWSGROUPS_DATA_DIR": str(tmp_path), "HTTPS": "0"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | own, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "200 OK|max-age=315360000, public, immutable"


def test_a_page_is_sent_compressed_to_browsers_that_accept_it(client: Client, archive) -> None:
    plain = client.get("/groups/")
    packed = client.get("/groups/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in packed["Vary"]
