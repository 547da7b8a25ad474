"""A dossier to take away: one file to read, references, and signed evidence."""

import json
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from newsgroups.dossiers.evidence.packet import packet_of
from newsgroups.dossiers.evidence.signature import fingerprint, public_key, signed
from newsgroups.dossiers.keep import visible_entries
from newsgroups.models import Article, Dossier
from newsgroups.stories.pages.serializers.citation import as_bibtex, as_csl, as_ris
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.single_file import single_file

from .dossiers import own_dossier

_STYLES = ("css/downloaded.css",)


@login_required
def export_dossier(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    return _export(request, own_dossier(request, pk), form)


def export_shared_dossier(request: HttpRequest, token: str, form: str) -> HttpResponse:
    return _export(request, get_object_or_404(Dossier, token=token, is_shared=True), form)


def evidence_key(request: HttpRequest) -> HttpResponse:
    """The public key of this archive, with which anybody can check its evidence packets."""
    key = public_key()
    return HttpResponse(f"{key}\n{fingerprint(key)}\n", content_type="text/plain; charset=utf-8")


def _export(request: HttpRequest, dossier: Dossier, form: str) -> HttpResponse:
    count_request(request, "export")
    if form == "html":
        return _named(_page(request, dossier), dossier, "html")
    if form == "evidence":
        packet = json.dumps(signed(packet_of(dossier)), ensure_ascii=False, indent=1)
        content = packet.encode("utf-8", "surrogatepass")
        return _named(HttpResponse(content, content_type="application/json"), dossier, "evidence.json")
    if form not in _REFERENCES:
        raise Http404
    write, kind, ending = _REFERENCES[form]
    return _named(HttpResponse(write(_articles(dossier)), content_type=f"{kind}; charset=utf-8"), dossier, ending)


def _as_csl(articles: list[Article]) -> str:
    return json.dumps(as_csl(articles), ensure_ascii=False, indent=1)


_REFERENCES: dict[str, tuple[Callable[[list[Article]], str], str, str]] = {
    "ris": (as_ris, "application/x-research-info-systems", "ris"),
    "bib": (as_bibtex, "application/x-bibtex", "bib"),
    "csl": (_as_csl, "application/vnd.citationstyles.csl+json", "csl.json"),
}


def _articles(dossier: Dossier) -> list[Article]:
    """Return the articles of a dossier, each once, in the order of the entries."""
    found = {entry.article.pk: entry.article for entry in visible_entries(dossier) if entry.article}
    return list(found.values())


def _page(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    shown = {
        "dossier": dossier,
        "entries": visible_entries(dossier),
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return single_file(request, "newsgroups/readers/dossier_file.html", shown, styles=_STYLES)


def _named(answer: HttpResponse, dossier: Dossier, ending: str) -> HttpResponse:
    name = slugify(dossier.title)[:60] or f"dossier-{dossier.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
