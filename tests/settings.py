"""Settings for tests: a separate data folder, deleted at the end of the run, and plain HTTP."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="newsgroups-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ |= {"NEWSGROUPS_DATA_DIR": _folder, "HTTPS": "0", "DEBUG": "0"}
os.environ.pop("SEARCH_URL", None)

from newsgroups.settings import *  # noqa: E402, F403

# Passwords of curators in tests do not have to resist attacks.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Threads of the live server would keep connections, and PostgreSQL cannot drop a database with open connections.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# Tests send as many requests as they need; tests of the limits set their own.
RATE_LIMITS = {}
SHARED_BYTES_A_DAY = 0
# Pages name static files as they lie in static/, whatever a test collects.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
