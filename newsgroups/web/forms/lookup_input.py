"""Reads the text to look up: pasted text, the page at a URL, or a file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from newsgroups.ingest.fetch.article import fetched_text
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.files.uploads import MAX_UPLOAD, read_upload
from newsgroups.ingest.normalize.row import RefusedRow
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.ingest.sandbox.pool import UnreadableBytes
from newsgroups.ingest.store.find_by_address import find_by_address
from newsgroups.models import Article
from newsgroups.stories.lookup.text_limits import RefusedText

# Addresses of a pasted list that are looked for in the archive; each takes a few queries.
MAX_ADDRESSES = 10


@dataclass(frozen=True)
class Asked:
    """`article` is the archive's article from which the text was taken, if any."""

    text: str
    article: Article | None = None


@dataclass(frozen=True)
class EnteredAddress:
    """An address that a reader entered, and the archive's articles there. `refused` says why it cannot be one."""

    address: str
    articles: list[Article]
    refused: str = ""


def entered(addresses: Iterable[str]) -> list[EnteredAddress]:
    """Look for the first `MAX_ADDRESSES` addresses in the archive. Nothing is fetched."""
    return [_entered(address) for address in list(addresses)[:MAX_ADDRESSES]]


def _entered(address: str) -> EnteredAddress:
    try:
        return EnteredAddress(address, find_by_address(address))
    except RefusedAddress as reason:
        return EnteredAddress(address, [], str(reason))


def text_at(url: str) -> Asked:
    """Return the text of the archive's article with this URL, or of the page, which is fetched now.

    Raises RefusedText with a sentence for the visitor.
    """
    with _refusals():
        article = next(iter(find_by_address(url)), None)
        return Asked(article.text, article) if article else Asked(fetched_text(url).text)


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
