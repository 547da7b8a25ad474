"""Health checks for monitoring: whether the process is alive, and whether it can show the whole archive."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from newsgroups.pipeline import readiness


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
