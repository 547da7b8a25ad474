"""CSV as spreadsheets and databases write it: the first line tells the dialect, and no row swallows another."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from newsgroups.ingest.files import UnreadableFile
from newsgroups.ingest.files.formats.csv_rows import csv_rows
from newsgroups.ingest.files.row_files import read_lines
from newsgroups.ingest.normalize.row import RefusedRow


def rows(data: bytes, name: str = "news.csv") -> list[tuple[int, object]]:
    found = read_lines(Path(name), stream=BytesIO(data))
    return [(number, str(row) if isinstance(row, RefusedRow) else row) for number, row in found]


ONE = {"url": "https://post.example/1", "title": "One, two", "text": "The bridge."}
TWO = {"url": "https://post.example/2", "title": "Two", "text": "The ferry."}


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.csv"), ("|", "a.csv"), ("\t", "a.tsv")]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiters_line_ends_and_encodings_are_told_by_the_file(
    delimiter: str, name: str, ends: str, codec: str
) -> None:
    lines = [("url", "title", "text"), tuple(ONE.values()), tuple(TWO.values())]
    text = ends.join(delimiter.join(f'"{value}"' for value in line) for line in lines) + ends
    assert rows(text.encode(codec), name) == [(2, ONE), (3, TWO)]


@pytest.mark.parametrize("sep", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_line_may_name_the_delimiter_before_the_names(sep: str) -> None:
    text = f"{sep}\r\nurl;text\r\nhttps://post.example/1;a, b\r\n"
    assert rows(text.encode()) == [(3, {"url": "https://post.example/1", "text": "a, b"})]


def test_empty_values_more_than_names_are_the_commas_at_the_end() -> None:
    assert rows(b"url,text\nhttps://post.example/1,One,,\nhttps://post.example/2,Two,x\n") == [
        (2, {"url": "https://post.example/1", "text": "One"}),
        (3, "3 values for 2 columns"),
    ]


def test_a_value_may_have_lines_quotation_marks_and_addresses() -> None:
    text = 'One ""two"",\nhttps://post.example/2, he wrote\nthree'
    assert rows(f'url,text\nhttps://post.example/1,"{text}"\n'.encode()) == [
        (4, {"url": "https://post.example/1", "text": 'One "two",\nhttps://post.example/2, he wrote\nthree'})
    ]


@pytest.mark.parametrize("quoted", ['"{}"', "{}"])
def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(quoted: str) -> None:
    good = [f"https://post.example/{number},Title {number}," + quoted.format("Text") for number in range(2, 5)]
    lines = ["url,title,text", 'https://post.example/1,One,"The bridge', *good]
    found = rows("\n".join(lines).encode())
    assert found[0] == (2, "a quotation mark in line 2 is not closed")
    assert [number for number, row in found[1:]] == [3, 4, 5]
    assert {row["text"] for _, row in found[1:]} == {"Text"}


def test_a_quotation_mark_that_is_open_at_the_end_is_said() -> None:
    assert rows(b'url,title,text\nhttps://post.example/1,One,"The bridge\nwas closed') == [
        (3, "a quotation mark in line 2 is not closed")
    ]


def test_bytes_that_are_not_utf_8_refuse_their_own_row() -> None:
    assert rows(b"url,text\nhttps://post.example/1,\xff\nhttps://post.example/2,Two\n") == [
        (2, "not UTF-8"),
        (3, {"url": "https://post.example/2", "text": "Two"}),
    ]


def test_a_file_in_windows_1252_is_read() -> None:
    text = "url;text\nhttps://post.example/1;Die Brücke über den Fluß wurde für Fußgänger geöffnet, heißt es\n"
    assert (
        rows(text.encode("cp1252"))[0][1]["text"] == "Die Brücke über den Fluß wurde für Fußgänger geöffnet, heißt es"
    )


def test_a_file_without_the_columns_says_which_are_missing() -> None:
    with pytest.raises(UnreadableFile, match=r"news.csv: the first line has no column url"):
        rows(b"number;text\n")


def test_lines_without_end_are_passed_over() -> None:
    def lines() -> Iterator[tuple[int, bytes | RefusedRow]]:
        yield 1, b"url,text\n"
        yield 2, RefusedRow("the line has more than 16,000,000 bytes")
        yield 3, b"https://post.example/2,Two\n"

    assert [(number, isinstance(row, RefusedRow)) for number, row in csv_rows(lines())] == [(2, True), (3, False)]


def test_empty_lines_before_the_names_are_passed_over() -> None:
    assert rows(b"\n\r\nurl,text\nhttps://post.example/1,One\n") == [
        (4, {"url": "https://post.example/1", "text": "One"})
    ]


def test_quotation_marks_behind_a_backslash_are_part_of_the_value() -> None:
    data = rb"url,title,text" + b"\n" + rb'https://post.example/1,"Say \"hi, all\" now",One' + b"\n"
    assert rows(data)[0][1]["title"] == 'Say "hi, all" now'
    assert rows(data.replace(rb"\"hi, all\" now", rb"C:\dir\\"))[0][1]["title"] == "Say C:\\dir\\\\"


def test_a_carriage_return_inside_a_line_ends_no_import() -> None:
    with pytest.raises(UnreadableFile, match="the first line has no column"):
        rows(b"sep=;\r\nurl;title\r;")
    good = b"url,text\nhttps://post.example/1,One\n"
    assert rows(good + b'https://post.example/2,"Two\nhttps://post.example/3,a\rb\n')[0][1]["text"] == "One"
