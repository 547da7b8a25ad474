"""Every command reports a failure of its environment in one sentence, with status 1 and no traceback.

`pytest -s tests/management/test_failures.py` prints the table.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from newsgroups.management import failures

from . import faults

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons. "
NAMESPACES = subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode == 0


def environment(data: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "NEWSGROUPS_DATA_DIR": str(data), "HTTPS": "0"}


PACKET = """
import json
from django.contrib.auth.models import User
from newsgroups.dossiers.evidence.packet import packet_of
from newsgroups.dossiers.evidence.signature import signed
from newsgroups.models import Dossier
ada = User.objects.create(username="ada")
packet = packet_of(Dossier.objects.create(owner=ada, title="The ferry"))
open("{}", "w").write(json.dumps(signed(packet)))
ada.delete()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template of an archive with some pending articles, and files for the commands that read one."""
    folder = tmp_path_factory.mktemp("faults")

    def manage(*args: str) -> None:
        command = [sys.executable, "manage.py", *args]
        subprocess.run(command, cwd=ROOT, env=environment(folder / "template"), check=True, capture_output=True)

    rows = [{"url": f"https://post.example/{n}", "text": f"{TEXT} It is case {n}. " * 5} for n in range(3)]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "more.jsonl").write_text(json.dumps({"url": "https://vale.example/", "text": TEXT * 5}))
    (folder / "letter.txt").write_text(TEXT)
    (folder / "judgements.jsonl").write_text("{}\n")
    manage("migrate", "-v0")
    manage("import_articles", str(folder / "news.jsonl"))
    manage("import_articles", "--no-process", str(folder / "more.jsonl"))
    manage("shell", "-c", PACKET.format(folder / "evidence.json"))
    manage("export_archive", str(folder / "archive.jsonl.gz"))
    manage("backup", str(folder / "backups"))
    next((folder / "backups").iterdir()).rename(folder / "backup")
    return folder


def outcomes(fault: str, folder: Path) -> dict[str, str]:
    """Returns each command's sentence, or "works" if its status was 0."""
    command = [sys.executable, "-m", "tests.management.faults", fault, str(folder)]
    if fault in faults.OF_THE_DISK:
        command = ["unshare", "-rm", *command]
    ran = subprocess.run(command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True)
    found = {}
    for name, (status, said) in json.loads(ran.stdout).items():
        assert "Traceback" not in said, f"{fault}, {name}:\n{said}"
        assert status in (0, 1), f"{fault}, {name}: status {status}\n{said}"
        found[name] = said.strip().splitlines()[-1] if status else "works"
        print(f"{fault:22} {name:18} {found[name]}")
    return found


# Sentences of commands that do not need what failed, or were rejected for another reason.
OWN_REASONS = (
    "works",
    "CommandError: There is no user named 'ada'.",
    "CommandError: There are 0 judged or labeled pairs; training needs at least 30. The current model stays in use.",
    "CommandError: Curators found 0 disagreements to be real and 0 to be none; training needs at least 20 verdicts, "
    "5 of each kind. The current model stays in use.",
    "CommandError: The database already has users. An archive file can only be loaded into an empty database.",
    "CommandError: The database already has users. An archive file can only be loaded into an empty database. "
    "Use --replace to delete what it holds. The database is unchanged.",
    "CommandError: There is no account ruth.",
    "CommandError: There is no outlet with the slug nowhere.",
)
READS_ONLY = {"verify", "lookup_text", "export_stories", "export_judgements", "export_opml", "export_archive", "backup"}
NEEDS_NOTHING = {"check", "verify_evidence"}
# Says what is wrong in lines of its own.
ATTENTION = "Problems found: "
# By fault: what commands say, and those that do their work nevertheless.
EXPECTED: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "read-only disk": (("is not writable. Set NEWSGROUPS_DATA_DIR",), set()),
    "no driver": ((failures.NO_DRIVER,), set()),
    "no database": ((failures.NO_SERVER,), NEEDS_NOTHING),
    "empty database": ((failures.UNMIGRATED,), {*NEEDS_NOTHING, "migrate", "setup", "run_site"}),
    "full disk": ((failures.FULL, "No space left on device"), NEEDS_NOTHING),
    "disk turned read-only": ((failures.READ_ONLY, "Read-only file system"), NEEDS_NOTHING),
    # Django tests SQLite for JSON support in a transaction and takes the lock for a lack of support.
    "locked database": ((failures.LOCKED, "fields.E180"), {*NEEDS_NOTHING, *READS_ONLY}),
    "damaged database": ((failures.DAMAGED,), NEEDS_NOTHING),
    "damaged index": (("Run: manage.py verify --repair",), set(faults.NAMES) - {"verify", "check_install"}),
    "clock set back": ((), set(faults.NAMES) - {"check_install"}),
    # A timer's run that finds another one at work leaves the work to it: status 0.
    "second instance": (
        (
            "has to end",
            "is running. Run verify again",
            "is running. Run restore again",
            "search index is being written",
        ),
        set(),
    ),
    "stale locks": ((), set(faults.NAMES) - {"check_install"}),
}


@pytest.mark.parametrize("fault", EXPECTED)
def test_every_command_tells_what_failed_in_one_sentence_or_does_its_work(fault: str, folder: Path) -> None:
    if fault in faults.OF_THE_DISK and not NAMESPACES:
        pytest.skip("Mounting a small disk needs user namespaces.")
    sentences, working = EXPECTED[fault]
    found = outcomes(fault, folder)
    assert list(found) == list(faults.NAMES)
    failed = {name: said for name, said in found.items() if said not in OWN_REASONS}
    assert failed.keys() & working == set()
    assert {
        name: said for name, said in failed.items() if not any(each in said for each in (*sentences, ATTENTION))
    } == {}
    if fault in ("read-only disk", "no driver", "no database", "damaged database"):
        assert failed.keys() == set(faults.NAMES) - working


def test_every_command_is_in_the_table() -> None:
    own = {name for name, app in get_commands().items() if app == "newsgroups"}
    assert own - set(faults.NAMES) == set()


def test_a_mistake_in_the_program_keeps_its_traceback() -> None:
    assert failures.in_words(ZeroDivisionError()) is None
