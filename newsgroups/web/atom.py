"""Atom (RFC 4287) whose entries say in which language they are written."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed


class AtomOfLanguages(Atom1Feed):
    """An item's `language` is given by `item_extra_kwargs`; readers take the direction of a text from it, too."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item.get("language")
        return super().item_attributes(item) | ({"xml:lang": language} if language else {})
