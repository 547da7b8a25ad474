"""JSON as programs write it: one row per line, or one document in any layout; an unreadable row affects no other."""

import bz2
import gzip
import json
import lzma
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from newsgroups.ingest.files import UnreadableFile
from newsgroups.ingest.files.row_files import read_lines
from newsgroups.ingest.normalize.row import RefusedRow

# Without a time in it, so that every process of the test run sees the same cases.
packed = partial(gzip.compress, mtime=0)

ONE, TWO = ({"url": f"https://post.example/{number}", "text": f"Text é {number}"} for number in (1, 2))
LINES = f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n".encode()


def rows(data: bytes, name: str = "news.jsonl", after: int = 0) -> list[tuple[int, object]]:
    found = read_lines(Path(name), stream=BytesIO(data), after=after)
    return [(number, str(row) if isinstance(row, RefusedRow) else row) for number, row in found]


@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"status": "ok", "articles": [ONE, TWO]},
        {"response": {"docs": [ONE, TWO], "facets": []}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_is_read_in_any_layout(document: object, indent: int | None, codec: str) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    assert rows(text.encode(codec), "news.json") == [(1, ONE), (2, TWO)]
    assert rows(text.encode(codec), "news.json", after=1) == [(2, TWO)]


def test_objects_one_behind_the_other_are_read() -> None:
    assert rows((json.dumps(ONE, indent=1) + "\n" + json.dumps(TWO, indent=1)).encode()) == [(1, ONE), (2, TWO)]


def test_a_document_is_read_piece_by_piece() -> None:
    many = [{"url": f"https://post.example/{number}", "text": "Text é " * 5_000} for number in range(40)]
    assert [row for _, row in rows(json.dumps(many, ensure_ascii=False).encode())] == many


def test_an_element_that_cannot_be_read_costs_itself_only() -> None:
    text = f'[{json.dumps(ONE)}, {{"url": nothing, "text": 1}}, {json.dumps(TWO)}]'
    assert rows(text.encode()) == [(1, ONE), (2, "not JSON: Expecting value"), (3, TWO)]


@pytest.mark.parametrize("digits", ["1" * 5_000, "-" + "1" * 5_000])
def test_a_number_without_end_refuses_its_line(digits: str) -> None:
    found = rows(LINES + f'{{"url": {digits}}}\n'.encode() + LINES)
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert found[2][1].startswith("not JSON: Exceeds the limit")


def test_deep_nesting_refuses_its_line() -> None:
    found = rows(LINES + b"[" * 100_000 + b"\n" + LINES)
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert found[2][1].startswith("not JSON")


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
@pytest.mark.parametrize(
    "packed",
    [
        LINES,
        packed(LINES),
        packed(packed(LINES)),
        packed(LINES[:40]) + packed(LINES[40:]),
        packed(LINES) + b"rubbish",
        packed(LINES) + bytes(600),
    ],
)
def test_packing_is_told_by_the_bytes_and_not_by_the_name(name: str, packed: bytes) -> None:
    assert rows(packed, name) == [(1, ONE), (2, TWO)]


@pytest.mark.parametrize(
    "damaged",
    [
        packed(LINES)[:-12],
        packed(LINES) + b"rubbish" + packed(LINES),
        packed(LINES)[:-8] + bytes(8),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(damaged: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"news.jsonl.gz: the gzip file is damaged or truncated"):
        rows(damaged, "news.jsonl.gz")


def test_the_files_of_an_archive_are_read_one_after_the_other() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("__MACOSX/._a.jsonl", b"\x00\x05")
        archive.writestr("deep/a.jsonl", LINES + b"[]")
        archive.writestr("readme.txt", b"hello")
        archive.writestr("b.csv", b"url;text\nhttps://post.example/3;Three\n")
    three = {"url": "https://post.example/3", "text": "Three"}
    whole = [(1, ONE), (2, TWO), (3, "deep/a.jsonl, 3: not a JSON object"), (4, three)]
    assert rows(file.getvalue(), "news.zip") == whole
    assert rows(file.getvalue(), "news.zip", after=2) == whole[2:]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PK\x03\x04 and nothing more", "the archive cannot be read"), (b"", "the archive cannot be read")],
)
def test_an_archive_that_cannot_be_read_is_said_to_be(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=f"news.zip: {reason}"):
        rows(data, "news.zip")


def test_objects_on_one_line_are_rows_each() -> None:
    data = b'{"url": "https://post.example/1", "text": "One"}{"url": "https://post.example/2", "text": "Two"} \n'
    found = [line.fields for line in read_lines(Path("a.jsonl"), stream=BytesIO(data))]
    assert [row["text"] for row in found] == ["One", "Two"]


@pytest.mark.parametrize(
    ("data", "name"), [(bz2.compress(b"{}"), "bzip2"), (lzma.compress(b"{}"), "xz"), (b"PK\x03\x04....", "ZIP")]
)
def test_a_compression_that_no_reader_knows_is_named(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"a.jsonl: it is compressed as {name}, which is not supported"):
        list(read_lines(Path("a.jsonl"), stream=BytesIO(data)))
