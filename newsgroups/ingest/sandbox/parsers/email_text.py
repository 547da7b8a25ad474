"""The text of an e-mail message: its subject and body, without headers and attachments."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from lxml import html

from . import Refusal

# A message has some of these before its first blank line; other files named .eml have none.
_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Received", "MIME-Version", "Content-Type")
# A newsletter has a handful; more is a way to keep the reader busy.
MAX_PARTS = 200
# A line of at least this many characters was broken by the mail program, at 65 to 78; a shorter one ends a paragraph.
MIN_WRAPPED = 50
_QUOTED = re.compile(r"^(?:> ?)+")
_UNREAD = ("script", "style", "head", "title")
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "section")


def read_email(data: bytes) -> dict[str, Any]:
    """Return the subject and the plain text of the message or, if it has none, the text of its HTML."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    if not any(name in message for name in _HEADERS):
        raise Refusal("It is not an e-mail message.")
    for count, _ in enumerate(message.walk(), start=1):
        if count > MAX_PARTS:
            raise Refusal(f"It has more than {MAX_PARTS} parts.")
    subject = " ".join(str(message.get("Subject", "")).split())
    return {"text": "\n\n".join(filter(None, (subject, _body(message).strip())))}


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except LookupError:
        # An encoding that Python does not know: nearly all of the text is ASCII in any case.
        payload = part.get_payload(decode=True)
        text = payload.decode("ascii", "replace") if isinstance(payload, bytes) else ""
    return _of_html(text) if part.get_content_type() == "text/html" else _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Join lines that a mail program broke, and drop the marks of quoted messages."""
    lines = [_QUOTED.sub("", line).rstrip() for line in text.splitlines()]
    joined = "".join(line + (" " if len(line) >= MIN_WRAPPED else "\n") for line in lines)
    return joined.replace(" \n", "\n\n")


def _of_html(page: str) -> str:
    if not page.strip():
        return ""
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    for unread in list(tree.iter(*_UNREAD)):
        unread.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        block.text = "\n" + (block.text or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
