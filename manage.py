#!/usr/bin/env python
"""Entry point of all commands: `python manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, which say in a sentence what is wrong with them
    except ImproperlyConfigured as error:
        sys.exit(f"newsgroups: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
