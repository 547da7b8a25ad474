"""When a message that could not be delivered by mail or webhook is sent again, and when it is given up."""

from datetime import datetime, timedelta

from newsgroups.models import Delivery

from .delivery_error import NotDelivered

# Waits between attempts, about two days in total: a server may be down for a weekend's day, but a message about news
# that is older than that helps nobody.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 720, 1_080))
# After this many messages in a row that could not be delivered, a subscription is paused.
MAX_GIVEN_UP = 3


def note_failure(delivery: Delivery, failure: NotDelivered, *, now: datetime) -> None:
    """Try again later, or give up after the last attempt or if the failure is for good; pause after several of those.

    A receiver may ask for a longer wait, but not for a shorter one.
    """
    delivery.failed(str(failure), retry_at=_retry_at(delivery.attempts, failure, now))
    if delivery.state == Delivery.State.GIVEN_UP:
        delivery.subscription.not_delivered(str(failure), pause_after=MAX_GIVEN_UP)


def _retry_at(attempts: int, failure: NotDelivered, now: datetime) -> datetime | None:
    if failure.for_good or attempts >= len(WAITS):
        return None
    return now + max(WAITS[attempts], timedelta(seconds=failure.wait or 0))
