"""What a host asks of machines (RFC 9309)."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from .fetch_page import PUBLIC, USER_AGENT, FetchFailed, Guard, fetch_page


def may_fetch(url: str, *, guard: Guard = PUBLIC) -> bool:
    """Whether robots.txt of the host allows us the address; a host without one allows all."""
    parts = urlsplit(url)
    try:
        page = fetch_page(f"{parts.scheme}://{parts.netloc}/robots.txt", guard=guard)
    except FetchFailed:
        return True
    rules = RobotFileParser()
    rules.parse(page.body.decode(errors="replace").splitlines())
    return rules.can_fetch(USER_AGENT, url)
