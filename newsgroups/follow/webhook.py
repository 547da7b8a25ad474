"""Signed webhooks, as https://www.standardwebhooks.com/ specifies them."""

import hmac
import json
import secrets
import time
from base64 import b64decode, b64encode
from typing import Any

from django.conf import settings

from newsgroups.common.dates.days import as_iso
from newsgroups.ingest.fetch import ssrf_guard as guards
from newsgroups.ingest.fetch.http import send
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed, checked_address
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.models import Delivery

from .delivery_error import NotDelivered

PREFIX = "whsec_"
_GONE = 410


def new_secret() -> str:
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def check_address(url: str) -> None:
    """Raise RefusedAddress unless the address is a public one, and FetchFailed if its host is not known."""
    parts = checked_address(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    guards.PUBLIC.address(parts.hostname or "", port)


def send_webhook(delivery: Delivery) -> None:
    """Send a message; the address is checked again each time, since a name may point elsewhere by now.

    Raises NotDelivered.
    """
    if not settings.SITE_URL:
        raise NotDelivered("The site does not know its own address (SITE_URL).")
    followed, body = delivery.subscription, json.dumps(payload(delivery), ensure_ascii=False).encode()
    headers = signed_headers(followed.secret, delivery.token, int(time.time()), body)
    try:
        answer = send(followed.url, body, headers=headers)
    except RefusedAddress as refused:
        raise NotDelivered(str(refused), for_good=True) from None
    except FetchFailed as failed:
        raise NotDelivered(str(failed)) from None
    if not 200 <= answer.status < 300:
        sentence = f"The receiver answered with status {answer.status}."
        raise NotDelivered(sentence, for_good=answer.status == _GONE, wait=answer.wait)


def payload(delivery: Delivery) -> dict[str, Any]:
    followed = delivery.subscription
    entries = [entry | {"address": settings.SITE_URL + entry["path"]} for entry in delivery.entries["entries"]]
    return {
        "type": f"{followed.what}.new",
        "timestamp": as_iso(delivery.created),
        "data": {
            "subscription": followed.pk,
            "title": followed.title,
            "entries": [{name: value for name, value in entry.items() if name != "path"} for entry in entries],
            "more": delivery.entries["more"],
        },
    }


def signed_headers(secret: str, message: str, moment: int, body: bytes) -> dict[str, str]:
    """Return the headers of a message; the signature covers its id, the time in seconds, and the body."""
    key = b64decode(secret.removeprefix(PREFIX))
    signature = hmac.digest(key, f"{message}.{moment}.".encode() + body, "sha256")
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{b64encode(signature).decode()}",
    }
