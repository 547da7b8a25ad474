"""The chart of whose text an outlet carried."""

from newsgroups.web.charts.stacked_months import stacked_chart

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
    # The scale ends at 4, eight pixels below the top.
    assert (own.y + own.height, agency.y + agency.height, agency.y) == (chart.height, own.y, 8)
    assert (chart.greatest, [label for _, label in chart.lines]) == (4, ["", "2", "4"])


def test_the_scale_ends_at_a_round_number_and_labels_leave_room() -> None:
    months = [(f"{year}-{month:02}", {"own": 37}) for year in (2025, 2026) for month in range(1, 13)]
    chart = stacked_chart(months, KINDS)
    assert chart is not None
    assert [label for _, label in chart.lines] == ["", "20", "40"]
    assert [stack.name for stack in chart.stacks[:4]] == ["Jan 2025", "", "Mar", ""]
    assert chart.stacks[12].name == "Jan 2026"
    assert chart.stacks[-1].x + chart.stacks[-1].width <= 100


def test_bars_of_two_months_are_no_boxes() -> None:
    chart = stacked_chart([("2026-09", {"own": 3}), ("2026-10", {"own": 1})], KINDS)
    assert chart is not None
    assert [stack.width for stack in chart.stacks] == [8.0, 8.0]


def test_one_month_needs_no_chart() -> None:
    assert stacked_chart([], KINDS) is None
    assert stacked_chart([("2026-09", {"own": 3, "agency": 1})], KINDS) is None
