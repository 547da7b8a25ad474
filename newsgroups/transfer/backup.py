"""Backups: folders with an archive file and the trained models, taken while others read and write."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from newsgroups.common.progress import Progress, silent

from .dump_archive import Dumped, dump_archive

ARCHIVE = "archive.jsonl.gz"
# Models trained on this site's verdicts, in the data folder if there are any.
MODELS = ("same_story.json", "disagreements.json")
_NAME = re.compile(r"newsgroups-\d{8}T\d{6}Z")


@dataclass
class BackedUp:
    """A new backup, what it contains, and how many older ones were deleted."""

    folder: Path
    dumped: Dumped
    deleted: int = 0


def back_up(where: Path, *, keep: int = 0, progress: Progress = silent) -> BackedUp:
    """Write a backup into a new folder in `where`; then delete all but the latest `keep` (0 keeps all).

    The new folder appears complete or not at all, and nothing is deleted before it has. Raises OSError.
    """
    folder = where / f"newsgroups-{timezone.now():%Y%m%dT%H%M%SZ}"
    part = where / f".{folder.name}.part"
    part.mkdir(mode=0o700, parents=True)
    try:
        dumped = dump_archive(part / ARCHIVE, progress=progress)
        for file in _models(Path(settings.DATA_DIR)):
            shutil.copy2(file, part / file.name)
        part.rename(folder)
        _sync(where)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return BackedUp(folder, dumped, _delete_all_but(where, keep) if keep else 0)


def backups(where: Path) -> list[Path]:
    """Return the complete backups in a folder, latest first."""
    return sorted((each for each in where.iterdir() if _NAME.fullmatch(each.name)), reverse=True)


def restore_models(folder: Path) -> int:
    """Copy a backup's models into the data folder, and remove others; return their number."""
    data = Path(settings.DATA_DIR)
    for file in list(_models(data)):
        file.unlink()
    return len([shutil.copy2(file, data / file.name) for file in _models(folder)])


def _models(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in MODELS if (folder / name).is_file())


def _delete_all_but(where: Path, keep: int) -> int:
    old = backups(where)[keep:]
    for folder in old:
        shutil.rmtree(folder)
    return len(old)


def _sync(folder: Path) -> None:
    """Make the renaming last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
