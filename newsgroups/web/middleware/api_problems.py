"""Returns every error under /api/ as application/problem+json (RFC 9457), whatever raised it."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control

# Messages of the API for errors to which Django responds with a page.
SENTENCES = {
    400: "Part of the request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not support this method.",
    500: "Something went wrong on the server; the error has been logged.",
}


USE_HTTPS = "The API is available by HTTPS only. Change anything secret that you sent."


class ProblemMiddleware:
    """Unifies all errors of the API; `detail` is always a sentence, and `errors` lists the rejected values."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = is_api(request) and settings.SECURE_SSL_REDIRECT and not request.is_secure()
        refused = JsonResponse({"detail": USE_HTTPS}, status=403) if is_open else None
        answer: HttpResponse = refused or self.get_response(request)
        if is_api(request) and answer.status_code >= 400 and not answer.streaming:
            answer.content = json.dumps(problem(answer.status_code, _said(answer)))
            answer["Content-Type"] = "application/problem+json"
            answer["Content-Length"] = str(len(answer.content))
        return answer


class ConditionalApiMiddleware(ConditionalGetMiddleware):
    """Adds an `ETag` to API responses; clients that already have the same response get 304 without a body."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not is_api(request):
            return response
        if request.method == "GET" and response.status_code == 200 and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return super().process_response(request, response)


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/v")


def problem(status: int, said: Any) -> dict[str, Any]:
    """Return the body of an error; `said` is a sentence, or a list of rejected values in pydantic's format."""
    body = {"type": "about:blank", "title": HttpResponse(status=status).reason_phrase, "status": status}
    if isinstance(said, list):
        return body | {"detail": _sentence(said), "errors": said}
    return body | {"detail": said or SENTENCES.get(status) or HttpResponse(status=status).reason_phrase}


def _said(answer: HttpResponse) -> Any:
    if not answer.get("Content-Type", "").startswith(("application/json", "application/problem+json")):
        return None
    body = json.loads(answer.content)
    return body.get("detail") if isinstance(body, dict) else None


def _sentence(errors: list[dict[str, Any]]) -> str:
    places = [f"{'.'.join(map(str, error['loc'][-2:]))}: {error['msg']}" for error in errors]
    return "; ".join(places)
