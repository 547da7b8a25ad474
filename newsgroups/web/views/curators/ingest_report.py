"""The Report page, for curators: the state of ingestion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.ingest.feeds.ingest_report import read_report
from newsgroups.pipeline.sizes import sizes
from newsgroups.web.charts.arrivals_per_day import arrivals_chart

from .curate import curators_only


@curators_only
def report(request: HttpRequest) -> HttpResponse:
    report = read_report()
    shown = {"report": report, "chart": arrivals_chart(report.arrivals), "sizes": sizes()}
    return render(request, "newsgroups/ingest_report.html", shown)
