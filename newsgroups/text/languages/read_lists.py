"""Read lists of words and phrases from text files."""

from importlib.resources import files
from pathlib import Path


def read_lists(package: str, name: str) -> dict[str, list[str]]:
    """Return the lists by language of a file in a package; each line has a code, a colon, and the words."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return {code: words.split() for code, _, words in (line.partition(":") for line in lines)}


def read_sections(file: Path) -> dict[str, list[str]]:
    """Return the lines below each heading in brackets, without blank lines and comments."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            section.append(line)
    return found
