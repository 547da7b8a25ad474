"""The content of an evidence packet, from a dossier.

It has no floating-point numbers: two programs may write the same number differently, and the signature covers every
character.
"""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.utils import timezone

from newsgroups.common.dates.days import as_iso
from newsgroups.dossiers.keep import hash_of_text, visible_entries
from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.models import Article, Dossier, DossierEntry, Pair, Story
from newsgroups.stories.pairs.same_story.current_model import learned_file
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, SHINGLE_WORDS, WINDOW

FORMAT, VERSION = "newsgroups-evidence", 1


def packet_of(dossier: Dossier) -> dict[str, Any]:
    """Return the entries of a dossier with the texts they refer to, hashes, offsets, versions, and times in UTC."""
    entries = visible_entries(dossier)
    articles = {entry.article.pk: entry.article for entry in entries if entry.article}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": as_iso(timezone.now()),
        "site": settings.SITE_URL,
        "algorithms": _algorithms(),
        "dossier": {
            "title": dossier.title,
            "description": dossier.description,
            "created": as_iso(dossier.created),
            "changed": as_iso(dossier.changed),
            "entries": list(map(_entry, entries)),
        },
        "articles": [_article(article) for article in articles.values()],
        "stories": [_story(entry.story) for entry in entries if entry.story],
        "pairs": _pairs(list(articles)),
        "texts": _texts(entries),
    }


def _algorithms() -> dict[str, str]:
    trained = learned_file()
    model = trained if trained.exists() else MODEL_FILE
    return {
        "newsgroups": _release(),
        "text hash": "SHA-256 of the text in UTF-8",
        "offsets": "characters (Unicode code points) of the text, the first included, the last not",
        "copied passages": f"winnowing of word {SHINGLE_WORDS}-grams, window {WINDOW}, runs of {GUARANTEED_RUN} words",
        "same story": f"model with SHA-256 {sha256(model.read_bytes()).hexdigest()}",
    }


def _release() -> str:
    try:
        return version("newsgroups")
    except PackageNotFoundError:
        return "from source"


def _entry(entry: DossierEntry) -> dict[str, Any]:
    said: dict[str, Any] = {"note": entry.note, "tags": entry.tag_list, "added": as_iso(entry.added)}
    if entry.story:
        return said | {"story": entry.story.pk}
    said |= {"article": entry.article_id, "text_sha256": entry.text_sha256}
    if entry.start is not None:
        said["passage"] = {"start": entry.start, "end": entry.end, "quote": entry.quote}
    return said


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.pk,
        "outlet": article.source.name,
        "title": article.title,
        "authors": article.authors,
        "url": article.url_given,
        "published": as_iso(article.published),
        "first_seen": as_iso(article.first_seen),
        "text_sha256": hash_of_text(article.text),
        "earlier_texts": [
            {"until": as_iso(revision.replaced_at), "text_sha256": hash_of_text(revision.text)}
            for revision in article.revisions.all()
        ],
    }


def _story(story: Story) -> dict[str, Any]:
    articles = story.articles.visible().select_related("source").earliest_first()
    named = [
        {"id": article.pk, "outlet": article.source.name, "title": article.title, "url": article.url_given}
        for article in articles.defer("text")[:1_000]
    ]
    return {"id": story.pk, "title": story.title, "articles": named}


def _pairs(articles: list[int]) -> list[dict[str, Any]]:
    """Return what the articles of the dossier share; shares of words are decimal strings."""
    pairs = Pair.objects.filter(left__in=articles, right__in=articles).order_by("left_id", "right_id")
    return [
        {
            "articles": [pair.left_id, pair.right_id],
            "kind": pair.kind,
            "copied_words": [f"{pair.copied_left:.4f}", f"{pair.copied_right:.4f}"],
            "longest_run_words": pair.longest_run,
            "same_story": f"{pair.probability:.4f}",
            "origin": pair.origin or "unknown",
        }
        for pair in pairs
    ]


def _texts(entries: list[DossierEntry]) -> dict[str, str]:
    """Return every text that an article has or a passage refers to, by its hash."""
    texts: dict[str, str] = {}
    for entry in entries:
        if entry.article:
            texts[hash_of_text(entry.article.text)] = entry.article.text
            if entry.text_sha256 not in texts:
                versions = {hash_of_text(revision.text): revision.text for revision in entry.article.revisions.all()}
                texts |= {digest: text for digest, text in versions.items() if digest == entry.text_sha256}
    return texts
