"""Bytes are decoded as browsers do: declared encodings count, and an invalid byte costs one character."""

import codecs
import gzip
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded, encoding_of, looks_binary

# Without a time in it, so that every process of the test run sees the same cases.
packed = partial(gzip.compress, mtime=0)

RUSSIAN = "Мост через гавань закрыли в понедельник, после того как водолаз нашёл трещину в одной из опор. "
JAPANESE = "港の橋は月曜日に閉鎖された。潜水士が橋脚の一つにひびを見つけたためだと市が発表した。"


def page(body: bytes, head: bytes = b"") -> bytes:
    return b"<!DOCTYPE html><html><head>" + head + b"</head><body><p>" + body + b"</p></body></html>"


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "text/html"])
@pytest.mark.parametrize("head", [b"", b"<meta charset=utf-8>"])
def test_one_broken_byte_in_utf_8_costs_one_character(content_type: str, head: bytes) -> None:
    text = decoded(page("Le café de Zürich a fermé ".encode() + b"\xe9 midi", head), content_type)
    assert "Le café de Zürich a fermé \ufffd midi" in text


def test_a_cut_character_in_ascii_that_is_called_utf_8_is_a_broken_byte() -> None:
    assert decoded(b"The bridge \xd0", "text/plain; charset=utf-8") == "The bridge \ufffd"


def test_letters_of_windows_1252_that_is_called_utf_8_are_read() -> None:
    assert decoded("Brücke gesperrt, Fähre fährt".encode("cp1252"), "charset=utf-8") == "Brücke gesperrt, Fähre fährt"


def test_xml_without_a_name_is_utf_8() -> None:
    assert decoded(b"<?xml version='1.0'?><t>Br\xc3\xbccke</t><!-- \xff -->").startswith(
        "<?xml version='1.0'?><t>Brücke"
    )


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("win-1251", "cp1251", "Мост закрыт"),
        ("x-cp1251", "cp1251", "Мост закрыт"),
        ("koi8-ru", "koi8-u", "Мост закрыт"),
        ("x-gbk", "gbk", "港口大橋關閉"),
        ("gb2312", "gb18030", "朱镕基"),
        ("big5", "big5hkscs", "啫喱橋嘅消息"),
        ("ks_c_5601-1987", "cp949", "똠방각하 다리"),
        ("Shift_JIS", "cp932", "①㈱港の橋"),
        ("x-sjis", "cp932", "髙橋①"),
        ("euc-jp", "euc_jis_2004", "港の橋①"),
        ("latin1", "cp1252", "“Brücke” – €5"),
        ("iso-8859-9", "cp1254", "İstanbul ağ"),
        ("tis-620", "cp874", "สะพานท่าเรือ"),
        ("iso-8859-8-i", "iso8859-8", "הגשר נסגר"),
    ],
)
def test_encodings_go_by_their_names_on_the_web(label: str, codec: str, text: str) -> None:
    for data, kind in (
        (page(text.encode(codec), f"<meta charset='{label}'>".encode()), "text/html"),
        (page(text.encode(codec)), f"text/html; charset={label}"),
        (f"<?xml version='1.0' encoding='{label}'?><t>".encode() + text.encode(codec) + b"</t>", ""),
    ):
        assert text in decoded(data, kind)


def test_a_name_behind_a_long_program_is_found() -> None:
    head = b"<script>" + b"x" * 20_000 + b"</script><meta http-equiv=Content-Type content='text/html; charset=koi8-r'>"
    assert RUSSIAN in decoded(page(RUSSIAN.encode("koi8-r"), head))


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("cp932", JAPANESE),
        ("euc_jp", JAPANESE),
        ("gb18030", "港口大桥星期一关闭，市政府当天晚上说，潜水员在其中一个桥墩上发现了裂缝。"),
        ("big5", "港口大橋星期一關閉，市政府當天晚上說，潛水員在其中一個橋墩上發現了裂縫。"),
        ("cp949", "항구 다리가 월요일에 폐쇄되었다. 잠수부가 교각 하나에서 균열을 발견했기 때문이다."),
        ("cp1253", "Η γέφυρα του λιμανιού έκλεισε τη Δευτέρα αφού ένας δύτης βρήκε μια ρωγμή."),
        ("cp1256", "أغلق جسر الميناء يوم الاثنين بعد أن وجد غواص شرخا في أحد أعمدته"),
        ("cp1252", "Le pont du port a été fermé lundi après qu’un plongeur a découvert une fissure."),
        ("cp1252", "Hamnbron stängdes på måndagen efter att en dykare hittat en spricka i en av pelarna."),
        ("cp1252", "Die Brücke wurde gesperrt."),
        ("cp1250", "Most nad portem zamknięto w poniedziałek, gdy nurek znalazł pęknięcie w filarze."),
        ("iso8859-2", "Most přes přístav byl v pondělí uzavřen poté, co potápěč našel trhlinu v pilíři."),
        ("cp1250", "A kikötői hidat hétfőn lezárták, miután egy búvár repedést talált az egyik pillérén."),
        ("cp1254", "Liman köprüsü pazartesi günü kapatıldı, çünkü bir dalgıç ayaklardan birinde çatlak buldu."),
        ("utf-16-le", "The bridge was closed."),
        ("utf-16-be", "The bridge was closed."),
    ],
)
def test_an_encoding_that_nobody_names_is_told_by_its_bytes(codec: str, text: str) -> None:
    data = text.encode(codec) if codec.startswith("utf-16") else page(text.encode(codec), b"<script>var a=1</script>")
    assert text in decoded(data)


@pytest.mark.parametrize(
    "data",
    [
        packed(b"<html>" * 100),
        b"BZh91AY&SY" + bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7 text",
        bytes(range(256)) * 10,
    ],
)
def test_packed_and_binary_data_are_no_text(data: bytes) -> None:
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        page(RUSSIAN.encode("koi8-r")),
        page(JAPANESE.encode("iso2022_jp")),
        "The bridge was closed.".encode("utf-16"),
        "The bridge was closed.".encode("utf-16-le"),
        b"<p>one stray \x00 byte in a page of many words, as old systems leave them behind</p>" * 2,
    ],
)
def test_text_in_any_encoding_is_not_taken_for_data(data: bytes) -> None:
    assert not looks_binary(data)


def test_the_beginning_of_a_file_tells_its_encoding_though_its_last_character_is_cut() -> None:
    assert encoding_of("Brücke".encode()[:-4]) == "utf-8"
    assert encoding_of((RUSSIAN * 3).encode("cp1251")) == "cp1251"
    assert encoding_of(b'{"url": "https://post.example/\xff"}') == "utf-8"


@given(
    st.binary(max_size=300), st.sampled_from(["", "charset=utf-8", "charset=shift_jis", "charset=x", "charset=utf-16"])
)
def test_any_bytes_give_some_text(data: bytes, content_type: str) -> None:
    assert isinstance(decoded(data, content_type), str)
    assert isinstance(encoding_of(data), str)


@given(st.text(max_size=200).filter(lambda text: "\x1b" not in text and "\x00" not in text))
def test_what_is_utf_8_is_read_as_it_was_written(text: str) -> None:
    assert decoded(text.encode(), "text/plain; charset=iso-8859-1") == text.removeprefix("\ufeff")


def test_where_header_and_page_name_two_encodings_that_both_fit_the_header_counts() -> None:
    data = page("Łódź".encode("iso8859_2"), b"<meta charset=windows-1251>")
    assert "<p>Łódź</p>" in decoded(data, "text/html; charset=iso-8859-2")
    assert "<p>Łódź</p>" not in decoded(data, "text/html")


def test_a_page_that_calls_itself_utf_16_in_letters_of_ascii_is_utf_8() -> None:
    data = page("Zürich, ".encode() + b"caf\xe9", b"<meta charset=utf-16>")
    assert "<p>Zürich, caf\ufffd</p>" in decoded(data)


SEEN = "Café Zürich, Brücke, “quoted” "


@pytest.mark.parametrize(
    ("data", "content_type", "end"),
    [
        (b"\xef\xbb\xbf" + SEEN.encode() + b"\xe9 x", "", "\ufffd x"),
        (SEEN.encode("utf-16") + b"\x00", "", "\ufffd"),
        (b"\xff\xfe" + SEEN.encode("utf-16-le") + b"\x00\xd8x\x00", "", "\ufffdx"),
        (b"\xfe\xff" + SEEN.encode("utf-16-be"), "", ""),
        (SEEN.encode("utf-32"), "", ""),
        (codecs.BOM_UTF32_BE + SEEN.encode("utf-32-be") + b"\x00", "", "\ufffd"),
        (SEEN.encode() * 3 + b"\x93x\x94", "text/html; charset=UTF8", "\ufffdx\ufffd"),
        (SEEN.encode() + b"\xe9", "text/html; charset=iso-8859-1", "\ufffd"),
        (SEEN.encode() + b"\xe9", "text/plain; charset=us-ascii", "\ufffd"),
        (SEEN.encode() + "ü".encode()[:1], "text/html; charset=utf-8", "\ufffd"),
    ],
    ids=[
        "UTF-8 with a mark", "UTF-16 with half a unit", "UTF-16 with half a pair", "UTF-16 the other way round",
        "UTF-32", "UTF-32 the other way round", "quotation marks of Windows-1252", "called Latin 1", "called ASCII",
        "cut off",
    ],
)  # fmt: skip
def test_what_is_broken_costs_itself_only_in_every_form_of_unicode(data: bytes, content_type: str, end: str) -> None:
    text = decoded(data, content_type)
    assert text[-len(SEEN) - len(end) :] == SEEN + end
    assert not looks_binary(data)
