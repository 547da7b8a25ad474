"""Mutes: words, outlets, and stories that a reader does not want to see."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from newsgroups.models import Mute, Source, Story
from newsgroups.models.readers.mute import MAX_MUTES
from newsgroups.text.tokens.tokenizer import tokenize


class MuteForm(forms.Form):
    """One word, outlet, or story."""

    word = forms.CharField(required=False, max_length=100, label="A word or phrase in headlines")
    source = forms.ModelChoiceField(
        Source.objects.main_names().order_by("name"), to_field_name="slug", required=False, label="or an outlet"
    )
    story = forms.ModelChoiceField(Story.objects.all(), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            not self.errors.keys() - {"story"}
            and sum(bool(cleaned.get(name)) for name in ("word", "source", "story")) != 1
        ):
            raise forms.ValidationError("Give either a word or an outlet.")
        if cleaned.get("word") and not tokenize(cleaned["word"]).hashes.size:
            self.add_error("word", "There is no word in this.")
        return cleaned

    def save(self, user: Any) -> Mute:
        return Mute.objects.get_or_create(owner=user, **{name: self.cleaned_data[name] for name in self._given()})[0]

    def _given(self) -> list[str]:
        return [name for name in ("word", "source", "story") if self.cleaned_data.get(name)]


@login_required
def mutes(request: HttpRequest) -> HttpResponse:
    own = Mute.objects.of(request.user)
    form = MuteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if own.count() >= MAX_MUTES:
            form.add_error(None, f"You have {MAX_MUTES} mutes, and that is the limit. Remove one first.")
        else:
            messages.success(request, f"“{form.save(request.user)}” is muted.")
            return redirect("mutes")
    return render(
        request, "newsgroups/readers/mutes.html", {"form": form, "mutes": own}, status=422 if form.errors else 200
    )


@login_required
@require_POST
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    mute = get_object_or_404(Mute.objects.of(request.user), pk=pk)
    mute.delete()
    messages.success(request, f"“{mute}” is no longer muted.")
    return redirect("mutes")
