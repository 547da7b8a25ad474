from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("admin/", admin.site.urls), path("", include("newsgroups.web.urls"))]
handler400 = "newsgroups.web.refusals.bad_request"
