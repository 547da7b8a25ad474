"""A client for the API of a Newsgroups site. One file, the standard library only, Python 3.11 or newer.

    from newsgroups_client import Newsgroups

    site = Newsgroups("https://news.example")
    for story in site.stories(outlets=3, sort="biggest"):
        print(story["title"], story["source_count"])

Lists are iterators that fetch one page after the other. The site documents names and meanings of fields at /api/.
Errors of the API are raised as `ApiError`, those of the connection as `urllib.error.URLError`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any, NotRequired, TypedDict, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

__all__ = ["ApiError", "Newsgroups"]

Json = dict[str, Any]
# Statuses after which a request may be sent again: too many requests, and a busy site.
_AGAIN = (429, 503)
# A longer `Retry-After` is left to the program.
_MAX_WAIT = 60.0
_NDJSON = "application/x-ndjson"


class Article(TypedDict):
    id: int
    url: str
    title: str
    source: str
    published: str | None
    published_precision: str
    updated: str | None
    story: int | None
    text: NotRequired[str]


class Story(TypedDict):
    id: int
    title: str
    first_date: str | None
    last_date: str | None
    article_count: int
    source_count: int
    independent_reports: int
    disagreements: int
    locked: bool


class Outlet(TypedDict):
    name: str
    slug: str
    home_page: str
    articles: int
    first_published: str | None
    last_published: str | None


class Pair(TypedDict):
    id: int
    earlier: Article
    later: Article
    first_is_known: bool
    kind: str
    same_story: float
    copied_earlier: float
    copied_later: float
    longest_run: int


class ApiError(Exception):
    """An error response (RFC 9457). `errors` lists rejected values, `retry_after` the seconds to wait, if given."""

    def __init__(self, status: int, detail: str, errors: list[Json] | None = None, retry_after: float | None = None):
        super().__init__(f"{status}: {detail}")
        self.status, self.detail, self.errors, self.retry_after = status, detail, errors or [], retry_after


class _NoRedirects(HTTPRedirectHandler):
    """Redirects could carry a token to another host; the API answers at the address that it documents."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Newsgroups:
    """A site. A `token` is needed only for methods that write; get one at /my/tokens/ of the site.

    Requests that the site rejects because it is busy are sent again up to `retries` times.
    """

    def __init__(self, site: str, *, token: str = "", timeout: float = 30.0, retries: int = 2) -> None:
        if urlsplit(site).scheme not in ("http", "https"):
            raise ValueError("The address of the site must begin with https:// or http://.")
        self._base = site.rstrip("/") + "/api/v1/"
        self._headers = {"Accept": "application/json", "User-Agent": "newsgroups-client/1"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._timeout, self._retries = timeout, retries
        self._opener = build_opener(_NoRedirects())

    # Articles

    def article(self, pk: int) -> Article:
        """Return an article with its text."""
        return cast(Article, self._get(f"articles/{pk}"))

    def article_at(self, url: str) -> Article | None:
        """Return the article with this address, or None if the archive has none."""
        found = self._get("articles", url=url)["results"]
        return cast(Article, found[0]) if found else None

    def changes(self, pk: int) -> list[Json]:
        """Return what changed in an article after publication."""
        return cast(list[Json], self._get(f"articles/{pk}/changes")["results"])

    def similar_to(self, pk: int, *, limit: int = 20) -> list[Json]:
        """Return the articles most similar to this one."""
        return cast(list[Json], self._get(f"articles/{pk}/similar", limit=limit)["results"])

    def browse(self, **filters: Any) -> Iterator[Article]:
        """Yield articles, the latest first. Filters: source, collection, from_, to."""
        return cast(Iterator[Article], self._pages("browse", filters))

    def search(self, q: str, **filters: Any) -> Iterator[Article]:
        """Yield hits. Filters: source, collection, from_, to, language, group, text_kind, like, copies, sort."""
        return cast(Iterator[Article], self._pages("search", {"q": q, **filters}))

    # Stories and pairs

    def stories(self, **filters: Any) -> Iterator[Story]:
        """Yield stories. Filters: from_, to, source, collection, outlets, independent, text_kind, disputed, sort."""
        return cast(Iterator[Story], self._pages("groups", filters))

    def story(self, pk: int) -> Json:
        """Return a story with its articles, facts, origins, and related stories."""
        return self._get(f"groups/{pk}")

    def passages(self, pk: int, *, page: int = 1) -> Json:
        """Return the texts of a story with their shared passages."""
        return self._get(f"groups/{pk}/passages", page=page)

    def pairs(self, **filters: Any) -> Iterator[Pair]:
        """Yield pairs of similar articles. Filters: kind, share, probability, same_outlet, source, from_, to, sort."""
        return cast(Iterator[Pair], self._pages("similar", filters))

    def compare(self, left: int, right: int) -> Json:
        """Return what two articles share, and where they differ."""
        return self._get(f"compare/{left}/{right}")

    # Look-up

    def look_up(self, text: str = "", *, url: str = "", **filters: Any) -> Json:
        """Return where a text, or the page at an address, comes from. Filters: from_, to, source, collection, limit."""
        return cast(Json, self._send("lookup", _question(text, url, filters)))

    def look_up_many(self, questions: Iterable[Json]) -> Iterator[Json]:
        """Yield an answer per question ({"id": …, "text": …} or {"id": …, "url": …}), at most 100, as they come.

        Each answer has a `status`; questions with 429 or 503 may be sent again after `retry_after` seconds.
        """
        body = "".join(json.dumps(question) + "\n" for question in questions).encode()
        with self._open("POST", "lookup/bulk", body, {"Content-Type": _NDJSON, "Accept": _NDJSON}) as lines:
            for line in lines:
                yield json.loads(line)

    # The archive

    def outlets(self) -> Iterator[Outlet]:
        return cast(Iterator[Outlet], self._pages("sources", {}))

    def outlet(self, slug: str) -> Json:
        return self._get(f"sources/{quote(slug, safe='')}")

    def collections(self) -> Iterator[Json]:
        return self._pages("collections", {})

    def months(self) -> list[Json]:
        """Return the months that have articles, with their numbers."""
        return cast(list[Json], self._get("browse/months")["results"])

    def about(self) -> Json:
        """Return the figures of the archive and how accurate it is."""
        return self._get("about")

    # Writing, with a token

    def queue(self, urls: Iterable[str]) -> Json:
        """Queue pages to be fetched. Scope `add`."""
        return cast(Json, self._send("queue", {"urls": list(urls)}))

    def add_article(self, *, title: str, source: str, text: str, **more: str) -> Article:
        """Add an article with its text. Scope `add`. More: published, authors, url."""
        return cast(Article, self._send("articles", {"title": title, "source": source, "text": text, **more}))

    def judge(self, left: int, right: int, verdict: str, *, note: str = "") -> Json:
        """Say whether two articles tell the `same` story, a `related`, or a `different` one. Scope `judge`."""
        return cast(Json, self._send("judgements", {"left": left, "right": right, "verdict": verdict, "note": note}))

    def correct_story(self, pk: int, action: str, **said: Any) -> Json:
        """Correct a story: split, move, apart, merge, confirm, lock, unlock, rename. Scope `curate`."""
        return cast(Json, self._send(f"groups/{pk}/decisions", {"action": action, **said}))

    def undo(self, decision: int) -> Json:
        """Undo a decision by its number. Scope `curate`."""
        return cast(Json, self._send(f"decisions/{decision}/undo", None))

    # How requests are sent

    def _get(self, path: str, **query: Any) -> Json:
        asked = urlencode(_plain(query), doseq=True)
        with self._open("GET", f"{path}?{asked}" if asked else path) as response:
            return cast(Json, json.load(response))

    def _send(self, path: str, sent: Json | None) -> Any:
        body = b"" if sent is None else json.dumps(sent).encode()
        with self._open("POST", path, body, {"Content-Type": "application/json"}) as response:
            return json.load(response)

    def _pages(self, path: str, filters: Json) -> Iterator[Any]:
        page = self._get(path, **filters)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            # The rest of the address is that of this site as the client knows it, whatever a proxy makes of it.
            query = urlsplit(page["next"]).query
            with self._open("GET", f"{path}?{query}") as response:
                page = json.load(response)

    def _open(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Any:
        for attempt in range(self._retries + 1):
            request = Request(self._base + path, body, {**self._headers, **(headers or {})}, method=method)  # noqa: S310 - http or https
            try:
                return self._opener.open(request, timeout=self._timeout)
            except HTTPError as response:
                error = _error(response)
            wait = error.retry_after if error.retry_after is not None else 1.0
            if error.status not in _AGAIN or attempt == self._retries or wait > _MAX_WAIT:
                raise error
            time.sleep(wait)
        raise AssertionError("unreachable")


def _question(text: str, url: str, filters: Json) -> Json:
    if bool(text) == bool(url):
        raise ValueError("Give either a text or a url.")
    return {"text": text, **_plain(filters)} if text else {"url": url, **_plain(filters)}


def _plain(query: Json) -> Json:
    """`from_` stands for `from`, a keyword of Python; None is left out, and True is written as the API does."""
    named = {name.rstrip("_"): value for name, value in query.items() if value is not None}
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in named.items()}


def _error(response: HTTPError) -> ApiError:
    with response:
        body = response.read(1_000_000)
        after = response.headers.get("Retry-After", "")
    try:
        told = json.loads(body)
        detail, errors = str(told["detail"]), list(told.get("errors", []))
    except (ValueError, TypeError, KeyError):
        detail, errors = response.reason or "no reason given", []
    return ApiError(response.code, detail, errors, float(after) if after.isdecimal() else None)
