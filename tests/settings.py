"""Settings of the test run: a data folder of its own, which goes when the run ends, and plain HTTP."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="newsgroups-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ |= {"NEWSGROUPS_DATA_DIR": _folder, "HTTPS": "0", "DEBUG": "0"}
os.environ.pop("SEARCH_URL", None)

from newsgroups.settings import *  # noqa: E402, F403

# Curators' passwords of tests need not withstand anyone.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Threads of the live server would keep connections, and PostgreSQL drops no database that somebody is connected to.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# Tests ask as often as they need to; those of the limits set their own.
RATE_LIMITS = {}
SHARED_BYTES_A_DAY = 0
