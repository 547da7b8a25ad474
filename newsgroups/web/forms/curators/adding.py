"""Forms with which curators add URLs to the queue, or an article by hand."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from newsgroups.ingest.feeds.address_queue import enqueue
from newsgroups.ingest.normalize.dates.parse_date import parse_date
from newsgroups.ingest.normalize.row import MAX_TEXT, RefusedRow
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.ingest.store.manual import store_by_hand
from newsgroups.models import Article, QueuedAddress
from newsgroups.models.articles.article import MAX_TITLE, MAX_URL

MAX_ADDRESSES = 200


@dataclass(frozen=True)
class Queued:
    """URLs that were added to the queue, and rejected ones with the reason."""

    queued: list[QueuedAddress]
    refused: list[tuple[str, str]]


class AddressesForm(forms.Form):
    addresses = forms.CharField(
        label="Addresses",
        max_length=MAX_ADDRESSES * MAX_URL,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=f"One per line, at most {MAX_ADDRESSES}. Each page is fetched and its article extracted.",
    )

    def clean_addresses(self) -> list[str]:
        found = list(dict.fromkeys(re.split(r"\s+", self.cleaned_data["addresses"].strip())))
        if len(found) > MAX_ADDRESSES:
            raise forms.ValidationError(f"That is {len(found):,} addresses; add at most {MAX_ADDRESSES} at a time.")
        return found

    def enqueue(self, *, by: Any) -> Queued:
        done = Queued([], [])
        for address in self.cleaned_data["addresses"]:
            try:
                done.queued.append(enqueue(address, by=by, again=True))
            except RefusedAddress as reason:
                done.refused.append((address[:200], str(reason)))
        return done


class ByHandForm(forms.Form):
    title = forms.CharField(max_length=MAX_TITLE)
    source = forms.CharField(max_length=200, label="Outlet")
    published = forms.CharField(required=False, max_length=80, help_text="For example 2026-11-02 09:30, in UTC.")
    authors = forms.CharField(required=False, max_length=500)
    url = forms.CharField(
        required=False, max_length=MAX_URL, label="Address", help_text="Where it can be read online, if anywhere."
    )
    text = forms.CharField(max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 10}))

    def clean_published(self) -> Any:
        given = self.cleaned_data["published"]
        moment = parse_date(given)
        if given and moment is None:
            raise forms.ValidationError("An article cannot have this date. Use the format 2026-11-02 09:30.")
        return moment

    def store(self) -> Article | None:
        """Return the stored article, or None if it was rejected; the form says why."""
        try:
            return store_by_hand(**self.cleaned_data)
        except RefusedRow as reason:
            self.add_error("url" if self.cleaned_data["url"] else "text", str(reason))
            return None
