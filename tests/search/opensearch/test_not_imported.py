"""A site with the embedded index needs nothing of a cluster."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CODE = """
import sys
import django
django.setup()
from django.core.management import call_command
from newsgroups.web import urls
from newsgroups.search.service import search
call_command("migrate", verbosity=0)
print(search("ferry").problem)
print([name for name in sys.modules if name.startswith(("opensearchpy", "newsgroups.search.engines.opensearch"))])
"""


def test_the_client_of_a_cluster_is_not_even_imported(tmp_path: Path):
    given = os.environ | {"NEWSGROUPS_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    for inherited in ("SEARCH_URL", "DATABASE_URL"):
        given.pop(inherited, None)

    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, cwd=ROOT, env=given)

    assert done.stdout == "There is no search index yet. Run: manage.py reindex\n[]\n"
