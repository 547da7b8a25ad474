"""Prometheus metrics, for the addresses in METRICS_ALLOWED."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST

from newsgroups.web.middleware.rate_limit import address_of
from newsgroups.web.server.prometheus import exposition


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if address_of(request) not in settings.METRICS_ALLOWED:
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
