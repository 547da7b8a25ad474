"""Following: by feed for everybody, and by mail or webhook for readers with an account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsgroups.follow import mail, webhook
from newsgroups.follow.new_entries import last_to_consider
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.models import Subscription
from newsgroups.models.readers.subscription import MAX_SUBSCRIPTIONS
from newsgroups.web.middleware.rate_limit import count_request

from .what_to_follow import Followed, followed_of

Way, Rhythm = Subscription.Way, Subscription.Rhythm


class FollowForm(forms.Form):
    way = forms.ChoiceField(choices=[(Way.MAIL, "By mail"), (Way.WEBHOOK, "By webhook")], label="How")
    rhythm = forms.ChoiceField(choices=[(Rhythm.DAILY, "Once a day"), (Rhythm.ONCE, "At once")], label="How often")
    url = forms.CharField(
        required=False, max_length=2000, label="Address of the webhook", widget=forms.URLInput,
        help_text="For webhooks only: a program of yours, at a public address.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("way") == Way.MAIL:
            self._check_mail()
        elif cleaned.get("way") == Way.WEBHOOK:
            self._check_address(cleaned.get("url", ""))
        return cleaned

    def _check_mail(self) -> None:
        if not mail.is_possible():
            self.add_error("way", "This site is not set up to send mail.")
        elif not self.user.email:
            self.add_error("way", "Your account has no mail address. An administrator can add it.")

    def _check_address(self, url: str) -> None:
        try:
            webhook.check_address(url)
        except (RefusedAddress, FetchFailed) as refused:
            self.add_error("url", str(refused))

    def save(self, followed: Followed) -> Subscription:
        """Create a subscription to what arrives from now on."""
        by_webhook = self.cleaned_data["way"] == Way.WEBHOOK
        return Subscription.objects.create(
            owner=self.user,
            what=followed.what,
            query=followed.query,
            title=followed.title,
            way=self.cleaned_data["way"],
            rhythm=self.cleaned_data["rhythm"],
            url=self.cleaned_data["url"] if by_webhook else "",
            secret=webhook.new_secret() if by_webhook else "",
            seen=last_to_consider(followed.what),
        )


def follow(request: HttpRequest) -> HttpResponse:
    """Show the feeds of what is asked for and, to readers with an account, the form for mail and webhooks."""
    followed = followed_of(request.GET)
    sent = request.POST if request.method == "POST" else None
    form = FollowForm(sent, user=request.user) if request.user.is_authenticated else None
    if form and form.is_bound:
        count_request(request, "address")
        if Subscription.objects.of(request.user).count() >= MAX_SUBSCRIPTIONS:
            form.add_error(None, f"You follow {MAX_SUBSCRIPTIONS} things, and that is the limit. End one first.")
        elif form.is_valid():
            messages.success(request, f"You now follow {form.save(followed).title}.")
            return redirect("following")
    shown = {"followed": followed, "form": form}
    return render(request, "newsgroups/readers/follow.html", shown, status=422 if form and form.errors else 200)


@login_required
def following(request: HttpRequest) -> HttpResponse:
    own = Subscription.objects.of(request.user).prefetch_related("deliveries")
    return render(request, "newsgroups/readers/following.html", {"subscriptions": own})


@login_required
@require_POST
def end_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    followed = get_object_or_404(Subscription.objects.of(request.user), pk=pk)
    followed.delete()
    messages.success(request, f"You no longer follow {followed.title}.")
    return redirect("following")


@login_required
@require_POST
def resume_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    followed = get_object_or_404(Subscription.objects.of(request.user), pk=pk)
    followed.resume()
    messages.success(request, f"You follow {followed.title} again.")
    return redirect("following")


@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription without logging in: the link is in each mail, and mail programs post to it (RFC 8058).

    A GET changes nothing, because programs that check links would end subscriptions. No other site can forge the
    request, since the address is a secret.
    """
    followed = Subscription.objects.filter(token=token).first()
    ended = bool(followed) and request.method == "POST"
    if followed and ended:
        followed.delete()
    shown = {"followed": followed, "ended": ended}
    return render(request, "newsgroups/readers/unsubscribe.html", shown, status=200 if followed else 404)
