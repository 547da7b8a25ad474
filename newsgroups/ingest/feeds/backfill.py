"""Older articles of an outlet: their addresses come from its sitemaps, or from the Wayback Machine, into the queue.

Addresses that are in the queue or in the archive already are skipped, so a search that was stopped can be repeated. The
next runs fetch what is queued, as politely as everything else.
"""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from newsgroups.common.progress import Reporter
from newsgroups.ingest.fetch.politeness import Hosts, host_of
from newsgroups.ingest.fetch.robots_txt import records
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.normalize.dates.parse_date import parse_date
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.ingest.sandbox.pool import UnreadableBytes, run_in_sandbox
from newsgroups.models import QueuedAddress, Source, articles_at

from .address_queue import enqueue

# Unpacked; the protocol permits more, but readers in the sandbox have memory for this.
MAX_SITEMAP = 20_000_000
# A site with more sitemaps lists its pages of many years; `since` leaves most of them out.
MAX_SITEMAPS = 1_000
CDX = "https://web.archive.org/cdx/search/cdx"
COPY = "https://web.archive.org/web/{moment}id_/{address}"
# Rows of one answer of the CDX server.
CDX_ROWS = 5_000
_NO_PAGE = tuple(".jpg .jpeg .png .gif .svg .webp .css .js .pdf .mp3 .mp4 .xml .ico .woff2".split())


@dataclass
class Backfilled:
    """Addresses found, and what became of them."""

    found: int = 0
    queued: int = 0
    known: int = 0
    refused: int = 0
    out_of_range: int = 0
    problems: int = 0


@dataclass
class Backfill:
    """A search for older articles of one outlet, from one day through another, for at most `limit` new addresses."""

    source: Source
    hosts: Hosts
    report: Reporter
    since: date | None = None
    until: date | None = None
    limit: int = 1_000
    done: Backfilled = field(default_factory=Backfilled)

    def from_sitemaps(self, first: str = "") -> Backfilled:
        """Read a sitemap, or all that the outlet's robots.txt names, with those that they list."""
        waiting = deque([first] if first else self._named_by_site())
        seen: set[str] = set()
        while waiting and len(seen) < MAX_SITEMAPS and not self._is_full:
            address = waiting.popleft()
            if address in seen:
                continue
            seen.add(address)
            found = self._sitemap(address)
            # The latest come first: indexes list the oldest first, as a rule.
            waiting.extendleft(each for each, changed in found.get("sitemaps", []) if not self._is_older(changed))
            for page, changed in found.get("pages", []):
                self._take(page, changed)
        return self.done

    def from_wayback(self) -> Backfilled:
        """Ask the CDX server of the Wayback Machine for pages of the outlet's site, each in its first copy."""
        resume = ""
        while not self._is_full:
            rows, resume = self._cdx_rows(resume)
            for moment, address in rows:
                published = datetime.strptime(moment[:8], "%Y%m%d").replace(tzinfo=UTC).date()
                self._take(COPY.format(moment=moment, address=address), published.isoformat())
            if not resume:
                break
        return self.done

    def _named_by_site(self) -> list[str]:
        home = f"{host_of(self.source.home_page)}/"
        named: list[str] = []
        try:
            # Also reads robots.txt.
            self.hosts.fetch(home)
        except (FetchFailed, RefusedAddress) as reason:
            self._note(home, str(reason))
        named = [value for name, value in records(self.hosts.robots_text(home)) if name == "sitemap"]
        return named or [f"{home}sitemap.xml"]

    def _sitemap(self, address: str) -> dict[str, Any]:
        try:
            page = self.hosts.fetch(address, most=MAX_SITEMAP)
            found: dict[str, Any] = run_in_sandbox("sitemap", page.body, url=page.url, content_type=page.content_type)
        except (FetchFailed, RefusedAddress, UnreadableBytes) as reason:
            self._note(address, str(reason))
            return {}
        return found

    def _cdx_rows(self, resume: str) -> tuple[list[tuple[str, str]], str]:
        host = urlsplit(self.source.home_page).netloc.lower().removeprefix("www.")
        asked: list[tuple[str, str]] = [
            ("url", f"{host}/*"), ("output", "json"), ("fl", "timestamp,original"), ("filter", "statuscode:200"),
            ("filter", "mimetype:text/html"), ("collapse", "urlkey"), ("limit", str(CDX_ROWS)),
            ("showResumeKey", "true"),
        ]  # fmt: skip
        asked += [("from", f"{self.since:%Y%m%d}")] if self.since else []
        asked += [("to", f"{self.until:%Y%m%d}")] if self.until else []
        asked += [("resumeKey", resume)] if resume else []
        address = f"{CDX}?{urlencode(asked)}"
        try:
            rows = json.loads(self.hosts.fetch(address, most=MAX_SITEMAP).body or b"[]")
            return list(_pairs(rows)), _resume_key(rows)
        except (FetchFailed, RefusedAddress, ValueError) as reason:
            self._note(address, str(reason))
            return [], ""

    def _take(self, address: str, changed: str) -> None:
        """Queue a page of the outlet, unless it is known or outside the days asked for."""
        if self._is_full:
            return
        self.done.found += 1
        if self._is_older(changed) or self._is_newer(changed):
            self.done.out_of_range += 1
            return
        try:
            canonical = canonical_url(address)
            if not self._is_page_of_outlet(canonical):
                raise RefusedAddress("It is not a page of this outlet.")
            if QueuedAddress.objects.filter(url=canonical).exists() or articles_at(canonical).exists():
                self.done.known += 1
                return
            enqueue(address, known={"source": self.source.name})
        except RefusedAddress:
            self.done.refused += 1
        else:
            self.done.queued += 1

    @property
    def _is_full(self) -> bool:
        return self.done.queued >= self.limit

    def _is_page_of_outlet(self, canonical: str) -> bool:
        own, other = (urlsplit(canonical_url(url)) for url in (self.source.home_page, canonical))
        is_same_site = other.netloc == own.netloc or other.netloc.endswith(f".{own.netloc}")
        return is_same_site and other.path not in ("", "/") and not other.path.lower().endswith(_NO_PAGE)

    def _is_older(self, changed: str) -> bool:
        day = _day(changed)
        return bool(self.since and day and day < self.since)

    def _is_newer(self, changed: str) -> bool:
        day = _day(changed)
        return bool(self.until and day and day > self.until)

    def _note(self, address: str, reason: str) -> None:
        self.done.problems += 1
        self.report(address, reason)


def _day(changed: str) -> date | None:
    moment = parse_date(changed) if changed else None
    return moment.date() if moment else None


def _pairs(rows: Any) -> Iterator[tuple[str, str]]:
    """The rows of an answer: the first names the columns, and the last two are the key to go on, after an empty one."""
    if not isinstance(rows, list):
        raise ValueError("The answer is not a list.")
    for row in rows[1:]:
        if not row:
            return
        if len(row) == 2 and str(row[0])[:8].isdigit():
            yield str(row[0]), str(row[1])


def _resume_key(rows: Any) -> str:
    return str(rows[-1][0]) if len(rows) > 2 and rows[-2] == [] and rows[-1] else ""
