"""API operations for collections of outlets."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router

from newsgroups.models import Collection
from newsgroups.web.api.listing import Paging, listing
from newsgroups.web.api.responses.base import Answer, Listing
from newsgroups.web.api.unsupported_filters import refuse_other_than, refuse_unknown

router = Router(tags=["Browse"])


class CollectionLine(Answer):
    slug: str = Field(description="Use it as `collection` in other requests.", examples=["agencies"])
    name: str = Field(examples=["Agencies"])


class MemberOutlet(Answer):
    slug: str = Field(examples=["northline"])
    name: str = Field(examples=["Northline"])


class WholeCollection(CollectionLine):
    outlets: list[MemberOutlet] = Field(description="By name.")


class Collections(Listing):
    results: list[CollectionLine]


@router.get("collections", summary="Collections of outlets that are offered to everybody", response=Collections)
def collections(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    refuse_unknown(request, Paging)
    rows = Collection.objects.filter(is_shared=True).order_by("-id")
    return listing(request, rows, asked, columns=("id",), as_json=lambda row: row)


@router.get("collections/{slug}", summary="A collection with its outlets", response=WholeCollection)
def collection(request: HttpRequest, slug: str = Path(examples=["agencies"])) -> dict[str, Any]:
    refuse_other_than(request)
    found = get_object_or_404(Collection, slug=slug)
    return {"slug": found.slug, "name": found.name, "outlets": list(found.outlets.order_by("name"))}
