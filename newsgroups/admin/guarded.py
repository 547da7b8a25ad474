"""Forged numbers in forms and addresses of the admin: Django fails at them, here they are refused."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Of 63 bits, as databases have them.
MOST_DIGITS = 18


class GuardedAdmin(admin.ModelAdmin):
    """An admin that answers forged numbers as it answers other filters that it cannot read, or with 400."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        _refuse_others(request.POST.getlist(ACTION_CHECKBOX_NAME))
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return redirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """A field that is completed while typing sends the number of a row, and nothing is no number."""
        _refuse_others(filter(None, (request.POST.get(name) for name in self.autocomplete_fields)))
        return super().changeform_view(request, *args, **options)


def _refuse_others(numbers: Iterable[str]) -> None:
    if not all(each.isdecimal() and len(each) <= MOST_DIGITS for each in numbers):
        raise BadRequest("This is the number of no row.")
