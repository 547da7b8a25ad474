"""API tokens: making one, whose key is shown once, and revoking it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newsgroups.models import ApiToken
from newsgroups.models.readers.api_token import MAX_TOKENS
from newsgroups.web.middleware.rate_limit import count_request

DAYS = [("30", "30 days"), ("90", "90 days"), ("365", "a year"), ("", "until revoked")]


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80, help_text="The program that uses it.")
    scopes = forms.MultipleChoiceField(
        choices=ApiToken.Scope.choices, widget=forms.CheckboxSelectMultiple, label="It may",
        error_messages={"required": "Choose at least one."},
    )  # fmt: skip
    days = forms.ChoiceField(choices=DAYS, required=False, label="Valid for")

    def save(self, user: Any) -> tuple[ApiToken, str]:
        asked = self.cleaned_data
        days = int(asked["days"]) if asked["days"] else None
        return ApiToken.objects.make(owner=user, name=asked["name"], scopes=asked["scopes"], days=days)


@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    own = ApiToken.objects.of(request.user)
    form = TokenForm(request.POST if request.method == "POST" else None)
    key = ""
    if form.is_bound and form.is_valid():
        count_request(request, "keep")
        if own.count() >= MAX_TOKENS:
            form.add_error(None, f"You have {MAX_TOKENS} tokens, and that is the limit. Revoke one first.")
        else:
            key = form.save(request.user)[1]
            form = TokenForm()
    shown = {"form": form, "tokens": own, "key": key, "now": timezone.now()}
    return render(request, "newsgroups/readers/tokens.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.of(request.user), pk=pk)
    token.delete()
    messages.success(request, f"The token “{token}” has been revoked.")
    return redirect("tokens")
