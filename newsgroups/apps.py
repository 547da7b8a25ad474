from django.apps import AppConfig


class NewsgroupsConfig(AppConfig):
    name = "newsgroups"
    verbose_name = "Newsgroups"
    default_auto_field = "django.db.models.BigAutoField"
