from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsgroupsConfig(AppConfig):
    name = "newsgroups"
    verbose_name = "Newsgroups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Rights exist only once all tables do, so that the role of curators cannot be made by a migration."""
        from newsgroups.curators import make_curators

        post_migrate.connect(make_curators, sender=self)
