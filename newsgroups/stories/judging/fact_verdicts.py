"""Curators' verdicts on disagreements of a story: *real*, or *no disagreement*."""

from typing import Any

from django.contrib.auth.models import User

from newsgroups.facts.types import DISAGREEMENTS
from newsgroups.models import Article, CurationEvent, FactVerdict, Story
from newsgroups.models.stories.fact_verdict import MAX_VALUE
from newsgroups.stories.curation import wording
from newsgroups.stories.curation.log import RefusedCuration, decision, record, state
from newsgroups.story_facts.store_facts import facts_of_story
from newsgroups.story_facts.verdicts import recount_disagreements, row_key, verdicts_on

Verdict = FactVerdict.Verdict


@decision
def judge_disagreement(story: Story, key: str, verdict: str, *, by: User, reason: str = "") -> CurationEvent:
    """Store a verdict on the row of facts with this key (see `row_key`).

    *No disagreement* hides the row, *real* marks it as certain. Raises RefusedCuration if the story no longer has the
    row, or if it has been judged already.
    """
    rows = [row for row in facts_of_story(story)["facts"] if row["verdict"] in DISAGREEMENTS]
    row = next((each for each in rows if row_key(each) == key), None)
    if row is None:
        raise RefusedCuration(wording.ROW_CHANGED)
    values = row["values"][:2]
    ids = [value["article"] for value in values]
    if len(Article.objects.visible().filter(pk__in=ids)) != len(set(ids)):
        raise RefusedCuration(wording.ROW_HIDDEN)
    if row.get("judged") and _judged(values):
        raise RefusedCuration(wording.ROW_JUDGED)
    is_real = Verdict(verdict) == Verdict.REAL
    summary = wording.judged_row(is_real, row["about"], [value["value"] for value in values])
    event = record(CurationEvent.Action.FACT, by=by, reason=reason, summary=summary, before=state(stories=[story]))
    FactVerdict.objects.create(event=event, verdict=verdict, kind=row["kind"], **_place(values, 0), **_place(values, 1))
    recount_disagreements(ids)
    return event


def _place(values: list[dict[str, Any]], number: int) -> dict[str, Any]:
    side, value = ("first", "second")[number], values[number]
    return {
        f"{side}_id": value["article"],
        f"{side}_value": value["value"][:MAX_VALUE],
        f"{side}_start": value["start"],
        f"{side}_end": value["end"],
    }


def _judged(values: list[dict[str, Any]]) -> bool:
    told = {(value["article"], value["value"][:MAX_VALUE]) for value in values}
    return any(
        {(each.first_id, each.first_value), (each.second_id, each.second_value)} == told
        for each in verdicts_on([article for article, _ in told])
    )
