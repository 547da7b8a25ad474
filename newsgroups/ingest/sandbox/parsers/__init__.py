"""What child processes read from hostile bytes. Nothing here imports Django, and nothing reaches out."""

from urllib.parse import urljoin


class Refusal(Exception):
    """Bytes that are not taken, with a sentence."""


def joined(base: str, link: str) -> str:
    """A link as an address; one that is missing stays so, one that cannot be read is left to be refused as it is."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link
