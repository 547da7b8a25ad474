"""Articles that cover no event."""

from django.db import models

from newsgroups.models.db.bulk_insert import InsertQuerySet

from .article import Article


class NoEventReason(models.TextChoices):
    """What an item that covers no event is instead."""

    COUPONS = "coupons", "coupons"
    DEALS = "deals", "deals"
    GUIDE = "guide", "buying or how-to guide"
    HOROSCOPE = "horoscope", "horoscope"
    NEWSLETTER = "newsletter", "newsletter"
    PUZZLE = "puzzle", "hints for a puzzle"
    OWN_EVENT = "own event", "what the outlet holds itself"
    LISTING = "listing", "listing or forecast that appears regularly"
    ALERT = "alert", "automatic alert"
    EVERGREEN = "evergreen", "page that is updated, not news"
    SERIES = "series", "one of many with the same headline"


class NoEventQuerySet(InsertQuerySet["NoEvent"]):
    pass


class NoEvent(models.Model):
    """Marks an article that covers no event and is therefore not grouped into a story automatically.

    It can be searched and read, a near copy still joins it, and curators may move it into a story. Derived together
    with its sketch.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="no_event")
    reason = models.CharField(max_length=16, choices=NoEventReason)

    objects = NoEventQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_reason_display()
