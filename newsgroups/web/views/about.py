"""The page about the site."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.stories.judging.quality import quality
from newsgroups.stories.pages.archive_figures import archive_figures
from newsgroups.web.charts.calibration_chart import calibration_chart
from newsgroups.web.charts.confidence_interval import interval_chart

# Recomputing thousands of resamples for each visitor would give the same result.
QUALITY_SECONDS = 60

# The stages that an article passes through.
STEPS = (
    ("Collect", "Articles come from feeds, files, and addresses."),
    ("Read", "Names, figures, quotations, and credits are found."),
    ("Match", "Fingerprints of five words find shared text."),
    ("Group", "A model gives the chance that two articles cover one story."),
    ("Index", "Every word is searchable in all its forms."),
    ("Correct", "Curators fix what the model gets wrong."),
)


def about(request: HttpRequest) -> HttpResponse:
    good = cache.get_or_set("quality", quality, QUALITY_SECONDS) or quality()
    measures = [
        (f"{what}: {name}", estimate, interval_chart(estimate, top=1))
        for what, measured in (("Same story", good.pairs), ("Groups", good.groups))
        for name in ("precision", "recall", "F1")
        for estimate in [getattr(measured, name.lower(), None)]
    ]
    shown = {
        "figures": archive_figures(),
        "steps": STEPS,
        "quality": good,
        "measures": measures,
        "chart": calibration_chart(good.calibration),
    }
    return render(request, "newsgroups/about.html", shown)
