"""URL patterns of pages, feeds, exports and the API."""

from django.urls import path

from newsgroups.web.views.archive import articles, browse, citations, feeds
from newsgroups.web.views.curators import add, curate, facts, ingest_report, origins, queue, sessions
from newsgroups.web.views.lookup import lookup, reports
from newsgroups.web.views.search import exports, search
from newsgroups.web.views.stories import compare, fact_exports, group_exports, groups, lineage, similar

from .api import api, documentation
from .readers import collections, my_page
from .views import about, health, metrics

urlpatterns = [
    path("", groups.groups, name="home"),
    path("groups/", groups.groups, name="groups"),
    path("groups/feed/", group_exports.StoriesFeed(), name="feed"),
    path("groups/feed.json", group_exports.StoriesFeed(as_json=True), name="feed_json"),
    path("groups.csv", group_exports.groups_csv, name="groups_csv"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/feed/", group_exports.StoryFeed(), name="group_feed"),
    path("groups/<int:pk>/feed.json", group_exports.StoryFeed(as_json=True), name="group_feed_json"),
    path("groups/<int:pk>/curate/", curate.curate, name="curate"),
    path("groups/<int:pk>/facts/judge/", facts.judge_fact, name="judge_fact"),
    path("groups/<int:pk>/facts.csv", fact_exports.facts_csv, name="facts_csv"),
    path("groups/<int:pk>/file/", fact_exports.story_file, name="story_file"),
    path("groups/<int:pk>/lineage.dot", lineage.lineage_dot, name="lineage_dot"),
    path("groups/<int:pk>/lineage.json", lineage.lineage_json, name="lineage_json"),
    path("groups/<int:pk>/passages/", lineage.passages, name="group_passages"),
    path("groups/<int:pk>/all/", groups.group_all, name="group_all"),
    path("similar/", similar.similar, name="similar"),
    path("compare/", compare.compare_two, name="compare_two"),
    path("compare/<int:left>/<int:right>/", compare.compare, name="compare"),
    path("compare/<int:left>/<int:right>/origin/", origins.correct, name="correct_origin"),
    path("compare/<int:left>/<int:right>/file/", compare.compare_file, name="compare_file"),
    path("search/", search.search, name="search"),
    path("search/feed/", exports.SearchFeed(), name="search_feed"),
    path("search/feed.json", exports.SearchFeed(as_json=True), name="search_feed_json"),
    path("search/complete/", exports.complete, name="complete"),
    path("search/suggestions/", exports.suggestions, name="suggestions"),
    path("search.csv", exports.search_csv, name="search_csv"),
    path("opensearch.xml", exports.opensearch, name="opensearch"),
    path("search/help/", search.help_search, name="help_search"),
    path("lookup/", lookup.lookup, name="lookup"),
    path("lookup/compare/<int:pk>/", lookup.compare_with, name="lookup_compare"),
    path("lookup/reports/", reports.make_report, name="make_lookup_report"),
    path("lookup/reports/<str:token>/", reports.report, name="lookup_report"),
    path("lookup/reports/<str:token>/delete/", reports.delete_report, name="delete_lookup_report"),
    path("browse/", browse.browse, name="browse"),
    path("browse/any/", articles.any_article, name="any_article"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/changes/", articles.article_changes, name="article_changes"),
    path("articles/<int:pk>/cite.<slug:form>", citations.cite_article, name="cite_article"),
    path("groups/<int:pk>/cite.<slug:form>", citations.cite_story, name="cite_story"),
    path("sources/<slug:slug>/", articles.source, name="source"),
    path("sources/<slug:slug>/feed/", feeds.OutletFeed(), name="source_feed"),
    path("sources/<slug:slug>/feed.json", feeds.OutletFeed(as_json=True), name="source_feed_json"),
    path("changes/feed/", feeds.ChangesFeed(), name="changes_feed"),
    path("changes/feed.json", feeds.ChangesFeed(as_json=True), name="changes_feed_json"),
    path("add/", add.add_articles, name="add_articles"),
    path("add/by-hand/", add.add_by_hand, name="add_by_hand"),
    path("add/<int:pk>/fetch/", add.fetch_now, name="fetch_now"),
    path("curate/queue/", queue.queue, name="queue"),
    path("curate/queue/undo/", queue.undo_last, name="undo_last"),
    path("curate/guidelines/", queue.guidelines, name="guidelines"),
    path("curate/decisions/<int:pk>/undo/", curate.undo, name="undo_decision"),
    path("report/", ingest_report.report, name="report"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<str:name>/end/", sessions.end_session, name="end_session"),
    path("my/", my_page.my_page, name="my_page"),
    path("my/collections/", collections.collections, name="collections"),
    path("my/collections/<int:pk>/", collections.edit_collection, name="edit_collection"),
    path("my/collections/<int:pk>/delete/", collections.delete_collection, name="delete_collection"),
    path("about/", about.about, name="about"),
    path("metrics", metrics.metrics, name="metrics"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", about.robots, name="robots"),
    path("api/", documentation.documentation, name="api_documentation"),
    path("api/v1/", api.urls),
]
