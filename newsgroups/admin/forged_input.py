"""Reject forged numbers and nulls in forms and URLs of the admin, on which Django would fail."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_otp.plugins.otp_totp import admin as otp_totp_admin

from newsgroups.accounts import second_factor
from newsgroups.accounts.audit import Kind, record
from newsgroups.templatetags.languages import worded

# Fits into 63 bits, the range of database integers.
MAX_DIGITS = 18
# Each word adds a condition on every search field. SQLite rejects expressions nested 1,000 deep, and patterns of 50 kB.
MAX_WORDS = 20
MAX_CHARACTERS = 500


class GuardedAdmin(admin.ModelAdmin):
    """An admin that answers forged values with 400, or as it answers any other unreadable filter."""

    # The attribute that holds the language of a row's own words, if it has one.
    language_field = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        _refuse_others(request.POST.getlist(ACTION_CHECKBOX_NAME))
        unreadable = redirect(f"{request.path}?{ERROR_FLAG}=1")
        # PostgreSQL rejects strings that contain nulls.
        if any("\0" in value for _, values in request.GET.lists() for value in values):
            return unreadable
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return unreadable

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page is headed with the row's own words."""
        if obj is not None:
            context["subtitle"] = worded(obj, _at(obj, self.language_field) if self.language_field else "")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Reject forged ids. An autocomplete field sends the id of a row, or nothing."""
        _refuse_others(filter(None, (request.POST.get(name) for name in self.autocomplete_fields)))
        return super().changeform_view(request, *args, **options)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Search for the first words only. Autocomplete passes its input here unchecked."""
        term = search_term[:MAX_CHARACTERS].replace("\0", "")
        words = term.split()
        if len(words) > MAX_WORDS or len(search_term) > MAX_CHARACTERS:
            term = " ".join(words[:MAX_WORDS])
            messages.warning(
                request, f"The query is too long, so only its first {min(len(words), MAX_WORDS)} words were used."
            )
        return super().get_search_results(request, queryset, term)


def words_of(field: str, name: str, *, language: str = "", ordering: str = "") -> Callable[[Any, Any], str | None]:
    """A column with an outlet's words: the attribute `field` of a row, in the language of its attribute `language`.

    Both may be paths of attributes ("left__title").
    """

    @admin.display(description=name, ordering=ordering or field, empty_value="-")
    def shown(self: Any, row: Any) -> str | None:
        text = _at(row, field)
        return None if text is None else worded(text, _at(row, language) if language else "")

    return shown


def _at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name) if row is not None else None
    return row


def _refuse_others(numbers: Iterable[str]) -> None:
    if not all(each.isdecimal() and len(each) <= MAX_DIGITS for each in numbers):
        raise BadRequest("There is no row with this number.")


class GuardedUserAdmin(GuardedAdmin, UserAdmin):
    actions = ("remove_second_factor",)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Change the password of another user. One's own needs the old one, which this form does not ask for."""
        if id == str(request.user.pk):
            return redirect("admin:password_change")
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            account = User.objects.get(pk=id).get_username()
            record(Kind.PASSWORD, account=account, detail=f"by {request.user.get_username()}")
        return response

    @admin.action(description="Remove the second factor, for people who lost their device", permissions=["delete"])
    def remove_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        name = request.user.get_username()
        removed = [user for user in chosen if second_factor.remove(user, by=name)]
        messages.success(request, f"Second factors removed: {len(removed)}. Their sessions have ended.")


class GuardedGroupAdmin(GuardedAdmin, GroupAdmin):
    pass


for model, guarded in ((User, GuardedUserAdmin), (Group, GuardedGroupAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, guarded)

# django-otp registers its own admin when it is imported, as above. It would show the secrets of others' devices.
admin.site.unregister(otp_totp_admin.TOTPDevice)
