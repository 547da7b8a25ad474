"""The WSGI application, for gunicorn: `gunicorn newsgroups.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsgroups.settings")
# A worker has a connection for each of its threads, and pages read by key are seldom read again.
os.environ.setdefault("NEWSGROUPS_SQLITE_CACHE", "8")

application = get_wsgi_application()

# A thread that computes gives way to one that serves a page after half a millisecond instead of five: a page waits for
# its turn dozens of times, whenever the database has answered.
sys.setswitchinterval(0.0005)
