"""What a site says when its search cluster is not what it should be: one sentence, and every other page works."""

import ipaddress
import json
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from haystack import connections

from newsgroups import environment
from newsgroups.search.engines.haystack import sync
from newsgroups.search.engines.opensearch import connection
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import search
from newsgroups.search.suggestions.autocomplete import complete
from tests.makers import make_article

pytestmark = pytest.mark.django_db

Answer = tuple[int, dict]
GOOD = {"version": {"distribution": "opensearch", "number": "3.9.0"}}


class Node:
    """A server on loopback that gives the same answer to everything but the question for its version."""

    def __init__(self, answer: Answer, version: Answer = (200, GOOD), delay: float = 0.0) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = version if self.path == "/" else answer
                time.sleep(delay if self.path != "/" else 0)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except OSError:
                    self.close_connection = True

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            do_PUT = do_POST  # noqa: N815 - the server looks for this name.

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def served() -> Iterator[Callable[[Node], Node]]:
    nodes = []

    def serve(node: Node) -> Node:
        nodes.append(node)
        threading.Thread(target=node.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return node

    yield serve
    for node in nodes:
        node.server.shutdown()
        node.server.server_close()


@pytest.fixture(autouse=True)
def own_connection() -> Iterator[None]:
    before = dict(connections.connections_info["default"])
    yield
    connections.connections_info["default"].clear()
    connections.connections_info["default"].update(before)
    connections.reload("default")


def use(address: str, *, scheme: str = "opensearch", **access: str) -> None:
    access = {"user": "", "password": "", "ca": ""} | access
    options = environment.search(f"{scheme}://{address}/news", **access, shards=1, replicas=0)
    connections.connections_info["default"].update(options)
    connections.reload("default")


def said() -> str:
    """Returns what a search says; a page of results, a completion, and a check must say the same or nothing."""
    problem = search("ferry").problem
    assert sync.problem() == problem
    assert complete("fer").words == []
    return problem


def test_a_cluster_that_is_not_there(client: Client):
    use("127.0.0.1:9")
    make_article("A ferry sank.")

    assert said() == ("The search cluster at http://127.0.0.1:9 is not responding. Start it, or correct SEARCH_URL.")
    assert [client.get(page).status_code for page in ("/groups/", "/browse/", "/about/", "/search/")] == [200] * 4
    assert client.get("/search/?q=ferry").status_code == 503
    assert "is not responding" in client.get("/api/v1/search?q=ferry").content.decode()


def test_nothing_is_rebuilt_because_a_cluster_is_not_there():
    use("127.0.0.1:9")
    article = make_article("A ferry sank.")

    with pytest.raises(IndexProblem, match="is not responding"):
        sync.index_pending()

    article.refresh_from_db()
    assert article.needs_index


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            (401, {"error": "Unauthorized"}),
            "does not accept the user or the password. Correct SEARCH_USER and SEARCH_PASSWORD.",
        ),
        ((403, {"error": {"type": "security_exception"}}), None),
        (
            (403, {"error": {"type": "cluster_block_exception", "reason": "index read-only / allow delete (api)"}}),
            "has made the index read-only, most likely because a disk of it is full. Free some space there. No archive "
            "data is lost. Then run: manage.py process_articles",
        ),
        (
            (503, {"error": {"type": "search_phase_execution_exception"}}),
            "cannot reach all parts of the index (state red). Start its missing nodes, or run: manage.py reindex",
        ),
        ((429, {"error": {"type": "rejected_execution_exception"}}), "is too busy. Try again in a moment."),
    ],
)
def test_an_answer_that_is_an_error(served, answer: Answer, sentence: str | None):
    node = served(Node(answer))
    use(node.address)

    if sentence is None:
        expected = f"The user of SEARCH_USER may not use this index of the search cluster at http://{node.address}."
    else:
        expected = f"The search cluster at http://{node.address} {sentence}"
    assert said() == expected


@pytest.mark.parametrize(
    ("version", "named"),
    [
        ({"distribution": "opensearch", "number": "1.3.20"}, "opensearch 1.3.20"),
        ({"distribution": "opensearch", "number": "2.11.0"}, "opensearch 2.11.0"),
        ({"distribution": "opensearch", "number": "4.0.0-SNAPSHOT"}, "opensearch 4.0.0-SNAPSHOT"),
        ({"number": "8.19.0"}, "Elasticsearch 8.19.0"),
    ],
)
def test_a_version_that_is_not_supported(served, version: dict[str, str], named: str):
    node = served(Node((200, {}), (200, {"version": version})))
    use(node.address)

    assert said() == (
        f"The search cluster at http://{node.address} runs {named}; this version works with OpenSearch 2.19 and 3."
    )


def test_something_else_at_the_address(served):
    node = served(Node((200, {}), (200, {"hello": "world"})))
    use(node.address)

    assert said() == f"What answers at http://{node.address} is no search cluster. Correct SEARCH_URL."


def test_a_node_that_takes_too_long_is_given_up_in_bounded_time(served, monkeypatch):
    monkeypatch.setattr(connection, "SEARCH_SECONDS", 0.2)
    node = served(Node((200, {}), delay=30.0))
    use(node.address)
    started = time.monotonic()

    assert search("ferry").problem == (
        f"The search cluster at http://{node.address} did not answer in time. Try again in a moment."
    )
    assert time.monotonic() - started < 5


def test_a_cluster_whose_client_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    use("127.0.0.1:10")

    assert said() == (
        "SEARCH_URL names an OpenSearch cluster, but its client is not installed. "
        "Run: .venv/bin/pip install --require-hashes -r requirements-opensearch.txt"
    )


def test_a_certificate_that_is_not_trusted_and_one_that_is(served, tmp_path: Path):
    node = Node((404, {"error": {"type": "index_not_found_exception"}}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    node.server.socket = context.wrap_socket(node.server.socket, server_side=True)
    served(node)

    use(node.address, scheme="opensearchs")
    assert search("ferry").problem == (
        f"The certificate of the search cluster at https://{node.address} is not trusted. "
        "Set SEARCH_CA to the file with the certificate of its authority."
    )

    use(node.address, scheme="opensearchs", ca=str(tmp_path / "certificate.pem"))
    assert search("ferry").problem == "There is no search index yet. Run: manage.py reindex"


def certificate(folder: Path) -> Path:
    """Makes a certificate for 127.0.0.1 that no authority signed, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
