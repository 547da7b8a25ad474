"""What was written in an e-mail message, and what is said in subtitles."""

from email.message import EmailMessage

import pytest

from newsgroups.ingest.files.uploads import read_upload
from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.email_text import MAX_PARTS, read_email
from newsgroups.ingest.sandbox.parsers.subtitles import read_subtitles

SENTENCE = "The harbour bridge of Port Calder was closed on Monday."


def message(text: str = SENTENCE, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = headers.get("subject", "Press release")
    made.set_content(text)
    return made


def test_the_subject_and_the_text_of_a_message_are_read() -> None:
    assert read_email(message().as_bytes())["text"] == f"Press release\n\n{SENTENCE}"


def test_encoded_words_and_bodies_are_decoded() -> None:
    made = message("Grüße aus dem Hafen von Málaga.", subject="Größte Brücke")
    assert read_email(made.as_bytes())["text"] == "Größte Brücke\n\nGrüße aus dem Hafen von Málaga."


def test_the_plain_text_is_preferred_to_its_html() -> None:
    made = message()
    made.add_alternative("<p>Something else</p>", subtype="html")
    assert read_email(made.as_bytes())["text"].endswith(SENTENCE)


def test_a_message_in_html_alone_is_read_without_style_and_script() -> None:
    made = EmailMessage()
    made["From"] = "desk@news.example"
    made.set_content(
        "<html><head><title>T</title><style>p {color: red}</style></head><body><p>One <b>bold</b> word.</p>"
        "<script>alert(1)</script><div>Another&nbsp;line.</div></body></html>",
        subtype="html",
    )
    assert read_email(made.as_bytes())["text"] == "One bold word.\nAnother line."


def test_attachments_are_not_read() -> None:
    made = message()
    made.add_attachment("secret words of the attachment", filename="notes.txt")
    assert "attachment" not in read_email(made.as_bytes())["text"]


def test_lines_that_a_mail_program_broke_are_joined_and_quotation_marks_dropped() -> None:
    text = (
        "> The port authority said on Monday that the harbour bridge of\n> Port Calder would stay closed.\n>\n> Best\n"
        "> Ruth\n"
    )
    made = (b"Subject: x\nFrom: a@b.example\n\n") + text.encode()
    assert read_email(made)["text"] == (
        "x\n\nThe port authority said on Monday that the harbour bridge of Port Calder would stay closed.\n\nBest\nRuth"
    )


def test_an_unknown_character_set_does_not_lose_the_message() -> None:
    made = f"Subject: x\nContent-Type: text/plain; charset=klingon-8\n\n{SENTENCE}\n".encode()
    assert read_email(made)["text"] == f"x\n\n{SENTENCE}"


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(Refusal, match=r"^It is not an e-mail message\.$"):
        read_email(SENTENCE.encode())


def test_a_message_of_many_parts_is_refused() -> None:
    head = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    parts = b"--b\nContent-Type: text/plain\n\nx\n" * (MAX_PARTS + 1)
    with pytest.raises(Refusal, match=rf"^It has more than {MAX_PARTS} parts\.$"):
        read_email(head + parts + b"--b--\n")


def test_messages_nested_without_end_are_refused_in_a_sentence() -> None:
    nested = b"Subject: x\nContent-Type: message/rfc822\n\n" * 20_000
    from newsgroups.ingest.sandbox.pool import UnreadableBytes

    with pytest.raises(UnreadableBytes) as refused:
        read_upload("x.eml", nested)
    assert str(refused.value).startswith("It ")


SRT = """1
00:00:01,000 --> 00:00:03,500
The harbour bridge of Port Calder

2
00:00:03,500 --> 00:00:06,000
was <i>closed</i> on Monday.
{\\an8}Ferries run all night.
"""
VTT = """WEBVTT - news at six
Kind: captions

STYLE
::cue { color: yellow }

NOTE made by a machine

first
00:01.000 --> 00:03.500 align:start position:0%
<v Ruth Ansgar>Nobody was<00:00:01.500><c> in danger</c>

00:03.500 --> 00:06.000
<v Ruth Ansgar>Nobody was in danger
at any time.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_words_of_subtitles_become_sentences(newline: str) -> None:
    assert read_subtitles(SRT.replace("\n", newline).encode())["text"] == (
        "The harbour bridge of Port Calder was closed on Monday.\nFerries run all night."
    )


def test_captions_that_roll_over_are_said_once_with_their_speaker() -> None:
    assert read_subtitles(VTT.encode())["text"] == "Ruth Ansgar: Nobody was in danger at any time."


def test_what_has_no_times_is_no_subtitle_file() -> None:
    with pytest.raises(Refusal, match=r"^It is not a subtitle file: it has no times such as"):
        read_subtitles(SENTENCE.encode())


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.eml", message().as_bytes(), f"Press release\n\n{SENTENCE}"),
        (
            "a.srt",
            SRT.encode("utf-16"),
            "The harbour bridge of Port Calder was closed on Monday.\nFerries run all night.",
        ),
        ("A.VTT", VTT.encode(), "Ruth Ansgar: Nobody was in danger at any time."),
    ],
)
def test_uploads_of_these_kinds_are_read_in_the_sandbox(name: str, data: bytes, text: str, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    assert read_upload(name, data) == text
