from datetime import UTC, datetime

import pytest

from newsgroups.ingest.normalize.dates import names_the_future, parse_date, read_date


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2026-11-02T09:00:00+01:00", "2026-11-02T08:00:00+00:00"),
        ("2026-11-02 09:00:00Z", "2026-11-02T09:00:00+00:00"),
        ("2016-09-20", "2016-09-20T00:00:00+00:00"),
        ("Mon, 02 Nov 2026 23:30:00 -0500", "2026-11-03T04:30:00+00:00"),
        ("Mon, 02 Nov 2026 09:00:00 GMT", "2026-11-02T09:00:00+00:00"),
        ("1477994400", "2016-11-01T10:00:00+00:00"),
        ("1477994400000", "2016-11-01T10:00:00+00:00"),
        ("September 20, 2016", "2016-09-20T00:00:00+00:00"),
        ("Sept. 20, 2016", "2016-09-20T00:00:00+00:00"),
        ("20 Sep 2016 14:05", "2016-09-20T14:05:00+00:00"),
        ("Sep 20, 2016, 2:05 PM EDT", "2016-09-20T18:05:00+00:00"),
        ("9/20/16", "2016-09-20T00:00:00+00:00"),
        ("20.09.2016", "2016-09-20T00:00:00+00:00"),
        ("20.09.2016 - 14:05 Uhr", "2016-09-20T14:05:00+00:00"),
        ("1. März 2016", "2016-03-01T00:00:00+00:00"),
        ("mardi 20 septembre 2016 à 08h30", "2016-09-20T08:30:00+00:00"),
        ("20 de marzo de 2016", "2016-03-20T00:00:00+00:00"),
        ("2 ottobre 2016", "2016-10-02T00:00:00+00:00"),
        ("20 сентября 2016", "2016-09-20T00:00:00+00:00"),
        ("2016年9月20日 10:30", "2016-09-20T10:30:00+00:00"),
        ("Published: September 20th, 2016 at 5:00 p.m.", "2016-09-20T17:00:00+00:00"),
        ("Updated 10:00 AM EST, Tue September 20, 2016", "2016-09-20T15:00:00+00:00"),
        ("Thursday 20 September 2016 17.45 BST", "2016-09-20T16:45:00+00:00"),
        ("20160920T100000Z", "2016-09-20T10:00:00+00:00"),
        ("/Date(1474365600000)/", "2016-09-20T10:00:00+00:00"),
    ],
)
def test_usual_forms_are_read_in_utc(given: str, moment: str) -> None:
    assert parse_date(given).isoformat() == moment


@pytest.mark.parametrize(
    "given",
    [
        *(
            None,
            "",
            " ",
            "0001-01-01T00:00:00Z",
            "0001-01-01",
            "9999-12-31T23:59:59-14:00",
            "2099-01-01",
            "99999999999999",
        ),
        *("2016-13-45", "Monday", "10:30", "May", "yesterday", "\x00", "9" * 10_000, "-" * 500, "2016-02-30T00:00:00"),
    ],
)
def test_what_is_missing_or_impossible_is_no_date(given: str | None) -> None:
    assert parse_date(given) is None


def test_a_date_more_than_a_day_ahead_is_none_and_is_told_apart_from_nonsense() -> None:
    now = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert parse_date("2026-11-03T11:59:00Z", now=now) is not None
    assert parse_date("2026-11-03T12:01:00Z", now=now) is None
    assert names_the_future("2026-11-03T12:01:00Z", now=now)
    assert not names_the_future("yesterday", now=now)
    assert not names_the_future(None, now=now)


@pytest.mark.parametrize(
    ("given", "precision", "moment"),
    [
        ("2018-07-02", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("2018-07-02T00:00:00Z", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("2018-07-02T00:00:00+02:00", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("2018-07-02T18:05:00+02:00", "minute", datetime(2018, 7, 2, 16, 5, tzinfo=UTC)),
        ("2018-07-02 18:05", "minute", datetime(2018, 7, 2, 18, 5, tzinfo=UTC)),
        ("Mon, 02 Jul 2018 00:00:00 -0400", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("Mon, 02 Jul 2018 18:05:00 GMT", "minute", datetime(2018, 7, 2, 18, 5, tzinfo=UTC)),
        ("July 2, 2018", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("July 2, 2018, 6:05 p.m.", "minute", datetime(2018, 7, 2, 18, 5, tzinfo=UTC)),
        ("2. Juli 2018", "day", datetime(2018, 7, 2, tzinfo=UTC)),
        ("2. Juli 2018, 18.05 Uhr", "minute", datetime(2018, 7, 2, 18, 5, tzinfo=UTC)),
        ("9/20/16", "day", datetime(2016, 9, 20, tzinfo=UTC)),
        (1530554700, "minute", datetime(2018, 7, 2, 18, 5, tzinfo=UTC)),
    ],
)
def test_a_date_is_known_to_the_minute_or_the_day(given, precision: str, moment: datetime) -> None:
    read = read_date(given)
    assert (read.precision, read.moment) == (precision, moment)
