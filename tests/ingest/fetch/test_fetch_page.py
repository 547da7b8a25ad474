import gzip
import time
import zlib
from ipaddress import ip_address

import brotli
import pytest

from newsgroups.ingest.fetch.http import FetchFailed, fetch_page
from newsgroups.ingest.fetch.limits import MAX_BODY
from newsgroups.ingest.fetch.ssrf_guard import Guard, is_public
from newsgroups.ingest.normalize.url import RefusedAddress


@pytest.mark.parametrize(
    "inside",
    "0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.255 "
    "168.63.129.16 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 "
    "192.0.2.255 192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.0 "
    "203.0.113.255 224.0.0.1 239.255.255.255 240.0.0.0 255.255.255.255 :: ::1 ::127.0.0.1 "
    "::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:1ff:ffff::1 "
    "2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fdff::1 fe80::1 fec0::1 ff02::1".split(),
)
def test_an_address_of_a_special_range_is_not_public(inside: str) -> None:
    assert not is_public(ip_address(inside))


@pytest.mark.parametrize(
    "outside",
    "1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15 "
    "168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 "
    "192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 "
    "203.0.114.0 223.255.255.255 2001:200:: 2001:db7::1 2001:db9::1 2003::1 2606:4700::1111 3ffe::1".split(),
)
def test_its_neighbours_are_public(outside: str) -> None:
    assert is_public(ip_address(outside))


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://127.1/",
        "http://0/",
        "http://127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://localhost/",
        "http://localhost./",
        "http://[::1]/",
        "http://[[::1]]/",
        "http://[::ffff:127.0.0.1]/",
        "http://news.example@127.0.0.1/",
        "http://user:secret@news.example/",
        "http://127.0.0.1\\@news.example/",
        "http:///path",
        "http://news.example:22/",
        "file:///etc/passwd",
        "ftp://news.example/",
        "gopher://news.example/",
    ],
)
def test_every_way_to_write_an_inner_address_is_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        fetch_page(url)


def test_a_name_with_public_and_inner_answers_is_refused(site) -> None:
    url = site.gives("/", b"inner")
    mixed = Guard(resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"], ports=site.guard.ports)
    with pytest.raises(RefusedAddress, match="not on the public internet"):
        fetch_page(url, guard=mixed)
    assert site.asked == []


def test_a_name_is_resolved_once_and_connected_to_as_checked(site) -> None:
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    guard = Guard(resolve=lambda host, port: answers.pop(0), ports=site.guard.ports, also=site.guard.also)
    assert fetch_page(site.gives("/", b"checked"), guard=guard).body == b"checked"
    assert answers == [["127.0.0.2"]]


def test_a_name_that_turns_inwards_between_two_hops_is_refused(site) -> None:
    url = site.gives("/", status=302, Location="/secret")
    site.gives("/secret", b"inner")
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    guard = Guard(resolve=lambda host, port: answers.pop(0), ports=site.guard.ports, also=site.guard.also)
    with pytest.raises(RefusedAddress):
        fetch_page(url, guard=guard)
    assert site.asked == ["/"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target", ["http://2130706433/", "file:///etc/passwd", "http://news.example:22/", "http://[::1]/"]
)
def test_a_redirect_to_where_nothing_may_be_fetched_is_refused(site, status: int, target: str) -> None:
    with pytest.raises(RefusedAddress):
        fetch_page(site.gives("/", status=status, Location=target), guard=site.guard)


def test_five_redirects_are_followed_and_a_sixth_is_not(site) -> None:
    for number in range(6):
        site.gives(f"/{number}", status=302, Location=f"/{number + 1}")
    site.gives("/6", b"arrived")
    assert fetch_page(f"{site.url}/1", guard=site.guard).body == b"arrived"
    with pytest.raises(FetchFailed, match="redirects more than 5 times"):
        fetch_page(f"{site.url}/0", guard=site.guard)


def test_a_page_has_moved_only_if_every_redirect_was_permanent(site) -> None:
    site.gives("/new", b"here")
    site.gives("/for-now", status=302, Location="/new")
    permanent = fetch_page(site.gives("/old", status=301, Location="/new"), guard=site.guard)
    mixed = fetch_page(site.gives("/older", status=308, Location="/for-now"), guard=site.guard)
    assert (permanent.moved_to, mixed.moved_to) == (f"{site.url}/new", None)


def test_proxies_of_the_environment_play_no_part(site, monkeypatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, site.url.replace("news.example", "127.0.0.1"))
    with pytest.raises(RefusedAddress):
        fetch_page("http://169.254.169.254/latest/meta-data/")
    assert site.asked == []


def test_a_packed_page_is_unpacked(site) -> None:
    url = site.gives("/", gzip.compress(b"news " * 1000), Content_Encoding="gzip")
    assert fetch_page(url, guard=site.guard).body == b"news " * 1000


def test_a_bomb_is_stopped_at_the_limit(site) -> None:
    url = site.gives("/", gzip.compress(bytes(200_000_000), 1), Content_Encoding="gzip")
    started = time.process_time()
    with pytest.raises(FetchFailed, match=f"larger than {MAX_BODY:,} bytes"):
        fetch_page(url, guard=site.guard)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("br", "compressed data is truncated"),
        ("zstd", "compressed as zstd, which is not supported"),
        ("gzip, gzip", "compressed data is truncated"),
        (", ".join(["gzip"] * 100), "DecodeError"),
    ],
)
def test_packings_that_cannot_be_read_are_refused(site, encoding: str, reason: str) -> None:
    with pytest.raises(FetchFailed, match=reason):
        fetch_page(site.gives("/", b"\x1f\x8b", Content_Encoding=encoding), guard=site.guard)


@pytest.mark.parametrize("encoding", ["UTF-8", "aws-chunked", "binary", "identity", "none", ""])
def test_what_is_no_packing_leaves_the_page_as_it_is(site, encoding: str) -> None:
    url = site.gives("/", b"<p>news</p>", Content_Encoding=encoding)
    assert fetch_page(url, guard=site.guard).body == b"<p>news</p>"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"<p>one", mtime=0) + gzip.compress(b"two</p>", mtime=0)),
        ("gzip", gzip.compress(b"<p>onetwo</p>", mtime=0) + b"rubbish"),
        ("x-gzip", gzip.compress(b"<p>onetwo</p>", mtime=0) + bytes(5)),
        ("deflate", zlib.compress(b"<p>onetwo</p>")),
        ("deflate", zlib.compress(b"<p>onetwo</p>")[2:-4]),
        ("br", brotli.compress(b"<p>onetwo</p>")),
        ("gzip, br", brotli.compress(gzip.compress(b"<p>onetwo</p>", mtime=0))),
        ("", gzip.compress(b"<p>onetwo</p>", mtime=0)),
        ("gzip", b"<p>onetwo</p>"),
    ],
)
def test_pages_are_unpacked_whole(site, encoding: str, packed: bytes) -> None:
    assert fetch_page(site.gives("/", packed, Content_Encoding=encoding), guard=site.guard).body == b"<p>onetwo</p>"


def test_a_brotli_bomb_is_stopped_at_the_limit(site) -> None:
    url = site.gives("/", brotli.compress(bytes(200_000_000), quality=5), Content_Encoding="br")
    with pytest.raises(FetchFailed, match=f"larger than {MAX_BODY:,} bytes"):
        fetch_page(url, guard=site.guard)


def test_the_body_of_a_redirect_is_not_read(site) -> None:
    bomb = gzip.compress(bytes(50_000_000), 1)
    site.gives("/new", b"here")
    url = site.gives("/", bomb, status=302, Location="/new", Content_Encoding="gzip")
    assert fetch_page(url, guard=site.guard).body == b"here"


def test_a_page_cut_off_in_its_packed_data_is_refused(site) -> None:
    url = site.gives("/", gzip.compress(b"news " * 1000)[:-9], Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="compressed data is truncated"):
        fetch_page(url, guard=site.guard)


def _drips(handler, piece: bytes, opening: bytes) -> None:
    """Drips bytes for at least a minute."""
    handler.wfile.write(opening)
    for _ in range(3_000):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("piece", "opening"),
    [(b"x", b"HTTP/1.1 200 OK\r\n\r\n"), (b"X: y\r\n", b"HTTP/1.1 200 OK\r\n"), (b"H", b"")],
    ids=["body", "headers", "status line"],
)
def test_a_slow_answer_ends_at_the_deadline(site, piece: bytes, opening: bytes) -> None:
    url = site.does("/", lambda handler: _drips(handler, piece, opening))
    started = time.monotonic()
    with pytest.raises(FetchFailed):
        fetch_page(url, guard=site.guard, seconds=0.5)
    assert time.monotonic() - started < 30


def test_a_body_without_end_is_stopped(site) -> None:
    def endless(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(bytes(65_536))

    with pytest.raises(FetchFailed, match="larger than"):
        fetch_page(site.does("/", endless), guard=site.guard)


def test_an_error_status_is_said(site) -> None:
    with pytest.raises(FetchFailed, match="The server answered with status 404"):
        fetch_page(f"{site.url}/nowhere", guard=site.guard)


def test_a_host_that_does_not_answer_is_said() -> None:
    guard = Guard(resolve=lambda host, port: ["127.0.0.1"], ports=frozenset({1}), also=frozenset({"127.0.0.1"}))
    with pytest.raises(FetchFailed, match=r"news\.example could not be read"):
        fetch_page("http://news.example:1/", guard=guard)
