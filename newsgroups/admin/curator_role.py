"""The curator role: every permission needed for stories and articles, and no more."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions

NAME = "Curators"
RIGHTS = (
    "view_article",
    "add_article",
    "change_article",
    "view_story",
    "view_source",
    "add_source",
    "change_source",
    "view_feed",
    "add_feed",
    "change_feed",
    "view_queuedaddress",
    "view_curationevent",
    "add_curationevent",
    "view_judgement",
    "add_judgement",
    "change_judgement",
)


def make_curators(sender: AppConfig, **options: Any) -> None:
    """Create the role after migrations if it does not exist. Permissions that an administrator removed stay removed."""
    from django.contrib.auth.models import Group, Permission

    using = options.get("using", "default")
    create_permissions(sender, verbosity=0, using=using)
    group, is_new = Group.objects.using(using).get_or_create(name=NAME)
    if is_new:
        rights = Permission.objects.using(using).filter(content_type__app_label=sender.label, codename__in=RIGHTS)
        group.permissions.set(rights)
