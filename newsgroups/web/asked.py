"""What a visitor wants looked up: a text, the page at an address, or a file."""

import re
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from newsgroups.ingest.canonical import RefusedAddress, canonical_url
from newsgroups.ingest.fetch_article import fetched_text
from newsgroups.ingest.guard import FetchFailed
from newsgroups.ingest.limited import UnreadableBytes
from newsgroups.ingest.rows import RefusedRow
from newsgroups.ingest.uploads import MAX_UPLOAD, read_upload
from newsgroups.models import Article, articles_at
from newsgroups.stories.lookup import RefusedText

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """`article` is the one of the archive that the text was taken from, if it was."""

    text: str
    article: Article | None = None


def asked_for(text: str, file: UploadedFile | None = None) -> Asked:
    """Takes the article of the archive for an address that it has, and fetches others.

    Raises RefusedText with a sentence for whoever asked.
    """
    try:
        if file:
            return Asked(_read(file))
        return _at_address(text.strip()) if _ADDRESS.fullmatch(text.strip()) else Asked(text)
    except (UnreadableBytes, RefusedAddress, FetchFailed, RefusedRow) as reason:
        raise RefusedText(str(reason)) from None


def _read(file: UploadedFile) -> str:
    # One byte more than allowed is enough to be refused for its size.
    return read_upload(file.name or "", file.read(MAX_UPLOAD + 1))


def _at_address(url: str) -> Asked:
    article = articles_at(canonical_url(url)).visible().first()
    return Asked(article.text, article) if article else Asked(fetched_text(url).text)
