"""Collections of outlets: the reader's own, and making, changing, and deleting them."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from newsgroups.migrations.operations.schema import new_token
from newsgroups.models import Collection, CollectionOutlet, Source
from newsgroups.models.readers.collection import MAX_COLLECTIONS, MAX_OUTLETS

# Sharing puts a name on everybody's pages.
MAY_SHARE = "newsgroups.add_curationevent"


class CollectionForm(forms.ModelForm):
    outlets = forms.ModelMultipleChoiceField(
        Source.objects.main_names().order_by("name"),
        to_field_name="slug",
        label="Outlets",
        widget=forms.SelectMultiple(attrs={"size": 12}),
        error_messages={
            "required": "Choose at least one outlet.",
            "invalid_choice": "One of these outlets is not in the archive.",
        },
    )

    class Meta:
        model = Collection
        fields = ("name", "is_shared")
        labels = {"is_shared": "Offer it to everybody"}

    def __init__(self, *args: Any, may_share: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_share:
            del self.fields["is_shared"]
        if self.instance.pk:
            members = self.instance.members.values("source")
            self.initial["outlets"] = list(Source.objects.filter(pk__in=members).values_list("slug", flat=True))

    def clean_outlets(self) -> list[Source]:
        outlets = list(self.cleaned_data["outlets"])
        if len(outlets) > MAX_OUTLETS:
            raise forms.ValidationError(f"A collection has at most {MAX_OUTLETS:,} outlets.")
        return outlets

    @transaction.atomic
    def save(self, commit: bool = True) -> Collection:
        collection: Collection = super().save(commit=False)
        if "is_shared" in self.changed_data or not collection.slug:
            collection.slug = _free_slug(collection.name) if collection.is_shared else new_token()
        collection.save()
        collection.members.all().delete()
        CollectionOutlet.objects.bulk_create(
            [CollectionOutlet(collection=collection, source=source) for source in self.cleaned_data["outlets"]]
        )
        return collection


def _free_slug(name: str) -> str:
    """Return a readable slug that no other collection has."""
    wanted = slugify(name)[:80] or "collection"
    taken = set(Collection.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@login_required
def collections(request: HttpRequest) -> HttpResponse:
    """List the reader's collections, and make one."""
    own = Collection.objects.of(request.user)
    form = _form(request, Collection(owner=cast("Any", request.user)))
    if form.is_bound and form.is_valid():
        if own.count() >= MAX_COLLECTIONS:
            form.add_error(None, f"You have {MAX_COLLECTIONS} collections, and that is the limit. Delete one first.")
        else:
            messages.success(request, f"“{form.save()}” has been saved.")
            return redirect("collections")
    shared = Collection.objects.filter(is_shared=True).exclude(owner=request.user.pk)
    shown = {"form": form, "own": own.with_outlet_count(), "shared": shared.with_outlet_count()}
    return render(request, "newsgroups/readers/collections.html", shown, status=422 if form.errors else 200)


@login_required
def edit_collection(request: HttpRequest, pk: int) -> HttpResponse:
    collection = get_object_or_404(Collection.objects.of(request.user), pk=pk)
    form = _form(request, collection)
    if form.is_bound and form.is_valid():
        messages.success(request, f"“{form.save()}” has been saved.")
        return redirect("collections")
    shown = {"form": form, "collection": collection}
    return render(request, "newsgroups/readers/collection.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def delete_collection(request: HttpRequest, pk: int) -> HttpResponse:
    collection = get_object_or_404(Collection.objects.of(request.user), pk=pk)
    collection.delete()
    messages.success(request, f"“{collection}” has been deleted.")
    return redirect("collections")


def _form(request: HttpRequest, collection: Collection) -> CollectionForm:
    may_share = request.user.has_perm(MAY_SHARE)
    sent = request.POST if request.method == "POST" else None
    return CollectionForm(sent, instance=collection, may_share=may_share)
