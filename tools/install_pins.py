"""Installs a file of pins with pip and shows how far it is, instead of everything that pip has to say.

Usage: python tools/install_pins.py requirements.txt

The file is complete and has hashes, so pip neither resolves nor trusts anything. Its own output, warnings included, is
shown only if it fails.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PIP = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--progress-bar", "off"]
# Where the output is a file, a line for so many packages.
LINES_EVERY = 20
_LOOKED_AT = re.compile(
    r"(?:Collecting |Requirement already satisfied: |Processing (?:\S*/)?)(\w[\w.]*(?:-[a-zA-Z]\w*)*)"
)


def install(pins: Path) -> int:
    """Returns pip's exit status."""
    total = len(re.findall(r"^[\w.\[\]-]+==", pins.read_text(), re.MULTILINE))
    command = [*PIP, "--disable-pip-version-check", "-r", str(pins)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:  # noqa: S603
        said = list(_shown(pip.stdout or (), total))
    if pip.returncode:
        print("\nThe packages cannot be installed. pip says:\n", *said, sep="\n", file=sys.stderr)
    return pip.returncode


def _shown(lines: Iterable[str], total: int) -> Iterable[str]:
    """Passes lines of pip's on and prints those that tell progress."""
    done = 0
    for line in map(str.rstrip, lines):
        if found := _LOOKED_AT.match(line):
            done += 1
            _tell(f"  {done} of {total}: {found[1]}", is_worth_a_line=done % LINES_EVERY == 0)
        elif line.startswith("Installing collected packages"):
            _tell("  Unpacking them…", is_worth_a_line=True)
        elif line.startswith("Successfully installed"):
            _tell("  Done.", is_worth_a_line=True, ends=True)
        yield line


def _tell(text: str, *, is_worth_a_line: bool, ends: bool = False) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="\n" if ends else "", flush=True)
    elif is_worth_a_line:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
