"""Logging in and out in the look of the site, and a new password by mail."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy

from newsgroups.accounts.audit import Kind, record
from newsgroups.follow.mail import is_possible
from newsgroups.web.middleware.rate_limit import address_of, count_request

from .login import LoginForm

# The same whether or not an account has the address, which is nobody else's business.
SENT = "If an account has this address, a link to set a new password is on its way. It works for one day."
CHANGED = "Your password was changed. Log in with it."
LOGGED_OUT = "You are logged out."


class LogIn(views.LoginView):
    """The same form as that of the admin: attempts are counted, and accounts with a second factor need a code."""

    authentication_form = LoginForm
    template_name = "newsgroups/accounts/log_in.html"
    # By name: `resolve_url` finds its address.
    next_page = "my_page"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        count_request(request, "login")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"has_mail": is_possible()}


class LogOut(views.LogoutView):
    next_page = "home"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if account := request.user.get_username():
            record(Kind.LOGOUT, account=account, address=address_of(request))
        response = super().post(request, *args, **kwargs)
        # Pages of the account leave the browser, too.
        response["Clear-Site-Data"] = '"cache"'
        messages.info(request, LOGGED_OUT)
        return response


class _NeedsMail:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_possible():
            raise Http404("The site sends no mail.")
        count_request(request, "login")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class RequestNewPassword(_NeedsMail, views.PasswordResetView):
    template_name = "newsgroups/accounts/password_reset.html"
    email_template_name = "newsgroups/accounts/password_reset_mail.txt"
    subject_template_name = "newsgroups/accounts/password_reset_subject.txt"
    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:
        # The address of the site as configured, not as the request names it.
        self.extra_email_context = {"site": settings.SITE_URL}
        messages.info(self.request, SENT)
        return super().form_valid(form)


class SetNewPassword(_NeedsMail, views.PasswordResetConfirmView):
    template_name = "newsgroups/accounts/new_password.html"
    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:
        record(Kind.PASSWORD, account=form.user.get_username(), address=address_of(self.request))
        messages.success(self.request, CHANGED)
        return super().form_valid(form)
