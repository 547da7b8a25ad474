"""Rejects passwords made of words that belong to this site, which are the first that somebody would guess."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

# What the site and its roles are called; the names of its hosts come on top.
WORDS = {"newsgroups", "newsgroup", "news", "curator", "curators", "administrator", "admin", "archive", "whoosh"}
# Characters of a password beside these words. Fewer are a number or a mark that was put behind one.
MIN_OTHERS = 5


class ContextWordsValidator:
    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if hardly anything is left of the password without the site's words."""
        words = sorted(WORDS | _hosts(), key=len, reverse=True)
        rest = re.sub("|".join(map(re.escape, words)), "", password.casefold())
        if rest != password.casefold() and len(rest) < MIN_OTHERS:
            raise ValidationError("The password is made of words that belong to this site.", code="context_words")

    def get_help_text(self) -> str:
        return "Your password can’t be made of words that belong to this site."


def _hosts() -> set[str]:
    return {part for host in settings.ALLOWED_HOSTS for part in host.casefold().split(".") if len(part) > 3}
