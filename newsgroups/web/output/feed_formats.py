"""Atom (RFC 4287) that browsers display readably, and JSON Feed 1.1, from the same description of a feed."""

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import SyndicationFeed, rfc3339_date
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from newsgroups.web.middleware.rate_limit import count_request

from .atom import XHTML, AtomFeed, AtomView


class ReadableAtom(AtomFeed):
    """Atom with a style sheet for browsers; Django's Atom feeds do not support style sheets."""

    def start_document(self, handler: SimplerXMLGenerator) -> None:
        super().start_document(handler)
        handler.processingInstruction("xml-stylesheet", f'href="{static("css/feed.css")}" type="text/css"')

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        # Browsers do not make Atom links clickable. Feed readers skip elements of other namespaces (RFC 4287, 6.3).
        handler.addQuickElement("a", "Read it here", {"xmlns": XHTML, "href": item["link"]})


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1, see https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        about = self.feed
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": about["title"],
            "home_page_url": about["link"],
            "feed_url": about["feed_url"],
            "description": about["subtitle"],
            "language": about["language"],
            "items": list(map(_item, self.items)),
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding, "replace"))


def _item(item: dict[str, Any]) -> dict[str, Any]:
    dates = {"date_published": item["pubdate"], "date_modified": item["updateddate"]}
    shown = {
        "id": item["unique_id"] or item["link"],
        "url": item["link"],
        "title": item["title"],
        "content_html": conditional_escape(item["description"]),
    }
    if not isinstance(item["description"], SafeString):
        shown["summary"] = item["description"]
    shown |= {name: rfc3339_date(moment) for name, moment in dates.items() if moment}
    return shown | ({"authors": [{"name": item["author_name"]}]} if item["author_name"] else {})


class ArchiveFeed(AtomView):
    """A feed in both formats, with an `ETag`: readers poll often, and usually nothing is new."""

    counts_as = "export"
    feed_type: type[SyndicationFeed] = ReadableAtom

    def __init__(self, *, as_json: bool = False) -> None:
        if as_json:
            self.feed_type = JsonFeed

    def __call__(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        count_request(request, self.counts_as)
        answer = self.respond(request, *args, **options)
        if answer.status_code == 200 and self.feed_type is ReadableAtom:
            patch_vary_headers(answer, ["Accept"])
            if "text/html" in request.headers.get("Accept", ""):
                # Chromium shows application/atom+xml as source text, without its style sheet.
                answer["Content-Type"] = "application/xml; charset=utf-8"
        conditional = ConditionalGetMiddleware(lambda _: answer)
        return cast(HttpResponse, conditional.process_response(request, answer))

    def respond(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Return the feed, or an error response if there is none."""
        answer: HttpResponse = super().__call__(request, *args, **options)
        return answer
