"""Dependencies: complete, pinned by hashes, and the same wherever they are downloaded."""

import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = ["requirements.txt", "requirements-dev.txt", "requirements-opensearch.txt", "requirements-parquet.txt"]
WHEEL = """Wheel-Version: 1.0
Generator: test
Root-Is-Purelib: true
Tag: py3-none-any
"""


def entries(file: str) -> list[str]:
    """Returns one string per package: its pin, marker and hashes."""
    lines = [line for line in (ROOT / file).read_text().splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def names(lines: list[str]) -> set[str]:
    found = (re.match(r"\w[\w.-]*", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in found if name}


@pytest.mark.parametrize("file", PINS)
def test_every_package_is_pinned_with_its_hashes_and_nothing_names_an_index(file: str) -> None:
    pin = re.compile(r"[\w.\[\]-]+==[\w.]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert len(entries(file)) > 30
    assert [line for line in entries(file) if not pin.fullmatch(line.strip())] == []


@pytest.mark.parametrize("file", PINS)
def test_everything_that_is_asked_for_is_pinned(file: str) -> None:
    asked = names((ROOT / file.replace(".txt", ".in")).read_text().splitlines())
    assert asked
    assert asked - names(entries(file)) == set()


def test_the_site_runs_what_the_tests_test() -> None:
    assert len(entries(PINS[0])) > 30
    assert set(entries(PINS[0])) - set(entries(PINS[1])) == set()


def a_wheel(folder: Path, name: str) -> tuple[Path, str]:
    """Creates a package with one module; returns it and its pin."""
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{name}-1.0.dist-info/WHEEL", WHEEL)
        wheel.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return file, f"{name}==1.0 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}"


@pytest.fixture
def install(tmp_path: Path, monkeypatch):
    """Installs a requirements file from a folder of wheels into a folder, without network access."""
    for name, value in {"NO_INDEX": "1", "FIND_LINKS": tmp_path, "TARGET": tmp_path / "installed"}.items():
        monkeypatch.setenv(f"PIP_{name}", str(value))

    def installed(pins: str) -> subprocess.CompletedProcess:
        (tmp_path / "pins.txt").write_text(pins)
        command = [sys.executable, ROOT / "tools" / "install_pins.py", tmp_path / "pins.txt"]
        return subprocess.run(command, capture_output=True, text=True)

    return installed


def test_installing_shows_how_far_it_is_and_nothing_else(tmp_path: Path, install) -> None:
    made = [a_wheel(tmp_path, f"pinned{number}") for number in range(21)]
    done = install("\n".join(pin for _, pin in made))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["  20 of 21: pinned19", "  Unpacking them…", "  Done."]
    assert len(list((tmp_path / "installed").glob("*.py"))) == 21


def test_a_package_that_is_not_the_pinned_one_is_not_installed_and_pip_says_why(tmp_path: Path, install) -> None:
    file, pin = a_wheel(tmp_path, "pinned")
    with zipfile.ZipFile(file, "a") as wheel:
        wheel.writestr("more.py", "")
    done = install(pin)
    assert done.returncode == 1
    assert "The packages cannot be installed. pip says:" in done.stderr
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "installed").exists()
