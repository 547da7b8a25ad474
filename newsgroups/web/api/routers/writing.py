"""API operations that change the archive, for programs with a token."""

from typing import Any, Literal

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError, ValidationError

from newsgroups.ingest.feeds.address_queue import enqueue
from newsgroups.ingest.normalize.row import MAX_TEXT
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.models import CurationEvent, Story
from newsgroups.models.articles.article import MAX_TITLE, MAX_URL
from newsgroups.stories.curation import actions
from newsgroups.stories.curation.log import RefusedCuration
from newsgroups.stories.judging.judge import judge
from newsgroups.stories.pages.serializers.as_json import article_as_json
from newsgroups.web.api.responses.articles import ArticleSummary
from newsgroups.web.api.responses.base import Answer
from newsgroups.web.api.tokens import may_add, may_curate, may_judge
from newsgroups.web.forms.curators.adding import MAX_ADDRESSES, ByHandForm
from newsgroups.web.forms.curators.curation import CurateForm

# One address takes both methods, so both belong to one router.
from .archive import router as articles

router = Router(tags=["Writing"])


class NewAddresses(Schema):
    urls: list[str] = Field(
        min_length=1, max_length=MAX_ADDRESSES, description="Addresses of pages, which the next run fetches.",
        examples=[["https://northline.example/bridge"]],
    )  # fmt: skip


class QueuedUrl(Answer):
    id: int = Field(description="Number in the queue.", examples=[7])
    url: str = Field(examples=["https://northline.example/bridge"])


class RefusedUrl(Answer):
    url: str = Field(description="The address, cut after 200 characters.", examples=["ftp://northline.example/"])
    reason: str = Field(examples=["The address does not begin with http:// or https://."])


class Queued(Answer):
    queued: list[QueuedUrl]
    refused: list[RefusedUrl] = Field(description="Addresses that were rejected; the others are queued.")


@router.post("queue", summary="Queue pages to be fetched", response={202: Queued}, auth=may_add)
def add_addresses(request: HttpRequest, sent: NewAddresses) -> Status:
    """Needs the scope `add`. An address that is queued already is fetched again."""
    queued, refused = [], []
    for url in dict.fromkeys(sent.urls):
        try:
            row = enqueue(url, by=request.user, again=True)
        except RefusedAddress as reason:
            refused.append({"url": url[:200], "reason": str(reason)})
        else:
            queued.append({"id": row.pk, "url": row.url_given})
    return Status(202, {"queued": queued, "refused": refused})


class NewArticle(Schema):
    title: str = Field(min_length=1, max_length=MAX_TITLE)
    source: str = Field(min_length=1, max_length=200, description="Name of the outlet.")
    text: str = Field(min_length=1, max_length=MAX_TEXT)
    published: str = Field("", max_length=80, description="For example 2026-11-02T09:30:00Z; empty if not known.")
    authors: str = Field("", max_length=500)
    url: str = Field("", max_length=MAX_URL, description="Where it can be read, if anywhere.")


@articles.post(
    "articles",
    summary="Add one article with its text",
    response={201: ArticleSummary},
    auth=may_add,
    tags=["Writing"],
)
def add_article(request: HttpRequest, sent: NewArticle) -> Status:
    """Needs the scope `add`. An article at a known address gets the new text. It appears in search and stories after
    the next run.
    """
    form = ByHandForm(sent.dict())
    article = form.store() if form.is_valid() else None
    if article is None:
        raise _rejected(form)
    return Status(201, article_as_json(article))


class NewJudgement(Schema):
    left: int = Field(ge=1, le=2**62, description="ID of one article.")
    right: int = Field(ge=1, le=2**62, description="ID of the other article.")
    verdict: Literal["same", "related", "different"]
    note: str = Field("", max_length=500, description="The reason.")


class Judged(Answer):
    decision: int | None = Field(description="Number of the decision, with which it can be undone.", examples=[12])
    verdict: str = Field(examples=["same"])


@router.post(
    "judgements", summary="Judge whether two articles tell the same story", response={201: Judged}, auth=may_judge
)
def add_judgement(request: HttpRequest, sent: NewJudgement) -> Status:
    """Needs the scope `judge`. Status 409 if the pair has another verdict, or the verdict contradicts a decision."""
    try:
        judged = judge(sent.left, sent.right, sent.verdict, by=_user(request), note=sent.note)
    except RefusedCuration as refused:
        raise HttpError(409, str(refused)) from None
    return Status(201, {"decision": judged.event_id, "verdict": judged.verdict})


class NewDecision(Schema):
    action: Literal["split", "move", "apart", "merge", "confirm", "lock", "unlock", "rename"]
    articles: list[int] = Field(
        [], max_length=1_000, description="For `split`, `move`, and `apart`: articles of the story."
    )
    group: int | None = Field(None, ge=1, le=2**62, description="For `move` and `merge`: the other story.")
    title: str = Field("", max_length=500, description="For `rename`.")
    reason: str = Field("", max_length=500)


class Decided(Answer):
    decision: int = Field(description="Number of the decision, with which it can be undone.", examples=[12])
    summary: str = Field(examples=["Locked “Harbor bridge closed”"])


@router.post("groups/{pk}/decisions", summary="Correct a story", response={201: Decided}, auth=may_curate)
def add_decision(request: HttpRequest, pk: int, sent: NewDecision) -> Status:
    """Needs the scope `curate`. Status 409 if the correction contradicts an earlier decision."""
    story = get_object_or_404(Story, pk=pk).surviving()
    asked = sent.dict() | {"group": str(sent.group or ""), "seen": ""}
    form = CurateForm(asked, story=story)
    form.fields["seen"].required = False
    if not form.is_valid():
        raise _rejected(form)
    return Status(201, _decided(lambda: form.act(by=_user(request))))


@router.post("decisions/{pk}/undo", summary="Undo a decision", response=Decided, auth=may_curate)
def undo_decision(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Needs the scope `curate`. Status 409 if later decisions depend on it."""
    event = get_object_or_404(CurationEvent, pk=pk)

    def undo() -> CurationEvent:
        actions.undo(event, by=_user(request))
        return event

    return _decided(undo)


def _decided(act: Any) -> dict[str, Any]:
    try:
        event = act()
    except RefusedCuration as refused:
        raise HttpError(409, str(refused)) from None
    return {"decision": event.pk, "summary": event.summary}


def _user(request: HttpRequest) -> Any:
    return request.user


def _rejected(form: forms.Form) -> ValidationError:
    """The errors of a form in the format of the API."""
    errors = form.errors.get_json_data()
    return ValidationError(
        [
            {"type": "value_error", "loc": ["body", name], "msg": error["message"]}
            for name, listed in errors.items()
            for error in listed
        ]
    )
