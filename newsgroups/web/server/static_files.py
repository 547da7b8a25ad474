"""Static files with a hash of their content in their address, so that browsers and proxies keep them for good.

The files are served as they are in the release. No step at installation renames them.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware

FOR_GOOD = "max-age=31536000, public, immutable"


@lru_cache(maxsize=2_000)
def version(name: str) -> str:
    """Return twelve digits of the hash of a file's content; empty if there is no such file."""
    file = finders.find(name)
    return sha256(Path(file).read_bytes()).hexdigest()[:12] if file and Path(file).is_file() else ""


class VersionedStorage(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        address: str = super().url(name)
        current = version(name.partition("?")[0].partition("#")[0]) if name else ""
        return f"{address}?v={current}" if current and "?" not in address and "#" not in address else address


class VersionedFilesMiddleware(WhiteNoiseMiddleware):
    """Lets clients keep a file for good if they asked for its current version.

    During an upgrade, an old worker must not give the old file the new address.
    """

    def __call__(self, request: HttpRequest) -> Any:
        response = super().__call__(request)
        if request.path_info.startswith(self.static_prefix) and response.status_code == 200:
            asked = parse_qs(request.META.get("QUERY_STRING", "")).get("v")
            if asked == [version(request.path_info.removeprefix(self.static_prefix))]:
                response["Cache-Control"] = FOR_GOOD
        return response
