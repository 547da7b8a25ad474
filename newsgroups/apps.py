import gc

from django.apps import AppConfig
from django.db.models.signals import post_migrate

# New objects between two looks for unreachable cycles, and looks at a younger generation for one at the next. Python's
# 700 and 10 look through all of Django over and over while rows pass by: a sixth of an import's time.
COLLECT_AFTER = 20_000, 20, 20


class NewsgroupsConfig(AppConfig):
    name = "newsgroups"
    verbose_name = "Newsgroups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Rights exist only once all tables do, so that the role of curators cannot be made by a migration."""
        from newsgroups.admin.role import make_curators

        post_migrate.connect(make_curators, sender=self)
        gc.set_threshold(*COLLECT_AFTER)
