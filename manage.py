#!/usr/bin/env python
"""Entry point of all commands: `python manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
    from newsgroups.management.entry import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
