import pytest

from newsgroups.ingest.dates import parse_date


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
