"""Receives uploaded files in memory, and rejects deceptive file names."""

from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser


class OddFileName(SuspiciousFileOperation):
    """The file name contains invisible characters, which can disguise the type of a file."""


class UploadInMemory(MemoryFileUploadHandler):
    """Keeps every file in memory, never on disk; `OversizeMiddleware` has already rejected files that are too large.

    Django strips invisible characters from names before they can be rejected, so this class parses the names itself.
    """

    def handle_raw_input(
        self, stream: Any, meta: dict[str, str], length: int, boundary: str, encoding: str | None = None
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
