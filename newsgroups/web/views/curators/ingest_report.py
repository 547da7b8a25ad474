"""The Report page: how the machines are doing. For curators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.ingest.feeds.report import read_report
from newsgroups.pipeline.sizes import sizes
from newsgroups.web.charts.arrivals import arrivals_chart

from .curate import curators_only


@curators_only
def report(request: HttpRequest) -> HttpResponse:
    found = read_report()
    shown = {"report": found, "chart": arrivals_chart(found.arrivals), "sizes": sizes()}
    return render(request, "newsgroups/report.html", shown)
