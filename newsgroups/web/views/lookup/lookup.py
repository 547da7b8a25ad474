"""Look-up by text. The text arrives by POST, is compared and then discarded: no URL, log or table contains it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from newsgroups.models import Article
from newsgroups.search.service import Suggestion
from newsgroups.search.suggestions.any_word import first_matching_words
from newsgroups.stories.comparison.compare import Comparison, compare_texts
from newsgroups.stories.comparison.marked_pieces import ComparedText
from newsgroups.stories.lookup.answer import Answer
from newsgroups.stories.lookup.look_up import ALIGNED, SECONDS_FOR_VISITORS, look_up
from newsgroups.stories.lookup.text_limits import RefusedText
from newsgroups.text.languages.word_lists.function_words import language_by_function_words
from newsgroups.web.forms.lookup import MAX_FILES, LookupForm
from newsgroups.web.forms.lookup_input import Asked, text_at, text_in
from newsgroups.web.middleware.gone import visible_or_gone
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.middleware.request_queues import costly, queue_for
from newsgroups.web.output.single_file import single_file
from newsgroups.web.views.stories.compare import SWITCH

from .several_files import several_files

# More words would find articles that have nothing to do with the text.
OFFERED_WORDS = 4
_STYLES = "css/lookup.css", "css/downloaded.css"


@never_cache
@sensitive_post_parameters()
def lookup(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "newsgroups/lookup.html", {"form": LookupForm()})
    form = LookupForm(request.POST, request.FILES)
    count_request(request, form.kind, times=min(MAX_FILES, max(1, len(form.files_given))))
    if not form.is_answerable:
        return _refused(request, form)
    if form.entered_addresses:
        return render(request, "newsgroups/lookup.html", {"form": form, "addresses": form.entered_addresses})
    if len(form.files_given) > 1:
        return several_files(request, form)
    try:
        with answer_to(request, form) as answer:
            return render(request, "newsgroups/lookup.html", _shown(form, answer))
    except RefusedText as reason:
        return _refused(request, form, str(reason))


def _shown(form: LookupForm, answer: Answer) -> dict[str, Any]:
    return {
        "form": form.with_text(answer.found.text, answer.article),
        "answer": answer,
        "offered": search_instead(answer),
        "days": settings.SHARED_LOOKUP_DAYS,
        "unknown": form.unknown_address if answer.article is None else "",
    }


@never_cache
@sensitive_post_parameters()
def lookup_file(request: HttpRequest) -> HttpResponseBase:
    """Return the answer to a look-up as one self-contained file."""
    if request.method != "POST":
        return redirect("lookup")
    form = LookupForm(request.POST)
    count_request(request, form.kind)
    if not form.is_answerable:
        return _refused(request, form)
    try:
        with answer_to(request, form) as answer:
            shown = {"answer": answer, "found": answer.found}
            page = single_file(request, "newsgroups/lookup_file.html", shown, styles=_STYLES)
    except RefusedText as reason:
        return _refused(request, form, str(reason))
    page["Content-Disposition"] = 'attachment; filename="look-up.html"'
    return page


@never_cache
@sensitive_post_parameters()
def compare_with(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the text next to an article, in the comparison view."""
    if request.method != "POST":
        return redirect("lookup")
    count_request(request, "paste")
    article = visible_or_gone(get_object_or_404(Article.objects.select_related("source", "story", "furniture"), pk=pk))
    form = LookupForm(request.POST)
    if not form.is_answerable:
        return _refused(request, form)
    view = request.POST.get("show")
    with costly(request, "paste"), queue_for(form.value("text") + article.text).entered():
        shown = {
            "form": form,
            "comparison": _comparison(form, article),
            "show": view if view in dict(SWITCH) else "all",
            "switch": SWITCH,
        }
        return render(request, "newsgroups/lookup_compare.html", shown)


def _refused(request: HttpRequest, form: LookupForm, reason: str = "") -> HttpResponse:
    # An error removes the address from the form's values, so that it has to be read first.
    unknown = form.unknown_address
    if reason:
        form.add_error("text", reason)
    return render(request, "newsgroups/lookup.html", {"form": form, "unknown": unknown}, status=422)


def _read_input(form: LookupForm) -> Asked:
    if form.kind == "upload":
        return text_in(form.files_given[0])
    text = form.value("text", "")
    if form.kind == "address":
        return text_at(form.entered_address)
    article = Article.objects.visible().select_related("source").filter(pk=form.value("of")).first()
    return Asked(text, article if article and article.text == text else None)


@contextmanager
def answer_to(request: HttpRequest, form: LookupForm) -> Iterator[Answer]:
    """Yield the answer to a valid form in its turn, which lasts until the page is rendered.

    Raises RefusedText and Busy.
    """
    with costly(request, form.kind):
        question = _read_input(form)
        with queue_for(question.text).entered():
            yield _answer(form, question)


def _answer(form: LookupForm, question: Asked) -> Answer:
    size = form.value("limit", LookupForm.LIMIT)
    result = look_up(
        question.text,
        **form.filters,
        limit=max(ALIGNED, size),
        without=question.article,
        seconds=SECONDS_FOR_VISITORS,
    )
    answer = Answer(result, form.value("page", 1), size, question.article)
    return answer if answer.page in answer.pages else Answer(result, 1, size, question.article)


def search_instead(answer: Answer) -> Suggestion | None:
    """Return a search for words of a text that has no matches, if the search finds anything."""
    return None if answer.lines or answer.in_other_words else first_matching_words(answer.rarest, most=OFFERED_WORDS)


def _comparison(form: LookupForm, article: Article) -> Comparison:
    text = form.value("text")
    mine = ComparedText("Your text", text, language=language_by_function_words(text))
    return compare_texts(mine, ComparedText.of(article), options=replace(form.options, reworded=True))
