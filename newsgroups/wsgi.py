"""The WSGI application, for gunicorn: `gunicorn newsgroups.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
# A worker has a connection for each of its threads, and pages read by key are seldom read again.
os.environ.setdefault("NEWSGROUPS_SQLITE_CACHE", "8")

application = get_wsgi_application()
