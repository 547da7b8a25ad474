"""The audit page, for administrators: who did what, when, and from where."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.accounts.audit_timeline import entry_of, timeline
from newsgroups.web.forms.curators.audit import AuditForm
from newsgroups.web.output.pagination import page_number, page_of


@login_required
@permission_required("newsgroups.view_securityevent", raise_exception=True)
def audit(request: HttpRequest) -> HttpResponse:
    form = AuditForm(request.GET or None)
    page = page_of(timeline(form.chosen()), page_number(request.GET.get("page")))
    entries = [entry_of(row) for row in page.items]
    return render(request, "newsgroups/audit.html", {"form": form, "page": page, "entries": entries})
