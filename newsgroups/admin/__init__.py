"""The admin, in which curators correct the archive."""

from django.contrib import admin

from . import articles, decisions, feeds_and_queue, judgements, sources, stories

admin.site.site_header = admin.site.site_title = "Newsgroups"
admin.site.index_title = "Curation"
# It takes a quarter of the width, and tables of titles need all of it: at 1280 pixels their last column was cut off.
admin.site.enable_nav_sidebar = False

__all__ = ["articles", "decisions", "feeds_and_queue", "judgements", "sources", "stories"]
