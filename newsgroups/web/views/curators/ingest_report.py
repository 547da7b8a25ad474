"""The Report page: how the machines are doing. For curators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.ingest.feeds.report import read_report
from newsgroups.web.charts.arrivals import arrivals_chart

from .curate import curators_only


@curators_only
def report(request: HttpRequest) -> HttpResponse:
    found = read_report()
    return render(request, "newsgroups/report.html", {"report": found, "chart": arrivals_chart(found.arrivals)})
