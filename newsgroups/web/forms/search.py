"""The filter form of search."""

import re
from typing import Any

from django import forms

from newsgroups.models.articles.article import TextKind
from newsgroups.text.tokens.web_addresses import addresses_in, has_only_addresses

from .filter_base import FilterForm
from .lookup_input import EnteredAddress, entered


class CodesField(forms.Field):
    """Any number of language codes; `unknown` selects articles whose language is not known."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | None) -> list[str]:
        codes = [code for code in value or [] if code]
        if not all(re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|unknown", code) for code in codes):
            raise forms.ValidationError("One of these is not a language code, so the languages were ignored.")
        return list(dict.fromkeys("" if code == "unknown" else code.lower() for code in codes))


class SearchForm(FilterForm):
    q = forms.CharField(required=False, strip=True, label="Search for")
    sort = forms.ChoiceField(
        choices=[("relevance", "Relevance"), ("newest", "Newest"), ("oldest", "Oldest")], required=False
    )
    language = CodesField(required=False)
    group = forms.ChoiceField(choices=[("in", "In a story"), ("alone", "Alone")], required=False)
    text_kind = forms.ChoiceField(choices=[("", "Any"), *TextKind.choices], required=False, label="Text")
    copies = forms.ChoiceField(choices=[("all", "Show near copies separately")], required=False)
    like = forms.IntegerField(required=False, min_value=1, max_value=2**62, label="Copies of")

    @property
    def entered_addresses(self) -> list[EnteredAddress]:
        """The URLs entered in place of words to search for."""
        query = self.value("q", "")
        return entered(addresses_in(query)) if has_only_addresses(query) else []

    @property
    def question(self) -> dict[str, Any]:
        """Return the arguments for `newsgroups.search.service`."""
        return {
            "query": self.value("q", ""),
            "sources": self.sources,
            "date_from": self.value("date_from"),
            "date_to": self.value("date_to"),
            "languages": self.value("language", []),
            "grouped": self.value("group"),
            "like": self.value("like"),
            "text_kind": self.value("text_kind"),
            "sort": self.value("sort", "relevance"),
            "fold": not (self.value("copies") or self.value("like")),
        }

    def with_value(self, name: str, value: str) -> str:
        """Return the URL with one more value of a field that accepts several."""
        query = self.data.copy()
        query.pop("page", None)
        query.appendlist(name, value)
        return f"?{query.urlencode()}"

    @property
    def is_narrowed(self) -> bool:
        return any(
            self.value(name)
            for name in ("source", "collection", "date_from", "date_to", "language", "group", "text_kind", "like")
        )

    @property
    def preserved_params(self) -> list[tuple[str, str]]:
        """Return what a new query typed into the form keeps: filters and order, but not the page."""
        names = ("source", "language", "group", "text_kind", "copies", "sort")
        return [(name, value) for name in names for value in self.data.getlist(name)]
