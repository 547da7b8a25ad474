"""First-visit hints: one sentence for a page, shown until the reader dismisses it."""

from typing import Any

from django import template
from django.template.context import RequestContext

register = template.Library()

COOKIE = "hints"
# By the name of the page's URL. Each says what the page's signs mean and what to do first.
HINTS = {
    "home": (
        "Each entry is a story: what several outlets published about one event. A full dot marks an original report, "
        "an open one a text by somebody else. Open a story to see where its outlets differ."
    ),
    "group": (
        "Where outlets differ comes first. Choose a value to see the sentence that it comes from; further "
        "down, each text appears once, with everybody who carries it."
    ),
    "similar": (
        "Each entry is a pair of articles, with the share of each one’s words that the other has, too. "
        "Compare shows them side by side."
    ),
    "compare": (
        "Passages with one number occur in both texts; own words have no tint. The numbers, or the keys n and"
        " p, lead from one to the next."
    ),
    "search": (
        "Words are found in all their forms. Quotation marks find a phrase, a minus leaves a word out, and "
        "NEAR finds words close together."
    ),
    "lookup": (
        "Paste a paragraph, a press release, or an address, or choose files. You see which articles have its "
        "words, and in what order they came. Nothing is kept."
    ),
    "browse": ("Open a month for its calendar, a day for its stories, or an outlet to see whose text it carries."),
}
# A list of stories has the hint of the home page.
SAME = {"groups": "home", "lookup_compare": "compare"}


def dismissed(cookie: str) -> set[str]:
    """Return the hints that a cookie names; anything else in it is ignored."""
    return set(cookie.split(".")) & HINTS.keys()


@register.inclusion_tag("includes/page/hint.html", takes_context=True)
def hint(context: RequestContext) -> dict[str, Any]:
    """Show the hint of this page unless the reader dismissed it, or the archive is empty and says what to do."""
    request = context.get("request")
    match = request.resolver_match if request else None
    name = SAME.get(match.url_name or "", match.url_name or "") if match else ""
    if request is None or name not in HINTS or request.method != "GET" or not context["archive"]["articles"]:
        return {}
    if name in dismissed(request.COOKIES.get(COOKIE, "")):
        return {}
    return {"name": name, "text": HINTS[name], "here": request.get_full_path()}
