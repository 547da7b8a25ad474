"""About reports the site's quality from verdicts on random pairs, or that it is not yet known."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from newsgroups.matching.model.classifier import shipped_model
from newsgroups.models import Judgement, Pair
from newsgroups.stories.judging.judge import model_version
from newsgroups.web.charts.calibration_chart import calibration_chart
from tests.makers import make_article
from tests.web.conftest import archive

__all__ = ["archive"]
pytestmark = pytest.mark.django_db


def make_judgements(number: int, *, drawn: bool = True, model: str = "") -> None:
    """Half of the pairs have .9 and are grouped, but one in ten of them is not the same story; half have .1 and are
    separate.
    """
    by = User.objects.get_or_create(username="ruth")[0]
    rows = []
    for place in range(number):
        left, right = make_article(source="Northline"), make_article(source="Harbour Post")
        high = place % 2 == 0
        rows.append(
            Judgement(
                left=left,
                right=right,
                by=by,
                verdict="same" if high and place % 20 else "different",
                probability=0.9 if high else 0.1,
                together=high,
                model=model or model_version(),
                stands_for=(100 if high else 1_000) if drawn else None,
            )
        )
    Judgement.objects.bulk_create(rows)
    cache.clear()


def about(client: Client) -> str:
    return " ".join(client.get("/about/").content.decode().split())


def test_too_few_judgements_give_no_number(client: Client) -> None:
    make_judgements(98)
    make_judgements(50, drawn=False)
    page = about(client)
    assert "For this archive, this is not known yet. Curators have judged 148 pairs of articles of this archive" in page
    assert "too few for a number (from 100 on)" in page
    assert 'Precision</th><th scope="col">Recall</th><th scope="col">F1</th></tr>' not in page


def test_figures_stand_with_their_number_and_intervals(client: Client) -> None:
    make_judgements(200)
    make_judgements(40, drawn=False)
    page = about(client)
    assert "Curators have judged 240 pairs of articles of this archive. 200 of them were drawn at random" in page
    assert '<b>90%</b> <span class="soft">(83% to 94%)</span>' in page
    assert "Show as table" in page
    assert "90% to 100%" in page
    assert "predicted 90%, actual 90%" in page


def test_pairs_are_counted_as_similar_lists_them(client: Client, archive) -> None:
    Pair.objects.filter(kind=Pair.Kind.SAME_STORY).update(score=0.4)
    counted = dict(client.get("/about/").context["figures"].pairs)
    assert counted["same story in other words"] == 0
    kinds = client.get("/similar/").context["kinds"]
    assert counted == {kind.label: kind.count for kind in kinds}


def test_each_version_of_the_model_has_its_own_figures(client: Client) -> None:
    make_judgements(100, model="aaaa1111")
    make_judgements(100)
    page = about(client)
    assert "aaaa1111" in page
    assert f"{model_version()} (now)" in page


def test_what_the_model_learned_from_stands_with_its_figures(client: Client) -> None:
    figures = shipped_model().figures
    page = about(client)
    assert f"The model in use learned from {figures['learned from']}." in page
    assert figures["pairwise F1 of groups, four folds by story"].keys() >= {"triples", "incidents"}
    for name, value in figures["pairwise F1 of groups, four folds by story"].items():
        assert f'<th scope="row">{name}</th><td class="text-right">{value:.3f}</td>' in page


def test_the_plot_puts_what_was_said_against_what_was_true(client: Client) -> None:
    make_judgements(100)
    low, high = calibration_chart(client.get("/about/").context["quality"].calibration).points
    assert (low.x, low.y) == (44 + 30, 12 + 300)
    assert (high.x, high.y) == (44 + 270, 12 + 30)
    assert high.high < high.y < high.low
    assert calibration_chart([]) is None
