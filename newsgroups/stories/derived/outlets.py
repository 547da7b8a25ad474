"""Find out which names of outlets belong to one site."""

from django.db import transaction
from django.db.models import Count

from newsgroups.models import Article, Source
from newsgroups.stories.curation.outlets import take_effect
from newsgroups.text.credits.sites import Listed, main_site, same_outlets

# Addresses read of each outlet, the latest first.
_READ = 200


def join_pending() -> int:
    """Look at the addresses of outlets with new articles, and join names of one site to one outlet.

    What a curator joined or parted stays. Return the number of outlets that became another name, or ceased to be one.
    """
    # Distinct in Python: SQLite would go through all articles by source for it.
    new = set(Article.objects.pending("credits").values_list("source_id", flat=True).iterator())
    changed = [source for source in Source.objects.filter(pk__in=new) if _take_site(source)]
    return _join() if changed else 0


def _take_site(source: Source) -> bool:
    """Store at which site an outlet is. Return whether that is news."""
    urls = source.article_set.visible().latest_first().values_list("url", flat=True)[:_READ]
    site = main_site(urls)
    if site == source.site:
        return False
    source.site = site
    source.save(update_fields=["site"])
    return True


@transaction.atomic
def _join() -> int:
    sources = Source.objects.select_for_update(of=("self",)).in_bulk()
    articles = dict(Article.objects.visible().order_by().values_list("source_id").annotate(Count("pk")))
    decided = {each.pk: each.outlet_id for each in sources.values() if each.outlet_by_curator}
    # An outlet that a curator joined others to keeps its name.
    leading = set(decided.values())
    same = same_outlets([Listed(each.pk, each.name, each.site, articles.get(each.pk, 0)) for each in sources.values()])
    changed = []
    for source in sources.values():
        if source.pk in decided:
            continue
        outlet = None if source.pk in leading else same.get(source.pk)
        outlet = (decided.get(outlet) if outlet else None) or outlet
        if source.outlet_id != outlet and source.pk != outlet:
            changed.append(source)
            source.outlet_id = outlet
    Source.objects.bulk_update(changed, ["outlet"], batch_size=500)
    if changed:
        take_effect([each.pk for each in changed] + [each.outlet_id for each in changed if each.outlet_id])
    return len(changed)
