"""Reads the text to look up: pasted text, the page at a URL, or a file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from newsgroups.ingest.fetch.article import fetched_text
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.files.uploads import MAX_UPLOAD, read_upload
from newsgroups.ingest.normalize.row import RefusedRow
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.ingest.sandbox.pool import UnreadableBytes
from newsgroups.models import Article, articles_at
from newsgroups.stories.lookup.text_limits import RefusedText

_ADDRESS = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """`article` is the archive's article from which the text was taken, if any."""

    text: str
    article: Article | None = None


def is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def text_at(url: str) -> Asked:
    """Return the text of the archive's article with this URL, or of the page, which is fetched now.

    Raises RefusedText with a sentence for the visitor.
    """
    with _refusals():
        article = articles_at(canonical_url(url.strip())).visible().select_related("source").first()
        return Asked(article.text, article) if article else Asked(fetched_text(url.strip()).text)


def text_in(file: UploadedFile, *, seconds: float | None = None) -> Asked:
    """Return the text of an uploaded file, which stays in memory and is parsed in at most `seconds`.

    Raises RefusedText with a sentence for the visitor.
    """
    with _refusals():
        # Reading one byte more than allowed is enough to reject the file for its size.
        return Asked(read_upload(file.name or "", file.read(MAX_UPLOAD + 1), seconds=seconds))


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (UnreadableBytes, RefusedAddress, FetchFailed, RefusedRow) as reason:
        raise RefusedText(str(reason)) from None
