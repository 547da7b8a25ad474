"""Segment checksums, with which `verify` detects a flipped bit that reading would not.

A segment never changes once written. The file `checksums` of a generation is replaced at each commit, before the new
segments become visible.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

_NAME = "checksums"
_BATCH_SIZE = 1 << 20


def record(folder: Path, segments: Iterable[str]) -> None:
    """Write the checksums of the files of these segments; known checksums are not recomputed.

    Files of earlier segments stay listed as long as they exist, because readers use them until the commit.
    """
    known = _recorded(folder)
    present = {name: checksum for name, checksum in known.items() if (folder / name).exists()}
    for segment in segments:
        for file in sorted(folder.glob(f"{segment}*")):
            present[file.name] = known.get(file.name) or _checksum(file)
    draft = folder / f"{_NAME}.new"
    draft.write_text(json.dumps(present))
    draft.replace(folder / _NAME)


def damaged_files(folder: Path, segments: Iterable[str]) -> list[str]:
    """Return the files of these segments that are missing or changed, and segments without a checksum."""
    recorded, problems = _recorded(folder), []
    for segment in segments:
        files = {name: checksum for name, checksum in recorded.items() if name.startswith(segment)}
        problems += [name for name, checksum in files.items() if _checksum(folder / name) != checksum]
        if not files:
            problems.append(f"{segment} has no checksum")
    return problems


def _recorded(folder: Path) -> dict[str, int]:
    try:
        recorded: dict[str, int] = json.loads((folder / _NAME).read_text())
        return recorded
    except (OSError, ValueError):
        return {}


def _checksum(file: Path) -> int:
    checksum = 0
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_BATCH_SIZE):
                checksum = crc32(chunk, checksum)
    except OSError:
        return -1
    return checksum
