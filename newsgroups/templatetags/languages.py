"""In which language an outlet's words are written, for browsers, screen readers and hyphenation."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def written_in(language: str | None) -> SafeString:
    """Attributes for an element that holds words of an outlet and nothing else: its language, if it is known, and the
    direction in which its first letter is written. Where no language is known, `lang=""` says so: it is not the page's.
    """
    if not language:
        return mark_safe(' lang="" dir="auto"')
    return format_html(' lang="{}" dir="auto"', language)
