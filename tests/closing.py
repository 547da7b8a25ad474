"""Responses that a client abandons before the end."""

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase


def given_up(response: HttpResponseBase) -> None:
    """Closes a response as the server does; the database connection stays open, as in Django's test client."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
