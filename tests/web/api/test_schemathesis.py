"""Schemathesis sends the API what its document allows, and what it forbids, and finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from newsgroups.admin.curator_role import make_curators
from newsgroups.models import ApiToken

ROOT = Path(__file__).resolve().parents[3]
# Per operation, beside those of the coverage phase; every run sends the same requests, in 20 s of processor time.
EXAMPLES = 3


@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="Responses are documented for all databases alike.",
)
@pytest.mark.django_db(transaction=True)
def test_no_response_differs_from_the_document(live_server, archive, open_site, settings, tmp_path) -> None:
    from django.apps import apps

    settings.DATA_DIR = tmp_path
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, 0)
    cache.clear()
    make_curators(apps.get_app_config("newsgroups"))
    user = User.objects.create_user("ruth")
    user.groups.set(Group.objects.filter(name="Curators"))
    key = ApiToken.objects.make(owner=user, name="Program", scopes=["add", "judge", "curate"], days=7)[1]
    ran = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", f"{live_server.url}/api/v1/openapi.json",
            "--max-examples", str(EXAMPLES), "--generation-deterministic",
            "--phases", "examples,coverage,fuzzing", "--no-color", "--continue-on-failure",
            "-H", f"Authorization: Bearer {key}",
        ],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-4_000:]
    assert "passed" in ran.stdout
