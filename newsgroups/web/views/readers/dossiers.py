"""Dossiers: a reader's lists of articles, passages, and stories with notes."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from newsgroups.dossiers.keep import RefusedEntry, keep, move, visible_entries
from newsgroups.models import Article, Dossier, DossierEntry, Story
from newsgroups.models.readers.dossier import MAX_DOSSIERS
from newsgroups.web.middleware.rate_limit import count_request

_NOTE = forms.Textarea(attrs={"rows": 3})
LIMIT = f"You have {MAX_DOSSIERS} dossiers, and that is the limit. Delete one first."


class DossierForm(forms.ModelForm):
    class Meta:
        model = Dossier
        fields = ("title", "description", "is_shared")
        widgets = {"description": _NOTE}
        labels = {"is_shared": "Share it: whoever knows its address can read it"}


class NoteForm(forms.ModelForm):
    class Meta:
        model = DossierEntry
        fields = ("note", "tags")
        widgets = {"note": _NOTE}


class KeepForm(forms.Form):
    """What to add, and to which dossier: one of the reader's, or a new one."""

    dossier = forms.ModelChoiceField(Dossier.objects.none(), required=False)
    title = forms.CharField(required=False, max_length=200)
    article = forms.ModelChoiceField(Article.objects.visible(), required=False)
    story = forms.ModelChoiceField(Story.objects.current(), required=False)
    quote = forms.CharField(required=False, strip=False)
    note = forms.CharField(required=False, max_length=5_000)
    tags = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, own: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("Any", self.fields["dossier"]).queryset = own

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("article")) == bool(cleaned.get("story")):
            raise forms.ValidationError("There is nothing to add: the article or story is not in the archive.")
        if not cleaned.get("dossier") and not cleaned.get("title"):
            raise forms.ValidationError("Choose a dossier, or give a title for a new one.")
        return cleaned

    def target(self, user: Any) -> Dossier:
        """Return the chosen dossier, or a new one. Raises RefusedEntry."""
        if chosen := self.cleaned_data["dossier"]:
            found: Dossier = chosen
            return found
        if Dossier.objects.of(user).count() >= MAX_DOSSIERS:
            raise RefusedEntry(LIMIT)
        return Dossier.objects.create(owner=user, title=self.cleaned_data["title"])


@login_required
def dossiers(request: HttpRequest) -> HttpResponse:
    own = Dossier.objects.of(request.user)
    form = DossierForm(
        request.POST if request.method == "POST" else None, instance=Dossier(owner=cast("Any", request.user))
    )
    if form.is_bound and form.is_valid():
        if own.count() >= MAX_DOSSIERS:
            form.add_error(None, LIMIT)
        else:
            return redirect(form.save())
    shown = {"form": form, "dossiers": own.with_entry_count()}
    return render(request, "newsgroups/readers/dossiers.html", shown, status=422 if form.errors else 200)


@login_required
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one dossier, and change its title, description, and sharing."""
    dossier = own_dossier(request, pk)
    form = DossierForm(request.POST if request.method == "POST" else None, instance=dossier)
    if form.is_bound and form.is_valid():
        form.save().touch()
        messages.success(request, "The dossier has been saved.")
        return redirect(dossier.address)
    shown = {"dossier": dossier, "form": form, "entries": visible_entries(dossier), "is_own": True}
    return render(request, "newsgroups/readers/dossier.html", shown, status=422 if form.errors else 200)


def shared_dossier(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared dossier to whoever knows its address."""
    dossier = get_object_or_404(Dossier, token=token, is_shared=True)
    return render(request, "newsgroups/readers/dossier.html", {"dossier": dossier, "entries": visible_entries(dossier)})


@login_required
@require_POST
def keep_in_dossier(request: HttpRequest) -> HttpResponse:
    """Add an article, a passage, or a story, and go to the dossier; or go back and say why not."""
    count_request(request, "keep")
    form = KeepForm(request.POST, own=Dossier.objects.of(request.user))
    if not form.is_valid():
        return _back(request, form, sentences(form))
    data = form.cleaned_data
    try:
        with transaction.atomic():
            dossier = form.target(request.user)
            keep(dossier, **{name: data[name] for name in ("article", "story", "quote", "note", "tags")})
    except RefusedEntry as refused:
        return _back(request, form, str(refused))
    messages.success(request, f"Added to “{dossier}”.")
    return redirect(dossier.address)


def _back(request: HttpRequest, form: KeepForm, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    cleaned = getattr(form, "cleaned_data", {})
    return redirect(cleaned.get("article") or cleaned.get("story") or "dossiers")


@login_required
@require_POST
def change_entry(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Change the note of an entry, move it, or remove it, as the button says."""
    count_request(request, "keep")
    dossier = own_dossier(request, pk)
    found = get_object_or_404(dossier.entries.all(), pk=entry)
    do = request.POST.get("do", "note")
    if do == "remove":
        found.delete()
        dossier.touch()
        return redirect(dossier.address)
    if do in ("up", "down"):
        move(found, up=do == "up")
    else:
        form = NoteForm(request.POST, instance=found)
        if form.is_valid():
            form.save()
            dossier.touch()
        else:
            messages.error(request, sentences(form))
    return redirect(f"{dossier.address}#entry-{found.pk}")


@login_required
@require_POST
def delete_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = own_dossier(request, pk)
    dossier.delete()
    messages.success(request, f"“{dossier}” has been deleted.")
    return redirect("dossiers")


def sentences(form: forms.BaseForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def own_dossier(request: HttpRequest, pk: int) -> Dossier:
    return get_object_or_404(Dossier.objects.of(request.user), pk=pk)
