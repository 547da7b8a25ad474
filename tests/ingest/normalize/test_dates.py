from datetime import UTC, datetime

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given as for_all
from hypothesis import strategies as st

from newsgroups.ingest.normalize.dates.month_names import LANGUAGES
from newsgroups.ingest.normalize.dates.parse_date import names_the_future, parse_date, read_date


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
    ("given", "moment"),
    [
        # Offsets after GMT and UTC, with the sign as written.
        ("Sun, 05 Sep 2021 15:45:00 GMT+7", "2021-09-05T08:45:00+00:00"),
        ("Wed Oct 08 2014 15:30:00 GMT+0530 (India Standard Time)", "2014-10-08T10:00:00+00:00"),
        ("2026-11-20 10:00 UTC-5", "2026-11-20T15:00:00+00:00"),
        ("2014-10-08 15:30 (UTC+1)", "2014-10-08T14:30:00+00:00"),
        ("Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00+00:00"),
        # Zones by name.
        ("Sat, 18 Mar 2023 20:21:00 America/Los_Angeles", "2023-03-19T03:21:00+00:00"),
        ("2014-10-08T12:00:00+02:00[Europe/Paris]", "2014-10-08T10:00:00+00:00"),
        ("July 4, 2014 12:00 p.m. ET", "2014-07-04T16:00:00+00:00"),
        ("January 4, 2014 12:00 p.m. ET", "2014-01-04T17:00:00+00:00"),
        ("8. Oktober 2014, 12:00 Uhr MESZ", "2014-10-08T10:00:00+00:00"),
        ("2026/11/02 14:05 JST", "2026-11-02T05:05:00+00:00"),
        ("2 ноября 2026 г., 14:05 МСК", "2026-11-02T11:05:00+00:00"),
        ("Tue, 20 Dec 2016 09:31:15 IST", "2016-12-20T04:01:15+00:00"),
        # Malformed offsets.
        ("2020-11-08T16:20:00-05:00Z", "2020-11-08T21:20:00+00:00"),
        ("2020-09-26T12:07:40+02:00CET", "2020-09-26T10:07:40+00:00"),
        ("2014-10-08T12:00:00 02:00", "2014-10-08T10:00:00+00:00"),
        ("2026-11-02T14:05:00+5:30", "2026-11-02T08:35:00+00:00"),
        ("Do, 29 Mär 2018 00:00:00 +0200", "2018-03-28T22:00:00+00:00"),
        ("2014-10-08T15:30:00+25:00", "2014-10-08T00:00:00+00:00"),
        ("2014-10-08 15:30 Etc/GMT+5", "2014-10-08T20:30:00+00:00"),
        ("2014-10-08 15:30 MSK", "2014-10-08T11:30:00+00:00"),
        ("08 Oct 2014 1530 GMT", "2014-10-08T15:30:00+00:00"),
        ("15:30 2014-10-08", "2014-10-08T15:30:00+00:00"),
        # Ends of days and minutes.
        ("2016-11-02T24:00:00Z", "2016-11-03T00:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("2015-04-30T08:57:60Z", "2015-04-30T08:58:00+00:00"),
        ("2023-11-02T20-59-53Z", "2023-11-02T20:59:53+00:00"),
        ("2026-11-02T25:00:00Z", "2026-11-02T00:00:00+00:00"),
        ("20261102140500", "2026-11-02T14:05:00+00:00"),
        ("202611021405", "2026-11-02T14:05:00+00:00"),
        ("2026 11 2 14 5", "2026-11-02T14:05:00+00:00"),
        ("datetime.datetime(2026, 11, 2, 14, 5, tzinfo=UTC)", "2026-11-02T14:05:00+00:00"),
        ("02/Nov/2026:14:05:00 +0100", "2026-11-02T13:05:00+00:00"),
        # Languages, scripts, a.m. and p.m., calendars.
        ("mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T16:11:02+00:00"),
        ("2. listopadu 2026", "2026-11-02T00:00:00+00:00"),
        ("02 Kasım 2026 Pazartesi, 14:05", "2026-11-02T14:05:00+00:00"),
        ("2. marraskuuta 2026 klo 14.05", "2026-11-02T14:05:00+00:00"),
        ("2 नवंबर 2026", "2026-11-02T00:00:00+00:00"),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00+00:00"),
        ("۲ نوامبر ۲۰۲۶", "2026-11-02T00:00:00+00:00"),
        ("Ngày 2 tháng 11 năm 2026", "2026-11-02T00:00:00+00:00"),
        ("2014年10月8日 下午3:30", "2014-10-08T15:30:00+00:00"),
        ("2014年10月8日 午後3時30分", "2014-10-08T15:30:00+00:00"),
        ("2014년 10월 8일 오후 3:30", "2014-10-08T15:30:00+00:00"),
        ("2026. 11. 2. 오후 2:05", "2026-11-02T14:05:00+00:00"),
        ("令和8年11月2日", "2026-11-02T00:00:00+00:00"),
        ("2 พฤศจิกายน 2569 เวลา 14:05 น.", "2026-11-02T14:05:00+00:00"),
        ("\u200e2014\u201110\u201108", "2014-10-08T00:00:00+00:00"),
        ("27. 1. 2021 15:40", "2021-01-27T15:40:00+00:00"),
        ("27. lokakuuta 2021 klo 15.40.05", "2021-10-27T15:40:05+00:00"),
        ("27 Januari 2021 3:40:00 PTG", "2021-01-27T15:40:00+00:00"),
        ("27 de gener 2021, a les 10:30 de la nit", "2021-01-27T10:30:00+00:00"),
        ("27 ม.ค. 2564 15:40 น.", "2021-01-27T15:40:00+00:00"),
        # Numbers next to a date.
        ("Vol. 12, 8 October 2014", "2014-10-08T00:00:00+00:00"),
        ("October 8, 2014 12 Comments", "2014-10-08T00:00:00+00:00"),
    ],
)
def test_dates_of_any_zone_language_and_program_are_read(given: str, moment: str) -> None:
    assert parse_date(given).isoformat() == moment


MOMENT = datetime(2021, 1, 27, 15, 40, tzinfo=UTC)
# Burmese shortens April and August to one letter.
UNREAD = {("my", 4), ("my", 8)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_as_each_language_writes_them_are_read(language: str) -> None:
    country = "hr" if language == "hr" else ""
    for month in range(1, 13):
        moment = MOMENT.replace(month=month)
        for length in ("full", "long", "medium"):
            if length == "medium" and (language, month) in UNREAD:
                continue
            day = format_date(moment, length, locale=language)
            assert parse_date(day, country=country) == datetime(2021, month, 27, tzinfo=UTC), day
            clock = format_datetime(moment, length, locale=language)
            assert parse_date(clock, country=country) == moment, clock


def test_a_name_of_two_months_is_the_one_of_its_country() -> None:
    assert parse_date("27. listopada 2021.").month == 11
    assert parse_date("27. listopada 2021.", country="hr").month == 10


@pytest.mark.parametrize("given", ["v1.2.3", "1.2.3.4", "No. 5, 3 March", "3 comments", "31 February 2026", "tomorrow"])
def test_numbers_alone_are_no_date(given: str) -> None:
    assert parse_date(given) is None


@pytest.mark.parametrize(
    ("given", "country", "moment"),
    [
        ("02/11/2026", "", "2026-02-11T00:00:00+00:00"),
        ("02/11/2026", "com", "2026-02-11T00:00:00+00:00"),
        ("02/11/2026", "us", "2026-02-11T00:00:00+00:00"),
        ("02/11/2026", "fr", "2026-11-02T00:00:00+00:00"),
        ("2 Nov 2026 10:00 IST", "il", "2026-11-02T08:00:00+00:00"),
        ("2 Nov 2026 10:00 IST", "ie", "2026-11-02T10:00:00+00:00"),
        ("2 Nov 2026 10:00 CST", "cn", "2026-11-02T02:00:00+00:00"),
        ("2 Nov 2026 10:00 CST", "com", "2026-11-02T16:00:00+00:00"),
    ],
)
def test_what_means_several_things_is_read_as_in_the_outlets_country(given: str, country: str, moment: str) -> None:
    assert parse_date(given, country=country).isoformat() == moment


@pytest.mark.parametrize(
    ("given", "precision"),
    [
        ("2 Nov 2026", "day"),
        ("2026-11-02", "day"),
        ("2026-11-02T00:00:00Z", "day"),
        ("2026-11-02T00:00:00+02:00", "minute"),
        ("2026-11-02T10:00:00Z", "minute"),
        ("2 Nov 2026 10:00", "minute"),
        ("1477994400", "minute"),
    ],
)
def test_whether_a_time_is_named_is_known(given: str, precision: str) -> None:
    assert read_date(given).precision == precision


@for_all(st.text(alphabet="0123456789 -/:.TZ+GMTpmNov年月日下午", max_size=40))
def test_no_text_raises(text: str) -> None:
    assert parse_date(text) is None or parse_date(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("۱۴ اسفند ۱۳۹۷", "2019-03-05T00:00:00+00:00"),
        ("سه شنبه ۱۴ اسفند ۱۳۹۷ ساعت ۱۴:۳۰", "2019-03-05T14:30:00+00:00"),
        ("1397/12/14 14:30", "2019-03-05T14:30:00+00:00"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20T00:00:00+00:00"),
        ("۱ حمل ۱۴۰۴", "2025-03-21T00:00:00+00:00"),
        ("5 آذار 2019", "2019-03-05T00:00:00+00:00"),
        ("5 تشرين الأول 2019", "2019-10-05T00:00:00+00:00"),
        ("5 جويلية 2019", "2019-07-05T00:00:00+00:00"),
        ("5 غشت 2019", "2019-08-05T00:00:00+00:00"),
        ("5. marta 2019.", "2019-03-05T00:00:00+00:00"),
        ("५ मार्च २०१९, दोपहर 2:30", "2019-03-05T14:30:00+00:00"),
        ("5 марта 2019, 2:30 дня", "2019-03-05T14:30:00+00:00"),
        ("5 марта 2019, 9:30 утра", "2019-03-05T09:30:00+00:00"),
        ("March 5, 2019, noon", "2019-03-05T12:00:00+00:00"),
        ("June 12, 2019 12:00 PM Pacific", "2019-06-12T19:00:00+00:00"),
        ("Le Soir, 5 mars 2019, 10:30", "2019-03-05T10:30:00+00:00"),
    ],
)
def test_calendars_months_and_parts_of_the_day_of_more_countries(written: str, moment: str) -> None:
    found = parse_date(written)
    assert found is not None
    assert found.isoformat() == moment


def test_a_day_that_no_persian_month_has_is_no_date() -> None:
    assert parse_date("1397/07/31") is None
