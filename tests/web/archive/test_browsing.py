"""The calendar of a month, and the page of a day with its stories."""

import re
from datetime import date

from django.test import Client

from newsgroups.stories.pages.calendar import weeks_of
from tests.makers import make_article


def test_a_month_is_arranged_in_weeks_from_monday() -> None:
    days = [(date(2026, 11, number), 0) for number in range(1, 31)]
    weeks = weeks_of(days)
    assert [len(week) for week in weeks] == [7] * 6
    assert weeks[0] == [None] * 6 + [days[0]]
    assert weeks[-1] == [days[29]] + [None] * 6


def test_the_page_of_a_month_has_a_grid_that_leads_to_its_days(client: Client, archive) -> None:
    page = client.get("/browse/?month=2026-11").content.decode()
    grid = page[page.index('<table class="calendar">') : page.index("</table>")]
    found = re.findall(r'href="\?from=(\S+)&amp;to=\S+">.*?<b>(\d+)</b>', grid)
    assert found == [("2026-11-02", "2"), ("2026-11-03", "1"), ("2026-11-05", "2")]


def test_a_day_has_its_stories_and_the_days_around_it(client: Client, archive) -> None:
    page = client.get("/browse/?from=2026-11-03&to=2026-11-03").content.decode()
    assert "Browse: Tuesday 3 November 2026" in page
    assert "1 article that day, 3 in all, 3 outlets" in page
    assert 'rel="prev" href="?from=2026-11-02&amp;to=2026-11-02"' in page
    assert 'rel="next" href="?from=2026-11-05&amp;to=2026-11-05"' in page
    assert page.count("data-item") == 2


def test_a_day_of_some_outlets_has_only_their_stories_and_days(client: Client, archive) -> None:
    page = client.get("/browse/?source=kestrel-radio&from=2026-11-05&to=2026-11-05").content.decode()
    assert "1 article that day, 2 in all, 2 outlets" in page
    assert 'rel="prev"' not in page
    assert 'rel="next"' not in page


def test_the_last_minute_of_a_day_belongs_to_it_in_utc(client: Client, db) -> None:
    make_article(title="Late", published="2026-12-31T23:59:59+00:00")
    make_article(title="Early", published="2027-01-01T00:00:00+00:00")
    page = client.get("/browse/?from=2026-12-31&to=2026-12-31").content.decode()
    assert (">Late<" in page, ">Early<" in page) == (True, False)


def test_a_day_without_articles_leads_to_those_that_have_some(client: Client, archive) -> None:
    page = client.get("/browse/?from=2026-11-04&to=2026-11-04").content.decode()
    assert "No articles match these filters." in page
    assert 'rel="prev" href="?from=2026-11-03' in page


def test_the_first_and_the_last_day_of_the_calendar_do_no_harm(client: Client, archive) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert client.get(f"/browse/?from={day}&to={day}").status_code == 200
