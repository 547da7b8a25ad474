"""Named lists of outlets, by which every list can be filtered."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from newsgroups.migrations.operations.schema import new_token

# A user needs a handful; the bounds keep forms and pages small.
MAX_COLLECTIONS = 50
MAX_OUTLETS = 1_000


class CollectionQuerySet(models.QuerySet["Collection"]):
    def offered_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Shared collections, and the user's own."""
        return self.filter(Q(is_shared=True) | Q(owner=user.pk)).order_by("name", "pk")

    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).order_by("name", "pk")

    def with_outlet_count(self) -> Self:
        return self.annotate(outlet_count=Count("members"))


class Collection(models.Model):
    """A list of outlets. Everybody can filter by a collection whose `slug` they know.

    The slug of a shared collection is derived from its name, and the site offers it to everybody. That of any other
    collection is random, so that its owner can use it in feed readers and scripts, which do not log in.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100, unique=True, default=new_token)
    is_shared = models.BooleanField(default=False, help_text="Whether it is offered to everybody.")
    created = models.DateTimeField(default=timezone.now)
    outlets: models.ManyToManyField = models.ManyToManyField("Source", through="CollectionOutlet", related_name="+")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Not named get_absolute_url, because the admin redirects all staff there by an id that can be guessed."""
        return f"{reverse('groups')}?collection={self.slug}"


class CollectionOutlet(models.Model):
    """An outlet of a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="members")
    source = models.ForeignKey("Source", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["source__name"]
        verbose_name_plural = "outlets of collections"
        constraints = [models.UniqueConstraint(fields=["collection", "source"], name="collection_outlet_once")]

    def __str__(self) -> str:
        return f"{self.source} in {self.collection}"
