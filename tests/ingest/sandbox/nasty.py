"""Feeds and pages that break parsers, each with its only correct outcome, sent by a real server."""

import gzip
import json
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.site import Site

WORDS = "The harbour bridge at Port Calder was closed on Monday after a diver found a crack in its eastern pylon. "
MORE = "Ferries run every ten minutes until engineers have looked at every pylon, the harbour master told the radio. "
WHOLE = "".join(f"<p>{number}. {WORDS}{MORE}</p>" for number in range(10))
LATIN = WHOLE.replace("harbour bridge", "Hafenbrücke für alle")
DATE = "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"
GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Case:
    """`send` makes the server respond at a path, and returns the URL to request."""

    name: str
    send: Callable[[Site, str], str]
    expected: object

    @property
    def seconds(self) -> float:
        """Cases that end by a timeout get a short one; the others have far more time than they need on the busiest
        machine.
        """
        return LIMIT if TOO_LONG in str(self.expected) or "in time" in str(self.expected) else 15 * LIMIT


def item(
    title: str = "Bridge closed", link: str = "/story", *, date: str = DATE, more: str = "", text: str = WHOLE
) -> str:
    body = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    return f"<item><title>{title}</title><link>{link}</link>{date}{more}{body}</item>"


def rss(*items: str, start: str = '<?xml version="1.0" encoding="utf-8"?>', language: str = "en") -> str:
    return (
        f'{start}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Harbour Post</title><language>{language}</language>{''.join(items)}</channel></rss>"
    )


def body(content: bytes | str, *, status: int = 200, **headers: str) -> Callable[[Site, str], str]:
    data = content.encode() if isinstance(content, str) else content
    return lambda site, path: site.gives(path, data, status=status, **headers)


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Callable[[Site, str], str]:
    """Sends raw bytes, repeating the last piece."""

    def answer(handler) -> None:
        for piece in (*pieces[:-1], *[pieces[-1]] * times):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return lambda site, path: site.does(path, answer)


def bomb(**headers: str) -> Callable[[Site, str], str]:
    """A gigabyte of zeros in a megabyte of gzip: one compressed piece, complete in itself, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    start, end = b"\x1f\x8b\x08" + bytes(6) + b"\xff", b"\x03\x00" + bytes(8)
    return body(start + piece * (GIGABYTE // 1_000_000) + end, **headers)


def loop(site: Site, path: str) -> str:
    site.gives(f"{path}-two", status=302, Location=path)
    return site.gives(path, status=302, Location=f"{path}-two")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
ENDLESS = raw(b"HTTP/1.1 200 OK\r\n\r\n", bytes(65_536), times=10_000)
DRIP = raw(b"HTTP/1.1 200 OK\r\n\r\n", b"<", pause=0.05, times=2_000)
FULL = ["Bridge closed"]
# For cases that end by the timeout that the tests set.
LIMIT = 4.0
TOO_LONG = "Reading it took longer than 4 seconds."
NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
ENTRY = (
    "<url><loc>/story</loc><news:news><news:publication><news:name>H</news:name><news:language>de</news:language>"
    "</news:publication><news:publication_date>2026-11-02</news:publication_date><news:title>Bridge closed</news:title>"
    "</news:news></url><url><loc>/contact</loc></url>"
)
SITEMAP = f'<?xml version="1.0"?><urlset {NEWS}>{ENTRY}</urlset>'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>H</title><entry><id>1</id>'
    '<title type="html">Bridge &lt;i&gt;closed&lt;/i&gt;</title><link rel="self" href="/self"/>'
    '<link rel="enclosure" href="/sound.mp3"/><link rel="alternate" href="/story"/>'
    f'<updated>2026-11-02T09:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div></content></entry></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    f"<title>H</title></channel>{item(date='<dc:date>2026-11-02T09:00:00Z</dc:date>')}</rdf:RDF>"
)
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "H",
    "items": [
        {"id": 1, "url": "/story", "title": "Bridge closed", "content_html": WHOLE, "authors": [{"name": "Ruth"}]}
    ],
}

# The result of polling a feed once: why it failed, and the titles of its articles.
FEEDS = [
    Case("RSS as plain text", body(rss(item()), Content_Type="text/plain"), ("", FULL)),
    Case("RSS as a page", body(rss(item()), Content_Type="text/html"), ("", FULL)),
    Case("RSS as a picture", body(rss(item()), Content_Type="image/png"), ("", FULL)),
    Case("RSS as nothing", body(rss(item())), ("", FULL)),
    Case(
        "UTF-8 that the server calls Latin-1",
        body(rss(item("Brücke zu")), Content_Type="application/rss+xml; charset=iso-8859-1"),
        ("", ["Brücke zu"]),
    ),
    Case(
        "Windows-1252 that calls itself UTF-8",
        body(rss(item("Brücke zu", text=LATIN)).encode("cp1252")),
        ("", ["Brücke zu"]),
    ),
    Case(
        "UTF-8 that calls itself UTF-16",
        body(rss(item("Brücke zu"), start='<?xml version="1.0" encoding="utf-16"?>')),
        ("", ["Brücke zu"]),
    ),
    Case(
        "UTF-16 with a mark",
        body(rss(item("Brücke zu"), start='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16")),
        ("", ["Brücke zu"]),
    ),
    Case("blank lines before the declaration", body(b"\xef\xbb\xbf\n\n" + rss(item()).encode()), ("", FULL)),
    Case(
        "KOI8-R",
        body(rss(item("Мост закрыт"), start='<?xml version="1.0" encoding="koi8-r"?>').encode("koi8-r")),
        ("", ["Мост закрыт"]),
    ),
    Case(
        "an encoding that does not exist",
        body(rss(item("Brücke zu"), start='<?xml version="1.0" encoding="x-klingon"?>')),
        ("", ["Brücke zu"]),
    ),
    Case(
        "a gigabyte of zeros in transfer",
        bomb(Content_Encoding="gzip"),
        ("The page is larger than 20,000,000 bytes.", []),
    ),
    Case(
        "a gigabyte of zeros as a file",
        bomb(Content_Type="application/gzip"),
        ("The page is larger than 20,000,000 bytes.", []),
    ),
    Case("a stream without end", ENDLESS, ("The page is larger than 20,000,000 bytes.", [])),
    Case("a slow drip", DRIP, ("news.example did not answer in time.", [])),
    Case(
        "headers without end",
        raw(b"HTTP/1.1 200 OK\r\n", b"X-Header: nothing at all\r\n", times=10_000),
        ("news.example could not be read (ProtocolError).", []),
    ),
    Case(
        "a header line without end",
        raw(b"HTTP/1.1 200 OK\r\nX: ", bytes(65_536), times=100),
        ("news.example could not be read (ProtocolError).", []),
    ),
    Case("no HTTP at all", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), ("news.example could not be read (ProtocolError).", [])),
    Case("nothing at all", raw(b""), ("news.example could not be read (ProtocolError).", [])),
    Case(
        "less than was promised",
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>"),
        ("news.example could not be read (ProtocolError).", []),
    ),
    Case(
        "broken chunks",
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>"),
        ("news.example could not be read (ProtocolError).", []),
    ),
    Case(
        "packed data cut off",
        body(gzip.compress(rss(item()).encode())[:-9], Content_Encoding="gzip"),
        ("Its compressed data is truncated.", []),
    ),
    Case(
        "zstd, which was not asked for",
        body(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"),
        ("It is compressed as zstd, which is not supported.", []),
    ),
    Case("a redirect loop", loop, ("The address redirects more than 5 times.", [])),
    Case(
        "a redirect inwards",
        body("", status=302, Location="http://169.254.169.254/"),
        ("169.254.169.254 is not on the public internet.", []),
    ),
    Case(
        "a page instead of a feed",
        body("<!doctype html><html><body>Hello</body></html>", Content_Type="text/html"),
        ("It is a page, not a feed.", []),
    ),
    Case("an empty file", body(""), ("It is empty.", [])),
    Case("an error page with status 200", body("Fatal error: out of memory"), ("It is not a feed.", [])),
    Case("a feed without entries", body(rss()), ("", [])),
    Case("cut off in the second entry", body(rss(item(), item("Second", "/two"))[:-900]), ("", FULL)),
    Case("a bare ampersand", body(rss(item("Bridge & tunnel closed"))), ("", ["Bridge & tunnel closed"])),
    Case("an entity that XML does not know", body(rss(item("Bridge&nbsp;closed"))), ("", FULL)),
    Case("characters that XML forbids", body(rss(item("Bridge \x0b\x00closed"))), ("", FULL)),
    Case(
        "tags that cross",
        body(rss("<item><title>Bridge <b>closed</title></b><link>/story</link></item>", item("Second", "/two"))),
        ("", ["Second"]),
    ),
    Case(
        "an entity bomb", body(rss(item("&j;"), item("Second", "/two"), start=ENTITIES + "]>")), ("", ["&j;", "Second"])
    ),
    Case(
        "an entity that reads a file",
        body(rss(item("&f;"), item("Second", "/two"), start='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
        ("", ["&f;", "Second"]),
    ),
    Case(
        "a document type elsewhere",
        body(rss(item(), start='<!DOCTYPE rss SYSTEM "http://news.example/never.dtd">')),
        ("", FULL),
    ),
    Case("300,000 levels", body(rss("<a>" * 300_000)), ("Its elements are nested too deeply for a feed.", [])),
    Case("400 levels", body(rss(item(more="<a>" * 400 + "</a>" * 400))), ("", FULL)),
    Case(
        "an author who looks like an address without end",
        body(rss(item(more="<author>a@" + "a." * 32_000 + "!</author>"))),
        ("", FULL),
    ),
    Case("a title of a megabyte", body(rss(item("Bridge " * 150_000))), ("", ["Bridge " * 70 + "Bridge…"])),
    Case("no dates", body(rss(item(date=""))), ("", FULL)),
    Case("the year 1", body(rss(item(date="<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>"))), ("", FULL)),
    Case("the year 9999", body(rss(item(date="<pubDate>Fri, 31 Dec 9999 23:59:59 -1400</pubDate>"))), ("", FULL)),
    Case(
        "one id for two articles",
        body(rss(item(more="<guid>1</guid>"), item("Second", "/two", more="<guid>1</guid>"))),
        ("", ["Bridge closed", "Second"]),
    ),
    Case(
        "two ids for one article",
        body(rss(item(more="<guid isPermaLink='false'>1</guid>"), item(more="<guid isPermaLink='false'>2</guid>"))),
        ("", FULL),
    ),
    Case(
        "HTML in titles",
        body(rss(item("&lt;b&gt;Bridge&lt;/b&gt; <![CDATA[<script>alert(1)</script>closed]]>"))),
        ("", FULL),
    ),
    Case("entities twice over", body(rss(item("Bridge &amp;amp; tunnel"))), ("", ["Bridge & tunnel"])),
    Case("no address", body(rss("<item><title>Nowhere</title></item>", item())), ("", FULL)),
    Case(
        "an address that runs a script",
        body(rss(item(link="javascript:alert(1)"), item("Second", "/two"))),
        ("", ["Second"]),
    ),
    Case(
        "an address that cannot be read", body(rss(item(link="http://[::1"), item("Second", "/two"))), ("", ["Second"])
    ),
    Case(
        "an address of 10,000 characters",
        body(rss(item(link="/" + "a" * 10_000), item("Second", "/two"))),
        ("", ["Second"]),
    ),
    Case(
        "an address that leads inwards",
        body(rss(item(link="http://192.168.0.1/", text=""), item("Second", "/two"))),
        ("", ["Second"]),
    ),
    Case("Atom with several links and XHTML", body(ATOM), ("", FULL)),
    Case("RDF", body(RDF), ("", FULL)),
    Case("JSON Feed", body(json.dumps(JSON_FEED), Content_Type="application/feed+json"), ("", FULL)),
    Case(
        "JSON Feed with the wrong kinds of values",
        body(json.dumps({"items": [7, {"url": ["x"], "title": {}}, *JSON_FEED["items"]]})),
        ("", FULL),
    ),
    Case(
        "JSON 100,000 levels deep",
        body('{"items":' + "[" * 100_000),
        ("It is not a feed: its JSON cannot be read.", []),
    ),
    Case(
        "JSON of something else",
        body('{"error": "not found"}'),
        ("It is JSON, but not a JSON Feed: it has no items.", []),
    ),
    Case(
        "an index of sitemaps",
        body(f"<sitemapindex {NEWS}></sitemapindex>"),
        ("It is a sitemap index. Use the address of the news sitemap instead.", []),
    ),
    Case(
        "a sitemap without news",
        body(f"<urlset {NEWS}><url><loc>/a</loc></url></urlset>"),
        ("It is a sitemap without news.", []),
    ),
    Case("not modified, though nothing was asked", body("", status=304), ("", [])),
]

# Feeds whose articles are elsewhere: why polling failed, and how many pages are queued.
TEASERS = [
    Case("a teaser", body(rss(item(text=WHOLE[:600]))), ("", 1)),
    Case(
        "a teaser as long as an article", body(rss(item(text=WHOLE + "<p>Continue reading on our site</p>"))), ("", 1)
    ),
    Case("characters that no database keeps", body('{"items": [{"url": "/a", "title": "A\\u0000\\ud800"}]}'), ("", 1)),
    Case("a news sitemap", body(SITEMAP), ("", 1)),
    Case("a packed news sitemap", body(gzip.compress(SITEMAP.encode())), ("", 1)),
    Case(
        "a sitemap with an entity bomb",
        body(SITEMAP.replace("<urlset", ENTITIES + "]><urlset").replace("Bridge", "&j;")),
        ("It is a sitemap without news.", 0),
    ),
    Case("10,000 entries", body(rss(*(item(f"Number {n}", f"/{n}", text="") for n in range(10_000)))), ("", 1_000)),
    Case("one address 500 times", body(rss(*[item(text="")] * 500)), ("", 1)),
    Case(
        "relative links on a base elsewhere",
        body(ATOM.replace("<feed ", '<feed xml:base="https://other.example/x/" ').replace(WHOLE, "")),
        ("", 1),
    ),
]


def page(
    text: str = "".join(f"<p>{WORDS}{MORE}</p>" for _ in range(3)), *, head: str = "", title: str = "Bridge closed"
) -> str:
    heading = f"<h1>{title}</h1>" if title else ""
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<html lang='en'>{head}<body><article>{heading}{text}</article></body></html>"


def html(content: str | bytes, kind: str = "text/html; charset=utf-8", **options: object) -> Callable[[Site, str], str]:
    return body(content, Content_Type=kind, **options)


NO_ARTICLE = "No article was found on the page."
# The result of a page: the title of its article, or why there is none.
PAGES = [
    Case("a page as plain text", html(page(), "text/plain"), "Bridge closed"),
    Case("a page as bytes", html(page(), "application/octet-stream"), "Bridge closed"),
    Case("plain text", html("Hello", "text/plain"), "The address returns text/plain, not a page with an article."),
    Case("a picture", html(b"\x89PNG", "image/png"), "The address returns image/png, not a page with an article."),
    Case(
        "a PDF file",
        html(b"%PDF-1.7", "application/pdf"),
        "The address returns application/pdf, not a page with an article.",
    ),
    Case(
        "UTF-8 that the server calls Latin-1",
        html(page(title="Brücke zu"), "text/html; charset=iso-8859-1"),
        "Brücke zu",
    ),
    Case("Windows-1252 that the server calls UTF-8", html(page(title="Brücke zu").encode("cp1252")), "Brücke zu"),
    Case("Windows-1252 without a word", html(page(title="Brücke “zu”").encode("cp1252"), "text/html"), "Brücke “zu”"),
    Case("UTF-16 with a mark", html(page(title="Brücke zu").encode("utf-16"), "text/html"), "Brücke zu"),
    Case(
        "Shift JIS named in the page",
        html(page(title="橋は閉鎖された", head="<meta charset=shift_jis>").encode("shift_jis"), "text/html"),
        "橋は閉鎖された",
    ),
    Case(
        "an encoding that unpacks archives",
        html(page(head="<meta charset=zlib_codec>").encode("cp1252") + b"\xff", "text/html; charset=bz2"),
        "Bridge closed",
    ),
    Case("an empty page", html(""), NO_ARTICLE),
    Case("a page without an article", html("<html><body><nav><a href=/>Home</a></nav></body></html>"), NO_ARTICLE),
    Case(
        "a page that only leads on",
        html('<html><head><meta http-equiv=refresh content="0;url=/x"></head></html>'),
        "The server answered with status 404.",
    ),
    Case("no title", html(page(title="")), WORDS.strip()),
    Case("HTML in the title", html(page(title="&lt;script&gt;alert(1)&lt;/script&gt;Bridge closed")), "Bridge closed"),
    Case("a title that turns around", html(page(title="Bridge \u202edesolc\u202c closed")), "Bridge desolc closed"),
    Case("control characters", html(page(title="Bridge \x01\x0bclosed")), "Bridge closed"),
    Case(
        "a script of three megabytes", html(page(head=f"<script>var x = '{'x' * 3_000_000}'</script>")), "Bridge closed"
    ),
    Case("10,000 levels", html("<div>" * 10_000 + page()), NO_ARTICLE),
    Case("a very wide cell", html(page(head="<table><td colspan=9007199254740991>x</table>")), "Bridge closed"),
    Case("150,000 attributes", html(f"<html {' '.join(f'a{n}=b' for n in range(150_000))}>{page()}"), TOO_LONG),
    Case("ten megabytes", html(page() + "x" * 10_000_000), "The page is larger than 5,000,000 bytes."),
    Case(
        "a gigabyte of zeros",
        bomb(Content_Encoding="gzip", Content_Type="text/html"),
        "The page is larger than 5,000,000 bytes.",
    ),
    Case("a stream without end", ENDLESS, "The page is larger than 5,000,000 bytes."),
    Case("a slow drip", DRIP, "news.example did not answer in time."),
    Case("a redirect loop", loop, "The address redirects more than 5 times."),
    Case(
        "a redirect to the front page",
        body("", status=301, Location="/"),
        "The site redirects to its front page instead of the article.",
    ),
    Case(
        "a redirect to a file",
        body("", status=302, Location="file:///etc/passwd"),
        "Only addresses that begin with http:// or https:// are fetched.",
    ),
    Case(
        "a redirect that cannot be read",
        body("", status=302, Location="http://[::1"),
        "The page redirects to an invalid address.",
    ),
    Case("a redirect without an address", body("", status=302), "The server answered with status 302."),
    Case("a teapot", body("", status=418), "The server answered with status 418."),
]
