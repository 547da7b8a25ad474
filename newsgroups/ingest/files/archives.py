"""Files of articles inside a ZIP archive, one after another."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from . import UnreadableFile

Member = tuple[PurePosixPath, BinaryIO]


def members(stream: BinaryIO, is_known: Callable[[PurePosixPath], bool]) -> Iterator[Member]:
    """Name and open stream of each file of a known type, in archive order. Raises UnreadableFile."""
    try:
        archive = zipfile.ZipFile(stream)
        paths = [PurePosixPath(each.filename) for each in archive.infolist() if not each.is_dir()]
        known = [path for path in paths if is_known(path) and not path.name.startswith((".", "__MACOSX"))]
        if not known:
            raise UnreadableFile("the archive contains no file in a known format")
        for path in known:
            with archive.open(str(path)) as member:
                yield path, member  # type: ignore[misc]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise UnreadableFile(f"the archive cannot be read: {str(error)[:200]}") from None
