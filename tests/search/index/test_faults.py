"""The archive survives full, read-only and faulty disks, and writers that are killed."""

import random
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from haystack import connections

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import search
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db
MEND = "Run: manage.py reindex"


def one(own_index: Path, pattern: str) -> Path:
    (file,) = own_index.glob(f"gen-*/{pattern}")
    return file


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 0x10
    file.write_bytes(content)


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """Limits the size of every file, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def empty_toc(own_index: Path) -> None:
    one(own_index, "*.toc").write_bytes(b"")


def cut_segment(own_index: Path) -> None:
    segment = one(own_index, "*.seg")
    segment.write_bytes(segment.read_bytes()[:-100])


def flipped_byte(own_index: Path) -> None:
    segment = one(own_index, "*.seg")
    # The middle of the file contains posting lists, which can still be read without an error.
    flip(segment, len(segment.read_bytes()) // 2)


def deleted_folder(own_index: Path) -> None:
    for each in sorted(own_index.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()


DAMAGES = [empty_toc, cut_segment, flipped_byte, deleted_folder]


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_says_what_is_wrong_and_a_rebuild_equals_the_database(own_index, damage, capsys):
    articles = [make_article(f"Ferry number {number} sank off the coast.") for number in range(30)]
    sync.rebuild()
    damage(own_index)

    with pytest.raises(CommandError, match="Differences were found"):
        call_command("verify")
    assert MEND in capsys.readouterr().out

    call_command("reindex")
    columns = connections["default"].get_backend().snapshot().columns
    assert dict(zip(columns.article.tolist(), map(bytes, columns.content_hash), strict=True)) == {
        article.pk: bytes.fromhex(article.content_hash) for article in articles
    }
    assert (search("ferry").count, search("ferry").problem, sync.problem()) == (30, None, None)


@pytest.mark.parametrize("damage", [empty_toc, cut_segment, deleted_folder])
def test_with_a_damaged_index_search_says_so_and_every_other_page_works(own_index, damage, client: Client):
    make_story(make_article("A ferry sank."), make_article("The ferry has sunk.", source="Northline"))
    sync.rebuild()
    # A server that has the files open keeps reading them, unless they are deleted.
    if damage is deleted_folder:
        assert client.get("/search/", {"q": "ferry"}).status_code == 200
    damage(own_index)

    said = client.get("/search/", {"q": "ferry"})

    assert (said.status_code, said.context["found"].problem.endswith(MEND)) == (503, True)
    pages = [
        "/",
        "/groups/",
        "/similar/",
        "/browse/",
        "/lookup/",
        "/about/",
        f"/articles/{Article.objects.first().pk}/",
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 503)
    sync.index_pending()
    assert client.get("/search/", {"q": "ferry"}).status_code == 200


@pytest.mark.parametrize("damage", DAMAGES)
def test_curators_save_whatever_state_the_index_is_in(own_index, damage, admin_client: Client):
    article = make_article("A ferry sank.")
    sync.rebuild()
    damage(own_index)

    address = reverse("admin:newsgroups_article_change", args=[article.pk])
    form = admin_client.get(address).context["adminform"].form
    values = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    answer = admin_client.post(address, _dates(values) | {"title": "Ferry sinks"})

    assert answer.status_code == 302, answer.context["errors"]
    article.refresh_from_db()
    assert (article.title, article.needs_index) == ("Ferry sinks", True)
    sync.repair_index()
    assert [hit.article.title for hit in search("ferry").hits] == ["Ferry sinks"]


def _dates(values: dict) -> dict:
    """The admin form has two fields for a moment."""
    posted = {}
    for name, value in values.items():
        if hasattr(value, "strftime"):
            posted |= {f"{name}_0": f"{value:%Y-%m-%d}", f"{name}_1": f"{value:%H:%M:%S}"}
        elif value is not False:
            posted[name] = value
    return posted


@pytest.mark.parametrize("file", ["*.seg", "checksums"])
def test_a_damaged_index_takes_no_new_articles_and_is_built_anew(own_index: Path, file: str) -> None:
    for number in range(30):
        make_article(f"Ferry number {number} sank off the coast.")
    sync.rebuild()
    damaged = one(own_index, file)
    if file == "checksums":
        damaged.unlink()
    else:
        flip(damaged, damaged.stat().st_size // 2)
    make_article("Another ferry sank.")

    assert sync.problem().startswith("The search index is damaged (")
    assert sync.index_pending() == 31
    assert [each.name for each in own_index.glob("gen-*")] == ["gen-0002"]
    assert (search("ferry").count, sync.problem(), bool(sync.find_index_differences())) == (31, None, False)


def test_on_a_full_disk_the_old_index_stays_and_what_is_new_stays_pending(own_index):
    make_article("A ferry sank.")
    sync.index_pending()
    article = make_article("Another ferry sank. " + " ".join(f"word{number}" for number in range(3000)))

    for _ in range(2):
        with room_for(20_000), pytest.raises(CommandError, match=r"cannot be written to .*File too large"):
            call_command("reindex")
        assert [each.name for each in own_index.glob("gen-*")] == ["gen-0001"]
        with room_for(20_000), pytest.raises(Exception, match="No archive data is lost"):
            sync.index_pending()
        assert (search("ferry").count, search("ferry").problem) == (1, None)

    assert list(Article.objects.pending("index")) == [article]
    assert sync.index_pending() == 1
    assert (search("ferry").count, sync.problem()) == (2, None)
    assert len(list(own_index.glob("gen-*/*.seg"))) == 2


def test_a_folder_that_cannot_be_made_is_said_by_every_command_and_on_the_page(settings, client: Client):
    make_article("A ferry sank.")
    # Not even root can create a folder here.
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = "/proc/newsgroups-index"
    connections.connections_info["default"]["PATH"] = "/proc/newsgroups-index"
    connections.reload("default")

    for command in ("reindex", "process_articles"):
        with pytest.raises(CommandError, match="cannot be written to /proc/newsgroups-index"):
            call_command(command)
    assert client.get("/search/", {"q": "ferry"}).status_code == 503
    assert Article.objects.pending("index").count() == 1


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
import django
django.setup()
from newsgroups.search.index import generations; from newsgroups.search.write import writer as writing
from newsgroups.search.index.snapshot import open_index
folder, kills = Path(sys.argv[1]), int(sys.argv[2])
draw = random.Random(3)

def write():
    # Beyond the ids that sequences of the database reach in a run of all tests.
    number = 10_000_000
    while True:
        documents = [
            {"id": f"newsgroups.article.{number + i}", "text": f"storm word{i}", "title": "Storm", "source": "anchor",
             "article": number + i, "content_hash": bytes(16)} for i in range(20)
        ]
        with generations.writing(folder, "a drill"):
            index = open_index(generations.current(folder))
            writing.write(index, documents, replacing=range(number, number + 20))
        number += 20

for _ in range(kills):
    child = os.fork()
    if not child:
        write()
    time.sleep(draw.uniform(0.001, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
"""


# The drill takes a few seconds. If it hangs, the test fails instead of waiting forever.
DRILL_SECONDS = 120


@contextmanager
def killed_after(seconds: float, process: subprocess.Popen) -> Iterator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def test_readers_never_fail_while_writers_are_killed_fifty_times_and_the_next_run_completes(own_index):
    make_article("A ferry sank.")
    sync.rebuild()
    command = [sys.executable, "-W", "ignore", "-c", KILLED, str(own_index), "50"]
    answers, kills = set(), 0

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as drill, killed_after(DRILL_SECONDS, drill):
        for line in drill.stdout:
            kills += line == "killed\n"
            page = search("ferry")
            answers.add((page.count, page.problem))

    assert (kills, drill.returncode, answers) == (50, 0, {(1, None)})
    make_article("Another ferry sank.")
    assert sync.index_pending() == 1
    assert (search("ferry").count, sync.problem()) == (2, None)
    sync.repair_index()
    assert not sync.find_index_differences()


@pytest.mark.parametrize("seed", range(20))
def test_a_byte_flipped_anywhere_is_found_by_verify_and_no_search_fails(own_index, seed):
    make_article("A ferry sank off the coast in a storm.", title="Ferry sinks")
    sync.rebuild()
    segment = one(own_index, "*.seg")
    flip(segment, random.Random(seed).randrange(len(segment.read_bytes())))

    for query in ("ferry", '"ferry sank"', "fer*", "title:ferry -storm", "after:2020"):
        page = search(query)
        assert page.problem is None or page.problem.endswith(MEND)
    assert sync.problem().endswith(MEND)
    sync.repair_index()
    assert (search("ferry").count, bool(sync.find_index_differences())) == (1, False)
