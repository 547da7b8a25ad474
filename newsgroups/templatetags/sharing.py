"""Metadata that a page offers to other programs, and its citation."""

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsgroups.models import Article, Story
from newsgroups.stories.pages.serializers.citation import as_sentence
from newsgroups.stories.pages.serializers.linked_data import article_as_linked_data, story_as_linked_data

register = template.Library()

# As in Django's own `json_script`: nothing in the text can close the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def article_linked_data(context: RequestContext, article: Article) -> SafeString:
    return _script(article_as_linked_data(article, address=context["request"].build_absolute_uri))


@register.simple_tag(takes_context=True)
def story_linked_data(context: RequestContext, story: Story, articles: Sequence[Article]) -> SafeString:
    return _script(story_as_linked_data(story, articles, address=context["request"].build_absolute_uri))


def _script(data: dict[str, Any]) -> SafeString:
    text = SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
    return format_html('<script type="application/ld+json">{}</script>', text)


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, path: str) -> str:
    """Returns the absolute URL of a path of this site, for use by other sites."""
    address: str = context["request"].build_absolute_uri(path)
    return address


@register.filter
def reference(article: Article) -> str:
    return as_sentence(article)
