"""The small chart of a story: one dot per article, and no labels with a time of day where none is known."""

from datetime import UTC, datetime

from newsgroups.web.charts.mini_timeline import MAX_DOTS, mini_timeline


def at(day: int, hour: int = 0, year: int = 2026) -> datetime:
    return datetime(year, 11, day, hour, tzinfo=UTC)


def ends(*dots: datetime, are_days: bool = False) -> tuple[str, str]:
    chart = mini_timeline([(dot, "own") for dot in dots], are_days=are_days)
    return chart.first, chart.last


def test_hours_of_one_day_are_its_ends() -> None:
    assert ends(at(5, 8), at(5, 17)) == ("08:00", "17:00")


def test_a_day_without_hours_is_named_once() -> None:
    assert ends(at(5), at(5), are_days=True) == ("5 Nov", "")


def test_days_are_the_ends_of_more_than_one_day_and_years_if_they_differ() -> None:
    assert ends(at(5, 8), at(7, 9)) == ("5 Nov", "7 Nov")
    assert ends(at(5, 8, 2025), at(7, 9)) == ("5 Nov 2025", "7 Nov 2026")


def test_one_article_has_no_picture() -> None:
    assert mini_timeline([(at(5), "own")], are_days=False) is None
    assert len(mini_timeline([(at(5), "own"), (at(6), "own")], are_days=False).dots) == 2


def test_own_reports_are_the_lowest_dots_of_a_column() -> None:
    chart = mini_timeline([(at(5), "copy"), (at(5), "own"), (at(6), "")], are_days=True)
    assert [(dot.x, dot.sign) for dot in chart.dots] == [(25.0, "own"), (25.0, "copy"), (75.0, "")]
    assert chart.dots[0].y > chart.dots[1].y


def test_a_column_of_many_is_a_bar_with_their_number() -> None:
    chart = mini_timeline([(at(5), "own")] * (MAX_DOTS + 1) + [(at(6), "copy")], are_days=True)
    assert [(bar.x, bar.count) for bar in chart.bars] == [(25.0, MAX_DOTS + 1)]
    assert [dot.sign for dot in chart.dots] == ["copy"]
