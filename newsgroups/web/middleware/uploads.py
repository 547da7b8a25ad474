"""How files are received: in memory, and under a name that shows what it is."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser


class OddFileName(SuspiciousFileOperation):
    """A name with characters that do not show, as those have that pretend to be of another kind."""


class UploadInMemory(MemoryFileUploadHandler):
    """Keeps every file in memory, and so off the disk; `OversizeMiddleware` has refused what is too large.

    Django drops characters of names that do not show, so that nobody could refuse them; this takes the parsing over.
    """

    def handle_raw_input(
        self, stream: BinaryIO, meta: Mapping[str, Any], length: int, boundary: bytes, encoding: str | None = None
    ) -> tuple[Any, Any]:
        return _Parser(meta, stream, [_InMemory(self.request)], encoding).parse()


class _InMemory(MemoryFileUploadHandler):
    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        self.activated = True


class _Parser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str | None:
        if not file_name.isprintable():
            raise OddFileName("The name of an uploaded file contains invisible characters.")
        cleaned: str | None = super().sanitize_file_name(file_name)
        return cleaned
