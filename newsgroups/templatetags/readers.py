"""Template tags for what readers keep."""

from typing import Any

from django import template
from django.http import HttpRequest

from newsgroups.models import Collection, Dossier
from newsgroups.web.forms.filter_base import FilterForm

register = template.Library()


@register.simple_tag
def collections_offered(request: HttpRequest, form: FilterForm) -> list[tuple[str, str, bool]]:
    """Return slug, name, and whether it is chosen, of each collection to filter by; one query.

    A chosen collection is offered even if it is somebody else's: its address was shared.
    """
    chosen = {collection.slug: collection.name for collection in form.collections}
    offered = dict(Collection.objects.offered_to(request.user).values_list("slug", "name"))
    return [(slug, name, slug in chosen) for slug, name in (offered | chosen).items()]


@register.simple_tag(takes_context=True)
def own_dossiers(context: dict[str, Any]) -> list[Dossier]:
    """Return the dossiers of the logged-in reader, latest first; no query for others."""
    user = context.get("user")
    return list(Dossier.objects.of(user)) if user and user.is_authenticated else []
