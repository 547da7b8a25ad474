"""Checks what readers follow, and delivers messages with retries."""

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsgroups.common.processes.lock import process_lock
from newsgroups.models import Delivery, Subscription
from newsgroups.search.index.generations import IndexProblem

from .delivery_error import NotDelivered
from .delivery_retries import note_failure
from .mail import send_mail
from .new_entries import MAX_ENTRIES, OutletsGone, last_to_consider, new_entries
from .webhook import send_webhook

# A run that has this much to send leaves the rest to the next one, so that slow receivers do not delay the pipeline.
MAX_SECONDS = 120.0
MAX_SENT = 500
OUTLETS_GONE = "The outlets that it was limited to are no longer in the archive."


@dataclass
class Updates:
    """What a run did."""

    checked: int = 0
    messages: int = 0
    delivered: int = 0
    to_be_retried: int = 0
    given_up: int = 0

    def __str__(self) -> str:
        return (
            f"{self.checked:,} subscriptions checked, {self.messages:,} messages written, "
            f"{self.delivered:,} delivered, {self.to_be_retried:,} to be retried, {self.given_up:,} given up"
        )


def send_updates() -> Updates:
    """Write messages for what is new, and deliver those that are due. Raises AlreadyRunning if another run does.

    A message is delivered at least once: a crash between sending and noting it repeats it with the same id.
    """
    updates = Updates()
    with process_lock(Path(settings.DATA_DIR) / "follow.lock", "send_updates"):
        _check(updates)
        _deliver(updates)
    return updates


def _check(updates: Updates) -> None:
    last: dict[str, int] = {}
    for followed in Subscription.objects.due(timezone.now()).select_related("owner").iterator(chunk_size=200):
        upto = last.setdefault(followed.what, last_to_consider(followed.what))
        updates.checked += 1
        try:
            updates.messages += check(followed, upto)
        except OutletsGone:
            followed.paused = OUTLETS_GONE
            followed.save(update_fields=["paused"])
        except IndexProblem:
            # Nothing is lost: the next check starts from the same place.
            continue


@transaction.atomic
def check(followed: Subscription, upto: int) -> int:
    """Write a message if there is anything new up to this id; return the number of messages."""
    entries = new_entries(followed, upto)
    followed.seen, followed.checked_at = max(followed.seen, upto), timezone.now()
    followed.save(update_fields=["seen", "checked_at", "sent_stories"])
    if not entries:
        return 0
    more = max(0, len(entries) - MAX_ENTRIES)
    Delivery.objects.create(subscription=followed, entries={"entries": entries[:MAX_ENTRIES], "more": more})
    return 1


def _deliver(updates: Updates) -> None:
    ends = time.monotonic() + MAX_SECONDS
    due = Delivery.objects.due(timezone.now()).select_related("subscription__owner")[:MAX_SENT]
    for delivery in due:
        if time.monotonic() > ends:
            return
        if not delivery.subscription.paused:
            deliver(delivery, updates)


def deliver(delivery: Delivery, updates: Updates) -> None:
    """Try once to deliver a message, and note the result."""
    followed = delivery.subscription
    by_mail = followed.way == Subscription.Way.MAIL
    try:
        (send_mail if by_mail else send_webhook)(delivery)
    except NotDelivered as failure:
        note_failure(delivery, failure, now=timezone.now())
        if delivery.state == Delivery.State.GIVEN_UP:
            updates.given_up += 1
        else:
            updates.to_be_retried += 1
    else:
        delivery.done()
        followed.delivered()
        updates.delivered += 1
