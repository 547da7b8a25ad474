"""Adding to a dossier, and sorting it."""

import re
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from newsgroups.models import Article, Dossier, DossierEntry, Story
from newsgroups.models.readers.dossier import MAX_ENTRIES

# A longer passage is an article.
MAX_QUOTE = 5_000


class RefusedEntry(Exception):
    """Why something cannot be added, in a sentence."""


def keep(
    dossier: Dossier,
    *,
    article: Article | None = None,
    story: Story | None = None,
    quote: str = "",
    note: str = "",
    tags: str = "",
) -> DossierEntry:
    """Add an article, a passage of it (the words of `quote`), or a story at the end. Raises RefusedEntry."""
    start = end = None
    digest = ""
    if article:
        digest = hash_of_text(article.text)
        if quote.strip():
            start, end = place_of(quote, article.text)
            quote = article.text[start:end]
    with transaction.atomic():
        # One at a time, so that two positions cannot be the same, nor the bound exceeded.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        if dossier.entries.count() >= MAX_ENTRIES:
            raise RefusedEntry(f"This dossier has {MAX_ENTRIES} entries, and that is the limit. Start another one.")
        last = dossier.entries.aggregate(last=Max("position"))["last"] or 0
        entry = dossier.entries.create(
            position=last + 1, article=article, story=story, start=start, end=end,
            quote="" if start is None else quote, text_sha256=digest, note=note, tags=tags,
        )  # fmt: skip
        dossier.touch()
    return entry


def place_of(quote: str, text: str) -> tuple[int, int]:
    """Return where the words of a quote occur in a text, in characters; only the space between words may differ.

    Raises RefusedEntry if they do not occur, or if there are too many.
    """
    if len(quote) > MAX_QUOTE:
        raise RefusedEntry(f"A passage has at most {MAX_QUOTE:,} characters. Add the whole article instead.")
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if not found:
        raise RefusedEntry("These words do not occur in the article. Copy them from its text.")
    return found.span()


def hash_of_text(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def move(entry: DossierEntry, *, up: bool) -> None:
    """Swap an entry with the one before or after it; at the edge, nothing changes."""
    others = entry.dossier.entries.order_by("position", "pk")
    beside = (
        others.filter(position__lt=entry.position).last() if up else others.filter(position__gt=entry.position).first()
    )
    if beside:
        entry.position, beside.position = beside.position, entry.position
        DossierEntry.objects.bulk_update([entry, beside], ["position"])
        entry.dossier.touch()


def visible_entries(dossier: Dossier) -> list[DossierEntry]:
    """Return the entries in order, without articles that are no longer shown; with texts, since passages need them."""
    entries = dossier.entries.select_related("article__source", "article__story", "story").order_by("position", "pk")
    return [entry for entry in entries if not (entry.article and entry.article.hidden)]
