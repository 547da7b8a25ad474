"""Well-formed inputs of every kind that `fuzz_readers.py` damages."""

import gzip
import io
import json
import zipfile

_STORY = (
    "The harbour bridge was closed on Monday after a diver found a crack. Brücke über den Fluß, мост закрыт, 橋。 " * 20
)
_DATES = (
    "Mon, 02 Nov 2026 10:00:00 GMT+7",
    "2026-11-02T24:00:00Z",
    "2. März 2016",
    "令和8年11月2日 下午3:30",
    "1793599200000",
)


def seeds() -> dict[str, list[bytes]]:
    page = _page()
    return {
        "feed": _feeds(),
        "page": [page.encode(), page.encode("cp1251", "replace"), page.encode("utf-16")],
        **_tables(),
        "warc": _web_archives(page),
        "docx": [_docx()],
        "pdf": [_pdf()],
        "date": [date.encode() for date in _DATES],
        "address": [b"https://www.post.example/a/../b%c3%a9?utm_source=x&id=1;b#!/c", b"https://www.google.com/url?q=https%3A%2F%2Fa.example%2F1"],
        "headline": [b"<b>Bridge</b> &lt;T&gt; closed<br>now &amp;amp; then"],
        "query": [b'title:"harbour bridge" AND (storm OR NEAR/3) -source:post after:2026-01-01 br?dge* "a b"~2'],
    }  # fmt: skip


def _feeds() -> list[bytes]:
    item = f"<item><title>T</title><link>https://a.example/1</link><description><![CDATA[<p>{_STORY}</p>]]></description></item>"
    rss = (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>A</title>{item * 3}</channel></rss>"
    )
    entry = "<entry><id>urn:1</id><title type='html'>T</title><author><name>Ann</name></author><updated>2026-11-02</updated></entry>"  # noqa: E501
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>F</title>{entry}</feed>"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_html": _STORY, "authors": [{"name": "A"}]}],
    }
    return [rss.encode(), rss.encode("utf-16"), atom.encode(), json.dumps(feed).encode(), gzip.compress(rss.encode())]


def _page() -> str:
    record = '{"@type": "NewsArticle", "headline": "Bridge", "datePublished": "2026-11-02T06:00:00Z"}'
    return (
        f"<html lang=en><head><title>Bridge | Post</title><meta charset=utf-8><link rel=canonical href=/b><script type="
        f"'application/ld+json'>{record}</script></head><body><article><h1>Bridge</h1><time datetime=2026-11-02>2 Nov</time>"  # noqa: E501
        f"<p>{_STORY}</p><table><tr><td>a</td><td>b</td></tr></table></article></body></html>"
    )


def _tables() -> dict[str, list[bytes]]:
    """Subscription lists, and rows of articles."""
    opml = "<opml version='2.0'><body><outline text='A &amp; B' xmlUrl='https://a.example/f' htmlUrl='https://a.example'/></body></opml>"
    row = {
        "url": "https://a.example/1",
        "title": "T",
        "text": _STORY,
        "published": _DATES[0],
        "authors": ["Ann"],
        "source": {"name": "P"},
    }
    csv = f'url,title,text\nhttps://a.example/1,One,"{_STORY}"\nhttps://a.example/2,Two,Text\n'
    line, other = json.dumps(row).encode(), csv.replace(",", ";")
    return {
        "opml": [opml.encode()],
        "json": [
            line + b"\n" + line,
            json.dumps([row, row], indent=1).encode(),
            json.dumps({"articles": [row]}).encode(),
        ],
        "csv": [csv.encode(), other.encode("utf-16"), b"sep=;\r\n" + other.encode()],
    }


def _web_archives(page: str) -> list[bytes]:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"  # noqa: E501
    warc = (head % len(answer) + answer + b"\r\n\r\n") * 2
    half = len(warc) // 2
    return [warc, gzip.compress(warc), gzip.compress(warc[:half]) + gzip.compress(warc[half:])]


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(_STORY)
    document.add_table(1, 2).cell(0, 0).text = "cell"
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = io.BytesIO()
    # Stored uncompressed, so that a changed byte changes the XML.
    with zipfile.ZipFile(plain, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return plain.getvalue()


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "Bridge"})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
