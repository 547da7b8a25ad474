"""Settings from the environment, and error messages that say what to change."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsgroups.environment import SQLITE_OPTIONS, data_dir, database, keep_days, search, secret_key

ROOT = Path(__file__).parents[2]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = data_dir(str(tmp_path / "new" / "data"))
    assert (folder, mode(folder)) == (tmp_path / "new" / "data", 0o700)


def test_a_data_folder_that_is_there_is_made_private_with_what_is_in_it(tmp_path: Path) -> None:
    names = ["newsgroups.sqlite3", "newsgroups.sqlite3-wal", "newsgroups.sqlite3-shm", "secret_key"]
    for name in names:
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o644)
    tmp_path.chmod(0o755)
    assert (data_dir(str(tmp_path)), mode(tmp_path)) == (tmp_path, 0o700)
    assert {mode(tmp_path / name) for name in names} == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_that_is_open_to_others_is_refused_in_one_line(tmp_path: Path) -> None:
    """Runs in a separate process, which gives up root privileges."""
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o777)
    for above in (tmp_path, *tmp_path.parents[:-2]):
        above.chmod(above.stat().st_mode | 0o011)
    script = f"""
import os
from newsgroups.environment import data_dir
os.setuid(65534)
try:
    data_dir({str(folder)!r})
except Exception as refused:
    print(type(refused).__name__, refused, sep=": ")
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert said.stdout == (
        f"ImproperlyConfigured: {folder} is open to other users and cannot be made private (Operation not permitted). "
        f"Run, as its owner: chmod 700 '{folder}'\n"
    )


def test_what_is_made_in_the_folder_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    """Runs with the umask of most systems, under which everybody can read new files."""
    tmp_path.chmod(0o755)
    script = "from django.db import connection; connection.cursor().execute('CREATE TABLE news (id int)')"
    command = [sys.executable, "manage.py", "shell", "-c", script]
    started = os.environ | {"NEWSGROUPS_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    started.pop("DATABASE_URL", None)
    done = subprocess.run(["sh", "-c", 'umask 022; exec "$@"', "sh", *command], cwd=ROOT, env=started)
    made = {path.name: mode(path) for path in tmp_path.iterdir() if path.is_file()}
    assert (done.returncode, mode(tmp_path)) == (0, 0o700)
    assert made["newsgroups.sqlite3"] == 0o600
    assert set(made.values()) == {0o600}


def test_the_home_folder_may_be_written_as_a_tilde(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_dir("~/news") == tmp_path / "news"


def test_a_data_folder_that_cannot_be_made_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured) as refused:
        data_dir(str(tmp_path / "file" / "data"))
    assert str(refused.value) == (
        f"The data folder {tmp_path}/file/data cannot be created (Not a directory). "
        "Set NEWSGROUPS_DATA_DIR to a folder that you can write to."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_says_what_to_set(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ImproperlyConfigured, match=r"is not writable\. Set NEWSGROUPS_DATA_DIR"):
        data_dir(str(tmp_path))


def test_a_key_is_made_once_and_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    key = secret_key("", tmp_path)
    assert len(key) >= 64
    assert secret_key("", tmp_path) == key
    assert mode(tmp_path / "secret_key") == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_that_is_given_is_taken_and_none_is_made(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "credential").write_text("kept-elsewhere")
    script = "from newsgroups import settings; print(settings.SECRET_KEY)"
    given = os.environ | {
        "NEWSGROUPS_DATA_DIR": str(tmp_path / "data"),
        "SECRET_KEY_FILE": str(tmp_path / "credential"),
    }
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=given)
    assert (said.stdout, (tmp_path / "data" / "secret_key").exists()) == ("kept-elsewhere\n", False)


def test_processes_that_start_at_once_end_up_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: secret_key("", tmp_path), range(32)))
    assert keys == {(tmp_path / "secret_key").read_text()}


def test_sqlite_gets_its_options_and_other_databases_lasting_connections() -> None:
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": "news.sqlite3"}
    postgres = {"ENGINE": "django.db.backends.postgresql", "NAME": "news"}
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA journal_size_limit=64000000; "
        "PRAGMA cache_size=-16000;"
    )
    assert database(sqlite, cache_mb=16) == sqlite | {"OPTIONS": SQLITE_OPTIONS | {"init_command": pragmas}}
    assert database(postgres, cache_mb=16) == postgres | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


ACCESS = {"user": "", "password": "", "ca": "", "shards": 3, "replicas": 1}


def test_the_search_folder_is_read_from_its_address() -> None:
    assert search("whoosh:/srv/news/index", **ACCESS) == {
        "ENGINE": "newsgroups.search.engines.haystack.embedded_backend.ArchiveEngine",
        "PATH": "/srv/news/index",
    }


def test_the_hosts_of_a_cluster_are_read_from_its_address() -> None:
    options = search("opensearchs://one.example:9201,two.example,[::1]:9202/news", **ACCESS)
    assert (options["ENGINE"], options["HOSTS"], options["NAME"]) == (
        "newsgroups.search.engines.haystack.opensearch_backend.ClusterEngine",
        ["https://one.example:9201", "https://two.example:9200", "https://[::1]:9202"],
        "news",
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("", ""),
        ("whoosh:", "whoosh:"),
        ("/srv/index", "/srv/index"),
        ("opensearch://host:9200", "opensearch://host:9200"),
        ("opensearch://host:9200/", "opensearch://host:9200/"),
        ("opensearch://host:9200/News", "opensearch://host:9200/News"),
        ("opensearch://host:9200/../x", "opensearch://host:9200/../x"),
        ("opensearch://host:9200,/news", "opensearch://host:9200,/news"),
        ("opensearch://ann:secret@host:9200/news", "opensearch://…@host:9200/news"),
    ],
)
def test_another_search_address_is_refused_without_its_password(url: str, shown: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        search(url, **ACCESS)
    assert str(refused.value) == (
        f"SEARCH_URL is {shown!r}: use whoosh:/folder or opensearch://host:9200/name (opensearchs:// with TLS; several "
        "hosts with commas; the name in small letters). User and password belong in SEARCH_USER and SEARCH_PASSWORD."
    )


def test_a_certificate_that_is_not_there_or_not_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("")
    for url, ca, said in (
        ("opensearchs://host/news", "/absent.pem", "SEARCH_CA is '/absent.pem', but there is no such file."),
        (
            "opensearch://host/news",
            str(tmp_path / "ca.pem"),
            "SEARCH_CA needs TLS: SEARCH_URL must begin with opensearchs://.",
        ),
    ):
        with pytest.raises(ImproperlyConfigured) as refused:
            search(url, **ACCESS | {"ca": ca})
        assert str(refused.value) == said


def settings_under(tmp_path: Path, names: str, **environment: str) -> list[str]:
    """Returns the settings of a public site in a separate process, as text."""
    code = f"from newsgroups import settings as s; print(*(getattr(s, name) for name in {names.split()!r}))"
    given = {"PATH": os.environ["PATH"], "NEWSGROUPS_DATA_DIR": str(tmp_path), **environment}
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, check=True, capture_output=True, text=True)
    return ran.stdout.split()


def test_cookies_of_a_public_site_are_bound_to_its_host_and_preloading_is_asked_for(tmp_path: Path) -> None:
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_PRELOAD"
    cookies = ["__Host-sessionid", "__Host-csrftoken", "True", "True"]
    assert settings_under(tmp_path, names) == [*cookies, "False"]
    assert settings_under(tmp_path, names, HSTS_PRELOAD="1") == [*cookies, "True"]


def test_days_to_keep_are_changed_one_by_one() -> None:
    defaults = {"revisions": 0, "runs": 400}
    assert keep_days("revisions=30", defaults) == {"revisions": 30, "runs": 400}
    with pytest.raises(ImproperlyConfigured, match="KEEP_DAYS has 'texts=3': use kind=number"):
        keep_days("texts=3", defaults)
