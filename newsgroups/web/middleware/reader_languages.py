"""Remembers the reader's language during a request, and tells caches where a page depends on it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from newsgroups.common.reader_language import Reader, preferred, reader


class ReaderLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        current = Reader(preferred(request.headers.get("Accept-Language", "")))
        token = reader.set(current)
        try:
            response = self.get_response(request)
        finally:
            reader.reset(token)
        if current.was_asked:
            patch_vary_headers(response, ["Accept-Language"])
        return response
