"""API operations for pairs of articles in the whole archive, as listed on the Similar page."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router

from newsgroups.models import Pair
from newsgroups.stories.pages.serializers.as_json import article_as_json
from newsgroups.web.api.date_parameters import Day
from newsgroups.web.api.listing import Paging, listing
from newsgroups.web.api.responses.archive import Pairs
from newsgroups.web.api.responses.articles import Kind, TextKind
from newsgroups.web.api.unsupported_filters import outlets_asked, refuse_dates_in_disorder, refuse_unknown
from newsgroups.web.forms.filtered_rows import kinds_of, pairs_of
from newsgroups.web.forms.list_filters import SimilarForm

router = Router(tags=["Similar"])


class PairsQuery(Paging):
    kind: Kind | None = Field(None, description="Only pairs of this kind.")
    share: int | None = Field(None, ge=0, le=100, description="Minimum share of copied words, in percent.")
    probability: int | None = Field(
        None, ge=0, le=100, description="Minimum probability of the same story, in percent, for kind `same story`."
    )
    same_outlet: bool = Field(False, description="Include pairs within one outlet.")
    source: list[str] = Field([], description="Slugs of outlets; at least one of the two articles is from one of them.")
    collection: list[str] = Field([], max_length=50, description="Slugs of collections, used like `source`.")
    text_kind: TextKind | None = Field(None, description="Kind of text of at least one of the two articles.")
    from_outlet: str | None = Field(None, description="Slug of the outlet known to be the origin of the shared text.")
    by_outlet: str | None = Field(None, description="Slug of the outlet known to have taken the shared text.")
    date_from: Day | None = Field(
        None, alias="from", description="Earliest publication date of the later article, in UTC."
    )
    date_to: Day | None = Field(None, alias="to", description="Latest publication date of the later article, in UTC.")
    sort: Literal["newest", "strongest"] = "newest"


@router.get("similar", summary="Pairs of similar articles", response=Pairs)
def similar_pairs(request: HttpRequest, asked: Query[PairsQuery]) -> dict[str, Any]:
    refuse_unknown(request, PairsQuery)
    outlets_asked([*asked.source, asked.from_outlet or "", asked.by_outlet or ""], asked.collection)
    refuse_dates_in_disorder(asked.date_from, asked.date_to)
    query = request.GET.copy()
    query["same_outlet"] = "on" if asked.same_outlet else ""
    form = SimilarForm(query)
    shown = ("probability", "copied") if asked.kind == Pair.Kind.SAME_STORY.value else ("copied", "probability")
    columns = (*shown, "id") if asked.sort == "strongest" else ("latest", "id")
    count = sum(kind.count for kind in kinds_of(form) if kind.is_shown)
    return listing(
        request,
        pairs_of(form),
        asked,
        columns=columns,
        as_json=_as_json,
        rows_of=lambda rows: rows.with_articles(),
        count=count,
    )


def _as_json(pair: Any) -> dict[str, Any]:
    names = "id", "kind", "first_is_known", "longest_run", "days_apart"
    return {name: getattr(pair, name) for name in names} | {
        "earlier": article_as_json(pair.upper),
        "later": article_as_json(pair.lower),
        "copied_earlier": pair.copied_upper,
        "copied_later": pair.copied_lower,
        "same_story": pair.probability,
        "one_story": pair.is_grouped,
    }
