"""The root URL patterns: the admin, the icon, and the patterns of the web package."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from newsgroups.web.views.accounts.login import change_password, login, logout

# Browsers request it on pages that name no icon, such as those of the admin.
icon = RedirectView.as_view(url=lazy(static, str)("icon.svg"))

urlpatterns = [
    path("admin/login/", login),
    path("admin/logout/", logout),
    path("admin/password_change/", change_password),
    path("admin/", admin.site.urls),
    path("favicon.ico", icon),
    path("", include("newsgroups.web.urls")),
]
handler400 = "newsgroups.web.middleware.error_pages.bad_request"
