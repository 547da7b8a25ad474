"""The commands of the operations document are run as they stand there, in a copy of the paths that they name."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PLACES = ("/srv/newsgroups", "/var/lib/newsgroups", "/var/backups/newsgroups", "/etc/")
# Programs of the system that a test must not run. Each notes how it was called; those that run others do so.
STUBS = {
    "apt": "", "useradd": "", "systemctl": "", "nginx": "",
    "python3": "",
    "runuser": 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
    "install": 'words=(); while [ $# -gt 0 ]; do case $1 in -o|-g) shift;; *) words+=("$1");; esac; shift; done; '
               '/usr/bin/install "${words[@]}"',
}  # fmt: skip


def blocks(heading: str) -> str:
    """The code blocks of a section, in order."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    return "\n".join(re.findall(r"^```\n(.*?)^```", section, re.DOTALL | re.MULTILINE))


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the release in srv/newsgroups, an environment in it, and stubs."""
    root = tmp_path_factory.mktemp("machine")
    release = root / "srv" / "newsgroups"
    for folder in ("srv/newsgroups/.venv/bin", "etc/systemd/system", "etc/nginx/sites-available", "bin", "var/lib"):
        (root / folder).mkdir(parents=True)
    (root / "etc/nginx/sites-enabled").mkdir()
    for name in ("newsgroups", "templates", "static", "deploy", "manage.py", "requirements.txt"):
        (release / name).symlink_to(ROOT / name)
    (release / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    for place, code in {
        **{f"bin/{name}": code for name, code in STUBS.items()},
        "srv/newsgroups/.venv/bin/pip": "",
    }.items():
        (root / place).write_text(f'#!/bin/bash\necho "{Path(place).name} $*" >> {root}/called\n{code}\n')
    for program in [*(root / "bin").iterdir(), *(release / ".venv/bin").iterdir()]:
        program.chmod(0o755)
    return root


def run(machine: Path, commands: str) -> str:
    """Runs commands as root would on such a machine; fails with the first that does."""
    for place in PLACES:
        commands = commands.replace(place, f"{machine}{place}")
    environment = {
        "PATH": f"{machine}/bin:{os.environ['PATH']}",
        "NEWSGROUPS_ADMIN_PASSWORD": "gray harbor 71 lanterns",
    }
    done = subprocess.run(
        ["bash", "-euc", commands], capture_output=True, text=True, check=False, env=environment, cwd=machine
    )
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return done.stdout


def settle(machine: Path) -> None:
    """What the document says about the file of settings: the name of the site. And where this machine's data is."""
    file = machine / "etc/newsgroups.env"
    text = file.read_text().replace("news.example", "news.test").replace("/var/lib", f"{machine}/var/lib")
    file.write_text(text)


def test_a_site_is_installed_backed_up_upgraded_and_restored_as_the_document_says(machine: Path) -> None:
    packages, *rest = re.split(r"(?m)^(?=set -a)", blocks("Installing a public site"), maxsplit=1)
    run(machine, packages)
    settle(machine)
    said = run(machine, "cd /srv/newsgroups\n" + rest[0].replace("NAME\n", "ruth\n"))
    assert "The administrator ruth was created." in said
    assert "No problems found." in said
    assert (machine / "var/lib/newsgroups/newsgroups.sqlite3").stat().st_mode & 0o777 == 0o600
    assert "server_name NAME.OF.YOUR.SITE;" in (machine / "etc/nginx/sites-enabled/newsgroups").read_text()

    backup, restore = re.split(r"(?m)^(?=runuser.*restore)", blocks("Backup"))
    environment = "cd /srv/newsgroups; set -a; . /etc/newsgroups.env; set +a\n"
    assert "1 users" in run(machine, environment + backup)
    (made,) = (machine / "var/backups/newsgroups").iterdir()
    assert "No problems found." in run(machine, blocks("Upgrading"))
    restore = re.sub(r"newsgroups-\d+T\d+Z", made.name, restore)
    assert "1 users" in run(machine, environment + restore)

    called = (machine / "called").read_text().splitlines()
    assert [line for line in called if line.startswith(("apt", "useradd"))] == [
        "apt install python3-venv nginx",
        "useradd --system --home-dir /srv/newsgroups --shell /usr/sbin/nologin newsgroups".replace(
            "/srv/newsgroups", f"{machine}/srv/newsgroups"
        ),
    ]
    assert [line for line in called if line.startswith("systemctl")] == [
        "systemctl daemon-reload",
        "systemctl enable --now newsgroups.service newsgroups-run.timer",
        "systemctl reload nginx",
        "systemctl stop newsgroups-run.timer newsgroups-run.service",
        "systemctl reload newsgroups",
        "systemctl start newsgroups-run.timer",
    ]
    assert called.count("pip install --require-hashes -r requirements.txt") == 2
