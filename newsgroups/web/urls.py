from django.urls import path

from newsgroups.web.api import api
from newsgroups.web.views import about, adding, articles, browse, comparing, feeds, groups, lookup, search, similar

urlpatterns = [
    path("", groups.groups, name="home"),
    path("groups/", groups.groups, name="groups"),
    path("groups/feed/", feeds.StoriesFeed(), name="feed"),
    path("groups.csv", feeds.groups_csv, name="groups_csv"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/all/", groups.group_all, name="group_all"),
    path("similar/", similar.similar, name="similar"),
    path("compare/", comparing.compare_two, name="compare_two"),
    path("compare/<int:left>/<int:right>/", comparing.compare, name="compare"),
    path("compare/<int:left>/<int:right>/file/", comparing.compare_file, name="compare_file"),
    path("search/", search.search, name="search"),
    path("search/help/", search.help_search, name="help_search"),
    path("lookup/", lookup.lookup, name="lookup"),
    path("browse/", browse.browse, name="browse"),
    path("browse/any/", articles.any_article, name="any_article"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/changes/", articles.article_changes, name="article_changes"),
    path("sources/<slug:slug>/", articles.source, name="source"),
    path("add/", adding.add_articles, name="add_articles"),
    path("add/by-hand/", adding.add_by_hand, name="add_by_hand"),
    path("add/<int:pk>/fetch/", adding.fetch_now, name="fetch_now"),
    path("about/", about.about, name="about"),
    path("healthz", about.healthz, name="healthz"),
    path("robots.txt", about.robots, name="robots"),
    path("api/v1/", api.urls),
]
