"""Parsers that run in child processes on hostile bytes. They import no Django and open no connections."""

from urllib.parse import urljoin


class Refusal(Exception):
    """Rejected bytes; the message is a sentence."""


def absolute_url(base: str, link: str) -> str:
    """A link as an absolute address. A missing link stays missing; an unreadable one is returned as is, to be rejected
    later.
    """
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link
