"""Temporary data is deleted when it expires; by default, article texts never expire."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from newsgroups.models import Feed, Host, QueuedAddress, Revision, Run, SecurityEvent, SharedLookup
from newsgroups.pipeline.delete_expired import forget_expired
from newsgroups.pipeline.process import process_articles
from newsgroups.pipeline.sizes import sizes
from tests.makers import make_article, make_source

pytestmark = pytest.mark.django_db
DAYS = (1, 59, 61, 399, 401)


@pytest.fixture
def aged() -> None:
    """A revision, a run, and a finished URL of each age."""
    now, article = timezone.now(), make_article("A ferry sank.")
    feed = Feed.objects.create(source=make_source("Post"), url="https://post.example/feed")
    for days in DAYS:
        then = now - timedelta(days=days)
        Revision.objects.create(article=article, title="Old", text=f"{days}", content_hash="", replaced_at=then)
        Run.objects.create(command=f"{days}", state=Run.State.DONE, started=then)
        url = f"https://post.example/{days}"
        times = {"added_at": then, "tried_at": then, "not_before": then}
        QueuedAddress.objects.create(url=url, url_given=url, feed=feed, state=QueuedAddress.State.STORED, **times)
        SecurityEvent.objects.create(kind="login", detail=f"{days}", at=now - timedelta(days=9_999), last=then)


def left() -> tuple[set[str], set[str], set[str], set[str]]:
    """The ages of the revisions, runs, queued addresses, and security events that are left."""
    return (
        set(Revision.objects.values_list("text", flat=True)),
        set(Run.objects.values_list("command", flat=True)),
        {url.rpartition("/")[2] for url in QueuedAddress.objects.values_list("url", flat=True)},
        set(SecurityEvent.objects.values_list("detail", flat=True)),
    )


def test_by_default_texts_stay_for_good_and_records_for_a_time(aged: None) -> None:
    process_articles()
    every = {str(days) for days in DAYS}
    assert left() == (every, every - {"401"}, {"1", "59"}, every - {"401"})


def test_each_kind_is_kept_as_long_as_is_asked_for(aged: None, settings) -> None:
    settings.KEEP_DAYS = {"revisions": 60, "runs": 0, "queue": 400, "audit": 60, "messages": 0}
    process_articles()
    every = {str(days) for days in DAYS}
    assert left() == ({"1", "59"}, every, every - {"401"}, {"1", "59"})


def test_addresses_that_wait_or_that_people_gave_stay(aged: None) -> None:
    QueuedAddress.objects.filter(url__endswith="/61").update(feed=None)
    QueuedAddress.objects.filter(url__endswith="/401").update(state=QueuedAddress.State.WAITING)
    process_articles()
    assert left()[2] == {"1", "59", "61", "401"}


def test_what_a_killed_rebuild_left_goes_with_the_next_articles(own_index: Path) -> None:
    make_article("A ferry sank.")
    process_articles()
    half = own_index / "gen-0007"
    half.mkdir()
    (half / "MAIN_abc.seg").write_bytes(b"half")
    make_article("Another ferry sank.")
    process_articles()
    assert [each.name for each in own_index.glob("gen-*")] == ["gen-0001"]


def test_sizes_tell_what_the_last_month_added() -> None:
    make_article("A ferry sank.")
    old = make_article("Another ferry sank.")
    type(old).objects.filter(pk=old.pk).update(first_seen=timezone.now() - timedelta(days=31))
    process_articles()
    found = sizes()
    assert (found.articles, found.articles_of_month) == (2, 1)
    assert found.index > 1_000 and found.database > 100_000 and found.free > 0
    assert found.month == (found.database + found.index) // 2


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> Callable[[str], None]:
    """Sets the clock to noon of a day, for an archive of its own."""
    settings.DATA_DIR = tmp_path

    def set_to(day: str) -> None:
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return set_to


def kept_of_visitors() -> tuple[int, int, int]:
    """Forgets what is over, and counts shared look-ups, hosts, and sessions."""
    forget_expired()
    return SharedLookup.objects.count(), Host.objects.count(), Session.objects.count()


@pytest.fixture
def of_visitors(clock: Callable[[str], None]) -> None:
    """On 30 November 2026: a shared look-up, a host, and a session that are still good, and one of each that is not."""
    clock("2026-11-29")
    forget_expired()
    clock("2026-11-30")
    now = timezone.now()
    for name, ends in (("over", now - timedelta(hours=1)), ("good", now + timedelta(days=20))):
        SharedLookup.objects.create(key_hash=name, text="A ferry sank.", expires=ends)
        Host.objects.create(name=f"https://{name}.example", rests_until=ends)
        Session.objects.create(session_key=name, session_data="", expire_date=ends)


def test_a_clock_a_year_ahead_removes_only_what_was_over_before(of_visitors: None, clock) -> None:
    clock("2027-11-30")
    assert kept_of_visitors() == (2, 2, 2)
    clock("2026-11-30")
    assert kept_of_visitors() == (1, 1, 1)
    assert list(SharedLookup.objects.values_list("key_hash", flat=True)) == ["good"]
    # The year that was a mistake confirms nothing later.
    for day in ("2027-11-30", "2027-12-01"):
        clock(day)
        assert kept_of_visitors() == (1, 1, 1)
    clock("2027-12-02")
    assert kept_of_visitors() == (0, 0, 0)


def test_a_clock_a_year_ahead_removes_no_old_texts(aged: None, settings, clock) -> None:
    settings.KEEP_DAYS = {"revisions": 500, "runs": 0, "queue": 500, "audit": 500, "messages": 500}
    clock(str(timezone.now().date()))
    forget_expired()
    every = {str(days) for days in DAYS}
    clock(str(timezone.now().date() + timedelta(days=365)))
    forget_expired()
    assert left() == (every, every, every, every)


@pytest.mark.parametrize("damage", ["no date\n", "2026-13-45\n"])
def test_a_damaged_file_of_days_is_begun_anew(of_visitors: None, clock, settings, damage: str) -> None:
    file = Path(settings.DATA_DIR) / "days"
    assert file.read_text() == "2026-11-29"
    file.write_text(damage)
    clock("2026-11-30")
    assert kept_of_visitors() == (1, 1, 1)
    assert file.read_text() == "2026-11-30"
