"""Atom (RFC 4287) that a browser shows readably, and JSON Feed 1.1, from the same description of a feed."""

import json
import re
from typing import Any, cast
from xml.sax.xmlreader import AttributesImpl

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from newsgroups.web.middleware.rate_limit import count_request

IN_FEED = 40
_XHTML = "http://www.w3.org/1999/xhtml"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """Without what XML cannot hold."""
    return _UNPRINTABLE.sub(" ", text)


class ReadableAtom(Atom1Feed):
    """Summaries are XHTML: a browser that opens the feed shows their links, and no reader takes text for markup.

    Descriptions are HTML that is also well-formed XML, as `format_html` makes it.
    """

    def write(self, outfile: Any, encoding: str) -> None:
        """As Django does, which leaves style sheets out of Atom."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.processingInstruction("xml-stylesheet", f'href="{static("css/feed.css")}" type="text/css"')
        handler.startElement("feed", AttributesImpl(self.root_attributes()))
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        handler.startElement("summary", {"type": "xhtml"})
        handler.startElement("div", {"xmlns": _XHTML})
        handler.ignorableWhitespace(printable(item["description"]))
        handler.startElement("p", {})
        handler.addQuickElement("a", item["title"], {"href": item["link"]})
        handler.endElement("p")
        handler.endElement("div")
        handler.endElement("summary")


class JsonFeed(SyndicationFeed):
    """https://www.jsonfeed.org/version/1.1/"""

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
        "content_html": item["description"],
        "summary": " ".join(strip_tags(item["description"].replace("</p>", " ")).split()),
    }
    shown |= {name: rfc3339_date(moment) for name, moment in dates.items() if moment}
    return shown | ({"authors": [{"name": item["author_name"]}]} if item["author_name"] else {})


class ArchiveFeed(Feed):
    """A feed in both formats, with an `ETag`: readers ask often, and mostly nothing is new."""

    feed_type: type[SyndicationFeed] = ReadableAtom

    def __init__(self, *, as_json: bool = False) -> None:
        if as_json:
            self.feed_type = JsonFeed

    def feed_url(self) -> str | None:
        return self._address

    def __call__(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        count_request(request, "export")
        # One object answers all requests, so that what belongs to one is kept by a copy.
        own = type(self)(as_json=self.feed_type is JsonFeed)
        own._address = request.get_full_path()
        answer: HttpResponse = Feed.__call__(own, request, *args, **options)
        if self.feed_type is ReadableAtom:
            patch_vary_headers(answer, ["Accept"])
            if "text/html" in request.headers.get("Accept", ""):
                # Chromium shows application/atom+xml as source text, without its style sheet.
                answer["Content-Type"] = "application/xml; charset=utf-8"
        conditional = ConditionalGetMiddleware(lambda _: answer)
        return cast(HttpResponse, conditional.process_response(request, answer))

    _address: str | None = None


def paragraphs(*lines: str) -> SafeString:
    """Escaped lines as HTML paragraphs; empty ones are left out."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))
