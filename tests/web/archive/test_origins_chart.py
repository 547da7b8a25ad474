"""The drawing of where a story's text comes from: outlets as rows, texts in time, and arrows from origins to copies."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from newsgroups.common.dates.who_was_first import Moment
from newsgroups.lineage.graph import Node
from newsgroups.lineage.table import LineageRow
from newsgroups.web.charts.origins_chart import MAX_ROWS, origins_chart
from newsgroups.web.charts.time_axis import TimeAxis

START = datetime(2026, 10, 14, 8, 0, tzinfo=UTC)


def article(pk: int, outlet: str, hours: float | None = 0.0, *, has_time: bool = True) -> SimpleNamespace:
    at = None if hours is None else Moment(START + timedelta(hours=hours), has_time)
    if at and not has_time:
        at = Moment(at.at.replace(hour=0), False)
    return SimpleNamespace(pk=pk, source=SimpleNamespace(name=outlet), title=f"Title {pk}", moment=at)


def edge(source: int | str, target: int, *, share: float = 0.9, directed: bool = True) -> LineageRow:
    one = Node(f"s:{source}", source) if isinstance(source, str) else Node(f"a{source}", f"O{source}", source)
    return LineageRow(one, Node(f"a{target}", f"O{target}", target), directed, share, "evidence", None)


def test_outlets_of_one_text_stand_together_below_its_origin() -> None:
    texts = [article(1, "Wire", 1), article(2, "Post", 0), article(3, "Lantern", 5), article(4, "Post", 9)]
    chart = origins_chart(texts, [edge(1, 3)], {1: "own", 3: "copy"})
    assert [(row.name, row.note) for row in chart.rows] == [("Post", "2 articles"), ("Wire", ""), ("Lantern", "")]
    (flow,) = chart.flows
    assert (flow.y1, flow.y2, flow.directed) == (75, 116, True)
    assert [(mark.sign, mark.share) for mark in chart.marks if mark.article == 3] == [("copy", "90%")]


def test_a_day_is_a_bar_and_no_date_stands_left_of_the_axis() -> None:
    chart = origins_chart([article(1, "A"), article(2, "B", has_time=False), article(3, "C", None)], [], {})
    first, day, undated = sorted(chart.marks, key=lambda mark: mark.article)
    assert (first.end, day.width > 10, undated.is_dated) == (None, True, False)
    assert undated.x < min(first.x, day.x)
    assert (chart.has_days, chart.has_undated) == (True, True)


def test_a_text_outside_the_archive_is_a_bar_over_the_whole_time() -> None:
    chart = origins_chart([article(1, "A"), article(2, "B", 6)], [edge("Coastwire", 1), edge("Coastwire", 2)], {})
    (outside,) = [mark for mark in chart.marks if mark.sign == "outside"]
    assert [row.name for row in chart.rows if row.is_outside] == ["Coastwire"]
    assert outside.width == round(max(mark.x for mark in chart.marks) - outside.x, 2)
    assert [flow.is_outside for flow in chart.flows] == [True, True]


def test_the_origin_of_most_words_counts_and_an_unknown_order_has_no_arrow() -> None:
    texts = [article(number, f"O{number}", number) for number in range(4)]
    chart = origins_chart(texts, [edge(0, 2, share=0.3), edge(1, 2, share=0.8), edge(0, 3, directed=False)], {})
    assert sorted((flow.directed, flow.title.split(":")[0]) for flow in chart.flows) == [
        (False, "O0 shares text, in unknown order, with O3"),
        (True, "O1 is the origin of text in O2"),
    ]


def test_one_text_or_no_date_needs_no_drawing() -> None:
    assert origins_chart([article(1, "A")], [], {}) is None
    assert origins_chart([article(1, "A", None), article(2, "B", None)], [], {}) is None


def test_more_outlets_than_a_drawing_holds_are_counted() -> None:
    chart = origins_chart([article(number, f"O{number}", number) for number in range(20)], [edge(0, 19)], {})
    assert (len(chart.rows), chart.more_rows) == (MAX_ROWS, 20 - MAX_ROWS)
    # Families stand together, so the copy of the first text is drawn.
    assert len(chart.flows) == 1


def axis(*hours: float) -> TimeAxis:
    moments = [START + timedelta(hours=hour) for hour in hours]
    return TimeAxis.over([(moment, moment) for moment in moments], left=0, right=100)


def test_the_axis_keeps_the_order_of_time() -> None:
    found = axis(0, 3, 40, 200)
    places = [found.x(START + timedelta(hours=hour)) for hour in (0, 3, 40, 200)]
    assert places == sorted(places)
    assert places[0] >= 0 and places[-1] <= 100


def test_a_long_empty_stretch_is_cut_and_named() -> None:
    assert [cut.label for cut in axis(0, 2, 180, 182).cuts] == ["7 days"]
    assert axis(0, 12, 24, 36, 48).cuts == []


def test_every_part_of_the_axis_names_a_day_and_labels_do_not_touch() -> None:
    found = axis(0, 2, 180, 182)
    days = [tick.x for tick in found.ticks if tick.is_day]
    assert len(days) == 2
    assert all(later.x - earlier.x >= 5 for earlier, later in zip(found.ticks, found.ticks[1:], strict=False))


def test_ticks_of_years_are_few() -> None:
    assert 1 < len(axis(*range(0, 24 * 3_000, 24)).ticks) <= 9


def test_one_moment_has_an_axis() -> None:
    assert 0 < axis(0, 0).x(START) < 100
