"""Marks up the language of an outlet's words for browsers, screen readers, and hyphenation."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsgroups.text.languages.language_names import english_name

register = template.Library()


@register.filter
def written_in(language: str | None) -> SafeString:
    """`lang` and `dir` for an element that holds nothing but an outlet's words: their language, if known, and the
    direction of their first letter. If the language is unknown, `lang=""` keeps the element from inheriting the page's.
    """
    if not language:
        return mark_safe(' lang="" dir="auto"')
    return format_html(' lang="{}" dir="auto"', language)


@register.filter
def language_name(code: str) -> str:
    return english_name(code)


def worded(text: object, language: str | None = "") -> SafeString:
    """An outlet's words in an element of their own, which says their language; for pages that others lay out."""
    return format_html("<span{}>{}</span>", written_in(language), text)


@register.filter
def worded_row(row: object) -> SafeString:
    """A row by its name, in its own language if it has one."""
    return worded(row, getattr(row, "language", ""))
