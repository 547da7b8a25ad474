"""Adding articles, for curators: URLs for the queue with their results, or an article by hand."""

from collections.abc import Callable
from typing import Concatenate

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from newsgroups.ingest.feeds.address_queue import fetch_one
from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.models import QueuedAddress
from newsgroups.web.forms.curators.adding import AddressesForm, ByHandForm, Queued
from newsgroups.web.output.page_sizes import QUEUED_ADDRESSES
from newsgroups.web.output.pagination import page_number, page_of

from .curate import CuratorRequest, View


def for_adders(view: Callable[Concatenate[CuratorRequest, ...], HttpResponseBase]) -> View:
    """Ask visitors to log in; users without the permission get an error page."""
    return login_required(permission_required("newsgroups.add_article", raise_exception=True)(view))


@for_adders
def add_articles(request: CuratorRequest) -> HttpResponse:
    form = AddressesForm(request.POST or None, initial={"addresses": request.GET.get("url", "")})
    if form.is_bound and form.is_valid():
        done = form.enqueue(by=request.user)
        _fetch_single(done.queued)
        _tell(request, done)
        return redirect("add_articles")
    return render(request, "newsgroups/add_articles.html", _context(request, form, ByHandForm()))


@for_adders
@require_POST
def add_by_hand(request: HttpRequest) -> HttpResponse:
    form = ByHandForm(request.POST)
    article = form.store() if form.is_valid() else None
    if article is None:
        return render(request, "newsgroups/add_articles.html", _context(request, AddressesForm(), form), status=422)
    messages.success(
        request, f"“{article.title}” has been stored. It will appear in search and stories after the next run."
    )
    return redirect(article)


@for_adders
@require_POST
def fetch_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch one URL of the queue again while the curator waits."""
    queued = get_object_or_404(QueuedAddress, pk=pk)
    _fetch_single([queued])
    _tell(request, Queued([queued], []))
    return redirect("add_articles")


def _context(request: HttpRequest, addresses: AddressesForm, by_hand: ByHandForm) -> dict[str, object]:
    rows = QueuedAddress.objects.by_people().select_related("article", "by").defer("article__text")
    page = page_of(rows, page_number(request.GET.get("page")), size=QUEUED_ADDRESSES)
    return {"addresses": addresses, "by_hand": by_hand, "page": page, "from_feeds": QueuedAddress.objects.from_feeds()}


def _fetch_single(queued: list[QueuedAddress]) -> None:
    """A single URL is fetched while the curator waits; several are left to the next run."""
    if len(queued) == 1:
        fetch_one(queued[0], Hosts(only=queued[0].url))


def _tell(request: HttpRequest, done: Queued) -> None:
    for address, reason in done.refused:
        messages.warning(request, f"{address}: {reason}")
    if len(done.queued) > 1:
        messages.success(request, f"{len(done.queued)} addresses have been queued. The next run will fetch them.")
    for each in done.queued[:1] if len(done.queued) == 1 else ():
        if each.article:
            messages.success(request, f"“{each.article.title}” has been stored.")
        else:
            messages.warning(request, f"{each.url_given}: {each.reason}")
