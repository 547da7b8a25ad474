"""The page that leads to everything a reader keeps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import ApiToken, Collection, Dossier, Mute, Subscription


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    kept: dict[str, Any] = {
        "collections": Collection.objects.of(request.user).count(),
        "subscriptions": Subscription.objects.of(request.user).count(),
        "mutes": Mute.objects.of(request.user).count(),
        "dossiers": Dossier.objects.of(request.user).count(),
        "tokens": ApiToken.objects.of(request.user).count(),
    }
    return render(request, "newsgroups/readers/my_page.html", kept)
