"""The admin, in which curators correct the archive."""

from django.contrib import admin

from . import articles, decisions, feeds_and_queue, judgements, sources, stories

admin.site.site_header = admin.site.site_title = "Newsgroups"
admin.site.index_title = "Curation"

__all__ = ["articles", "decisions", "feeds_and_queue", "judgements", "sources", "stories"]
