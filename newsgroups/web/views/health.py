"""For monitoring: whether the process is alive, whether it can show the whole archive, and figures for Prometheus."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST

from newsgroups.pipeline import readiness
from newsgroups.web.middleware.rate_limit import address_of
from newsgroups.web.server.prometheus import exposition


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Return 200 as long as this process answers: restarting it would not fix any other problem."""
    return JsonResponse({"status": "alive"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 if schema, index and backlog are in order, else 503 with a sentence for each problem."""
    problems = {"schema": readiness.schema_problem()}
    waiting = None
    if problems["schema"] is None:
        waiting = readiness.waiting()
        problems |= {"index": readiness.index_problem(), "backlog": readiness.backlog_problem(waiting)}
    is_ready = not any(problems.values())
    said = {part: problem or "ok" for part, problem in problems.items()}
    answer = {"status": "ready" if is_ready else "not ready", **said, "waiting": waiting}
    return JsonResponse(answer, status=200 if is_ready else 503)


PROBES = {"/healthz": healthz, "/readyz": readyz}


def probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer probes before the host is checked: whoever watches the process asks by its address."""

    def answer(request: HttpRequest) -> HttpResponse:
        view = PROBES.get(request.path_info)
        if view is None or request.method not in ("GET", "HEAD"):
            return get_response(request)
        request.resolver_match = resolve(request.path_info)
        return view(request)

    return answer


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures, for the addresses in METRICS_ALLOWED."""
    if address_of(request) not in settings.METRICS_ALLOWED:
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
