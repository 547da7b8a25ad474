"""Collects static files when a site starts or is set up."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def collect_static_files() -> None:
    """Name static files by their content and compress them, which takes some seconds, unless that was done already."""
    is_current = getattr(staticfiles_storage, "is_current", None)
    if is_current and not is_current():
        call_command("collectstatic", "--noinput", "--clear", verbosity=0)
