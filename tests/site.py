"""A real server on loopback that responds as a test specifies, and the guard that lets the test reach it.

The guard is an object that the tests pass in; nothing outside the process can make the site use one other than
PUBLIC.
"""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from newsgroups.ingest.fetch.ssrf_guard import Guard

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Responds by path; `asked` lists the requested paths in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append(dict(self.headers.items()))
                try:
                    site.answers.get(self.path, lambda handler: handler.send_error(404))(self)
                except OSError:
                    self.close_connection = True

            def do_POST(self) -> None:
                site.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.do_GET()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        # For the guard, the host is a public name; only this server's address and port are admitted.
        self.url = f"http://news.example:{self.port}"
        self.guard = Guard(
            resolve=lambda host, port: ["127.0.0.1"],
            ports=frozenset({80, 443, self.port}),
            also=frozenset({"127.0.0.1"}),
            delay=0.0,
        )

    def gives(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        """Sets the response for a path and returns its URL; `Content_Type="…"` sets a header."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        return self.does(path, answer)

    def does(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url + path
