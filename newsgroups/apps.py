"""The Django application."""

import gc

from django.apps import AppConfig
from django.db.models.signals import post_migrate

# Thresholds of the cyclic garbage collector. With Python's 700 and 10, it scans all of Django again and again while
# rows are processed, which takes a sixth of an import's time.
COLLECT_AFTER = 20_000, 20, 20


class NewsgroupsConfig(AppConfig):
    name = "newsgroups"
    verbose_name = "Newsgroups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the creation of the curator role after migrations: permissions exist only once all tables do."""
        from newsgroups.admin.curator_role import make_curators

        post_migrate.connect(make_curators, sender=self)
        gc.set_threshold(*COLLECT_AFTER)
