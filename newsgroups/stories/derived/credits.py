"""Store whose text, reporting, and pictures each article says it carries."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.lineage.count_independent_reports import recount_reports_of
from newsgroups.models import Article, Credit
from newsgroups.models.articles.article import TextKind
from newsgroups.text import credits as found_credits
from newsgroups.text.credits import agency_of_outlet, find_credits, is_edition_of, is_republished

_BATCH_SIZE = 2_000
_READ = ("title", "text", "authors", "url", "content_hash", "source__name")


def credit_pending(*, progress: Progress = silent) -> int:
    """Find the credits of every pending article. Return the number of articles processed.

    Each batch is one transaction. An article that is changed in the meantime stays pending.
    """
    pending = Article.objects.pending("credits").select_related("source").only(*_READ)
    advance = progress("Credits", pending.count())
    done, last = 0, 0
    while batch := list(pending.filter(pk__gt=last)[:_BATCH_SIZE]):
        _store(batch)
        done, last = done + len(batch), batch[-1].pk
        advance(len(batch))
    return done


def text_kind(text: str, credits: Sequence[found_credits.Credit], *, own: str = "", outlet: str = "") -> TextKind:
    """Return whose text an article carries, by its own words. `own` is the agency that the outlet is, if any.

    What another edition of the outlet published first ("Vice" and "Vice Canada") is the outlet's own text.
    """
    if outlet:
        credits = [each for each in credits if not is_edition_of(each.agency, outlet)]
    if any(credit.claims_whole and credit.agency != own for credit in credits):
        return TextKind.AGENCY
    return TextKind.REPUBLISHED if is_republished(text, credits) else TextKind.OWN


@transaction.atomic
def _store(articles: Sequence[Article]) -> None:
    ids = [article.pk for article in articles]
    found = {article.pk: find_credits(article.text, article.authors) for article in articles}
    locked = Article.objects.select_for_update().filter(pk__among=ids).order_by().values_list("pk", "content_hash")
    now = dict(locked)
    current = [article for article in articles if now.get(article.pk) == article.content_hash]
    Credit.objects.filter(article__among=[article.pk for article in current]).delete()
    Credit.objects.insert([Credit(article_id=each.pk, **one._asdict()) for each in current for one in found[each.pk]])
    alike: dict[tuple[bool, TextKind], list[int]] = defaultdict(list)
    for article in current:
        credits = found[article.pk]
        own = agency_of_outlet(article.source.name, article.url)
        credits_agency = any(credit.kind in Credit.CLAIMS_TEXT for credit in credits)
        alike[credits_agency, text_kind(article.text, credits, own=own, outlet=article.source.name)].append(article.pk)
    # Also of stories whose pairs keep their origins: what an article credits counts by itself.
    recount_reports_of([article.pk for article in current])
    for (credits_agency, kind), same in alike.items():
        Article.objects.filter(pk__among=same).update(
            credits_agency=credits_agency, text_kind=kind, needs_credits=False
        )
