"""Static files named by the hash of their content, compressed in advance, so that browsers keep them for a year."""

import logging
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

log = logging.getLogger(__name__)


class CollectedStaticFiles(CompressedManifestStaticFilesStorage):
    """Files that `collectstatic` collected into the data folder; before that, files under their own names.

    A fresh clone, tests, and DEBUG therefore need no collected files, and files of an earlier release are never used.
    """

    # Source maps are not part of what we ship.
    patterns = tuple(
        (glob, tuple(each for each in rules if "sourceMappingURL" not in str(each)))
        for glob, rules in CompressedManifestStaticFilesStorage.patterns
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._is_current: bool | None = None

    def url(self, name: str | None, force: bool = False) -> str:
        if self._is_current is None:
            self._is_current = self.is_current()
        if self._is_current:
            return str(super().url(name, force))
        return str(self.base_url) + (name or "")

    def is_current(self) -> bool:
        """Whether the files were collected, each with the content that it has now. Reads all of them."""
        return bool(self.hashed_files) and self._has_all()

    def post_process(self, *args: Any, **options: Any) -> Any:
        yield from super().post_process(*args, **options)
        self._is_current = None

    def _has_all(self) -> bool:
        changed = [name for name, file in _sources() if not self._has(name, file)]
        if changed:
            log.warning(
                "Browsers do not cache static files, since %d of them changed (%s …). "
                "Run: manage.py collectstatic --clear --noinput", len(changed), changed[0],
            )  # fmt: skip
        return not changed

    def _has(self, name: str, file: Path) -> bool:
        collected = Path(self.path(name))
        return name in self.hashed_files and collected.exists() and collected.read_bytes() == file.read_bytes()


def _sources() -> list[tuple[str, Path]]:
    return [
        (name, Path(storage.path(name)))
        for finder in get_finders()
        for name, storage in finder.list(["*.md", "LICENSE*", "README*"])
    ]
