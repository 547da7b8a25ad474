"""The chart of whose text an outlet carried."""

from newsgroups.web.charts.stacked import stacked_chart

KINDS = [("own", "Own text"), ("agency", "Agency"), ("republished", "Republished")]


def test_each_month_is_a_stack_and_months_without_articles_are_empty() -> None:
    chart = stacked_chart([("2026-09", {"own": 3, "agency": 1}), ("2026-11", {"own": 2})], KINDS)
    assert chart is not None
    assert [(stack.label, stack.numbers) for stack in chart.stacks] == [
        ("Sep 2026", [3, 1, 0]),
        ("Oct 2026", [0, 0, 0]),
        ("Nov 2026", [2, 0, 0]),
    ]
    own, agency = chart.stacks[0].parts
    assert (own.y + own.height, agency.y + agency.height, agency.y) == (chart.height, own.y, 0)
    assert chart.greatest == 4


def test_one_month_or_one_kind_needs_no_chart() -> None:
    assert stacked_chart([], KINDS) is None
    assert stacked_chart([("2026-09", {"own": 3, "agency": 1})], KINDS) is None
    assert stacked_chart([("2026-09", {"own": 3}), ("2026-10", {"own": 1})], KINDS) is None
