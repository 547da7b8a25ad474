"""A pasted text is compared and discarded: no row, file, temporary file or log line ever contains it."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsgroups.models import SharedLookup
from newsgroups.stories.lookup.look_up import LookUp, look_up
from newsgroups.web.views.lookup import lookup as lookup_view
from tests.ingest.files.test_uploads import a_docx
from tests.web.conftest import OWN_WORDS

PLANTED = "xylophone marmalade seventeen penguins whisper around the lighthouse tonight"
SECRET = b"marmalade"
TEXT = f"{PLANTED}. {OWN_WORDS}"


class Watch(logging.Handler):
    """Collects log records during a test; caplog has discarded them by the time a fixture ends."""

    def __init__(self, folder: Path, streams: pytest.CaptureFixture) -> None:
        super().__init__(logging.DEBUG)
        self.folder, self.streams, self.said = folder, streams, ""
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        # Database statements are logged with their parameters; the rows are checked separately.
        if record.name != "django.db.backends":
            self.said += f"{self.format(record)} {vars(record)}\n"

    def leaks(self) -> set[str]:
        """Returns the places where the secret can be found now."""
        self.said += "".join(self.streams.readouterr())
        files = [path for path in self.folder.rglob("*") if path.is_file() and SECRET in path.read_bytes()]
        mails = [message for message in mail.outbox if "marmalade" in message.body + message.subject]
        found = {"said": "marmalade" in self.said, "file": files, "mail": mails, "row": rows_with_the_secret()}
        return {where for where, what in found.items() if what}


@pytest.fixture(autouse=True)
def watch(db, tmp_path: Path, settings, monkeypatch, capfd) -> Iterator[Watch]:
    """Checks everything that was written during a test when it ends."""
    settings.ADMINS = [("Operator", "operator@news.example")]
    settings.DATA_DIR = tmp_path
    settings.RATE_LIMITS = {"paste": 1_000}
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    watch, root = Watch(tmp_path, capfd), logging.getLogger()
    level = root.level
    root.addHandler(watch)
    root.setLevel(logging.DEBUG)
    yield watch
    root.setLevel(level)
    root.removeHandler(watch)
    assert watch.leaks() == set()


def rows_with_the_secret() -> list[str]:
    return [
        model.__name__ for model in apps.get_models() for row in model.objects.all() if "marmalade" in str(vars(row))
    ]


def test_a_text_on_the_page(client: Client, archive) -> None:
    assert client.post("/lookup/", {"text": TEXT}).status_code == 200


def test_a_text_beside_an_article(client: Client, archive) -> None:
    assert client.post(f"/lookup/compare/{archive['own'].pk}/", {"text": TEXT}).status_code == 200


@pytest.mark.parametrize("name", ["marmalade.txt", "marmalade.docx"])
def test_a_file(client: Client, archive, name: str) -> None:
    data = TEXT.encode() if name.endswith("txt") else a_docx(TEXT)
    assert client.post("/lookup/", {"file": SimpleUploadedFile(name, data)}).status_code == 200


@pytest.mark.parametrize("question", [{"text": TEXT}, {"text": TEXT, "limit": 0}, {"text": "marmalade"}, {"text": 5}])
def test_a_question_of_the_api(client: Client, archive, question) -> None:
    response = client.post("/api/v1/lookup", json.dumps(question), content_type="application/json")
    assert response.status_code in (200, 422)


REFUSED = {"word": "marmalade", "null": f"{PLANTED}\0", "long": PLANTED * 4_000, "megabytes": "marmalade " * 400_000}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_a_text_that_is_refused(client: Client, archive, refused: str) -> None:
    assert client.post("/lookup/", {"text": refused}).status_code in (413, 422)


def test_a_file_with_an_odd_name(client: Client, archive) -> None:
    file = SimpleUploadedFile("marmalade\u202e.txt", TEXT.encode())
    assert client.post("/lookup/", {"file": file}).status_code == 400


@pytest.mark.parametrize("path", ["/lookup/", "/api/v1/lookup"])
def test_a_failure_of_ours(client: Client, archive, monkeypatch, path: str) -> None:
    def fails(*args: object, **options: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(lookup_view, "look_up", fails)
    monkeypatch.setattr("newsgroups.web.api.routers.search.look_up", fails)
    client.raise_request_exception = False
    given = {"text": TEXT} if path == "/lookup/" else json.dumps({"text": TEXT})
    kind = {} if path == "/lookup/" else {"content_type": "application/json"}
    assert client.post(path, given, **kind).status_code == 500
    assert [message.subject for message in mail.outbox] != []


def test_the_check_sees_what_is_kept(client: Client, archive, watch: Watch) -> None:
    response = client.post("/lookup/reports/", {"text": TEXT, "days": "1"})
    assert (response.status_code, rows_with_the_secret(), watch.leaks()) == (303, ["SharedLookup"], {"row"})
    SharedLookup.objects.all().delete()


@pytest.mark.parametrize("path", ["/lookup/", "/api/v1/lookup"])
def test_the_check_sees_what_a_page_logs(client: Client, archive, monkeypatch, watch: Watch, path: str) -> None:
    def logs(text: str, **options: object) -> LookUp:
        logging.getLogger("newsgroups.lookup").debug("asked for %s", text)
        return look_up(text, **options)

    monkeypatch.setattr(lookup_view, "look_up", logs)
    monkeypatch.setattr("newsgroups.web.api.routers.search.look_up", logs)
    given = {"text": TEXT} if path == "/lookup/" else json.dumps({"text": TEXT})
    kind = {} if path == "/lookup/" else {"content_type": "application/json"}
    assert client.post(path, given, **kind).status_code == 200
    assert watch.leaks() == {"said"}
    watch.said = ""


def test_the_check_sees_what_is_printed_mailed_and_left_in_files(tmp_path: Path, watch: Watch) -> None:
    print(PLANTED, file=sys.stderr)
    mail.mail_admins("Something failed", TEXT)
    (tmp_path / "upload.txt").write_text(TEXT)
    assert watch.leaks() == {"said", "mail", "file"}
    (tmp_path / "upload.txt").unlink()
    mail.outbox.clear()
    watch.said = ""


def test_no_answer_is_kept_by_browsers_or_proxies(client: Client, archive) -> None:
    assert "no-store" in client.post("/lookup/", {"text": TEXT})["Cache-Control"]
