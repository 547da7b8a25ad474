"""A draft checked against a story. It arrives by POST, like a look-up, and nothing of it is kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from newsgroups.models import Story
from newsgroups.stories.lookup.text_limits import RefusedText, check_length
from newsgroups.stories.pages.draft_check import check_against
from newsgroups.web.forms.lookup import LookupForm
from newsgroups.web.forms.lookup_input import text_in
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.middleware.request_queues import costly, queue_for_heavy_work

ONE_FILE = "A draft is one file. Choose one, or look up several files at once."
NO_ADDRESS = "Paste the text of the draft, not an address."


@never_cache
@sensitive_post_parameters()
def check_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return redirect("check_draft", story.surviving().pk)
    if not story.articles.visible().exists():
        return redirect(story)
    if request.method != "POST":
        return render(request, "newsgroups/check_draft.html", {"form": LookupForm(), "story": story})
    form = LookupForm(request.POST, request.FILES)
    count_request(request, "upload" if form.kind == "upload" else "paste")
    try:
        return _checked(request, form, story)
    except RefusedText as reason:
        form.add_error("text", str(reason))
        return _refused(request, form, story)


def _checked(request: HttpRequest, form: LookupForm, story: Story) -> HttpResponse:
    if form.is_answerable and len(form.files_given) > 1:
        form.add_error("file", ONE_FILE)
    elif form.is_answerable and form.kind == "address":
        form.add_error("text", NO_ADDRESS)
    if not form.is_answerable:
        return _refused(request, form, story)
    with costly(request, form.kind):
        text = text_in(form.files_given[0]).text if form.files_given else form.value("text")
        check_length(text)
        # The articles of the story are read, too, so that even a short draft is much work.
        with queue_for_heavy_work().entered():
            check = check_against(story, text)
            shown = {"form": form.with_text(check.text, None), "story": story, "check": check}
            return render(request, "newsgroups/check_draft.html", shown)


def _refused(request: HttpRequest, form: LookupForm, story: Story) -> HttpResponse:
    return render(request, "newsgroups/check_draft.html", {"form": form, "story": story}, status=422)
