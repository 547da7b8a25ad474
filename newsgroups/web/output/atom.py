"""Writes Atom feeds (RFC 4287): plain text stays plain text, and characters that XML does not permit are removed."""

import re
from typing import Any, TextIO, cast

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

# Everything outside XML 1.0's Char production; an unpaired surrogate could not even be encoded.
_NO_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOBODY = "unknown"
XHTML = "http://www.w3.org/1999/xhtml"


class _Writer(SimplerXMLGenerator):
    """Replaces characters that XML does not permit with spaces, wherever they come from."""

    def characters(self, content: str) -> None:
        super().characters(_NO_CHAR.sub(" ", content))

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        super().startElement(name, cast("Any", {key: _NO_CHAR.sub(" ", value) for key, value in attrs.items()}))


class AtomFeed(Atom1Feed):
    """Django's feed, plus an author, a language if known, and summaries as text.

    A description marked as safe HTML becomes the content; it must be well-formed XML, as `format_html` produces.
    """

    def write(self, outfile: TextIO, encoding: str) -> None:
        handler = _Writer(cast("Any", outfile), encoding, short_empty_elements=True)
        self.start_document(handler)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def start_document(self, handler: SimplerXMLGenerator) -> None:
        handler.startDocument()

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item.get("language") else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        summary = item["description"]
        super().add_item_elements(handler, item | {"description": None})
        if item["updateddate"] is None:
            handler.addQuickElement("updated", rfc3339_date(item["pubdate"] or self.latest_post_date()))
        if isinstance(summary, SafeString):
            _add_markup(handler, summary)
        elif summary:
            handler.addQuickElement("summary", summary, {"type": "text"})


def _add_markup(handler: SimplerXMLGenerator, html: SafeString) -> None:
    """Write content as XHTML, so that browsers render it and no feed reader mistakes text for markup."""
    handler.startElement("content", cast("Any", {"type": "xhtml"}))
    handler.startElement("div", cast("Any", {"xmlns": XHTML}))
    handler.ignorableWhitespace(_NO_CHAR.sub(" ", html))
    handler.endElement("div")
    handler.endElement("content")


class AtomView(Feed):
    """A feed whose self link includes the query string, so that subscribers get the same filters."""

    feed_type: type[SyndicationFeed] = AtomFeed
    author_name = "Newsgroups"

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = request.build_absolute_uri()
        return feed


def author(name: str) -> str:
    """Return a name that is valid in a feed; "" if it consists only of control characters."""
    return " ".join(_NO_CHAR.sub(" ", name).split()) or NOBODY
