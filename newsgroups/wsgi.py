"""The WSGI application for gunicorn: `gunicorn newsgroups.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
# A worker has one connection per thread, and pages read by key are rarely read again.
os.environ.setdefault("NEWSGROUPS_SQLITE_CACHE", "8")

application = get_wsgi_application()

# A thread that computes yields to one that serves a page after 0.5 ms instead of 5 ms: serving a page waits for its
# turn dozens of times, after each response of the database.
sys.setswitchinterval(0.0005)
