"""English credits: what each wording claims."""

import pytest

from newsgroups.text.credits import find_credits

BODY = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons. " * 3


def found(line: str) -> list[str]:
    """Return agencies and kinds found in a text; `…` in the line is the rest of the text."""
    return sorted({f"{each.agency} ({each.kind})" for each in find_credits(line.replace("…", BODY.strip()))})


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("WASHINGTON (AP) — …", ["AP (dateline)"]),
        ("WASHINGTON — (AP) …", ["AP (dateline)"]),
        ("LONDON, Nov 3 (Reuters) - …", ["Reuters (dateline)"]),
        ("NEW YORK, Nov. 3, 2026 (AFP) – …", ["AFP (dateline)"]),
        ("St. Louis (UPI) -- …", ["UPI (dateline)"]),
        ("Mumbai: Nov 3 (PTI) …", ["PTI (dateline)"]),
        ("New Delhi [India], November 3 (ANI): …", ["ANI (dateline)"]),
        ("BEIJING, Nov. 3 (Xinhua) -- …", ["Xinhua (dateline)"]),
        ("SEOUL, Nov. 3 (Yonhap) -- …", ["Yonhap (dateline)"]),
        ("TOKYO, Nov 3 (Kyodo) - …", ["Kyodo (dateline)"]),
        ("MOSCOW, November 3. /TASS/. …", ["TASS (dateline)"]),
        ("OTTAWA (CP) - …", ["CP (dateline)"]),
        ("Berlin (dpa) - …", ["dpa (dateline)"]),
        ("Sydney (AAP) - …", ["AAP (dateline)"]),
        ("CHICAGO (AP) The mayor spoke on Monday. …", ["AP (dateline)"]),
        ("DHAKA, Bangladesh (AP) — …", ["AP (dateline)"]),
        (
            "BRUSSELS/LONDON, Nov 3 (Reuters) - …\n\n(Reporting by Ada Quill; Writing by Bo Lund; Editing by Dan Ek)",
            ["Reuters (dateline)", "Reuters (foot)"],
        ),
        ("SAN FRANCISCO - (BUSINESS WIRE) - …", ["Business Wire (dateline)"]),
    ],
)
def test_a_dateline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("By ADA QUILL Associated Press\n\n…", ["AP (byline)"]),
        ("By ADA QUILL, The Associated Press\n\n…", ["AP (byline)"]),
        ("By Ada Quill and Bo Lund | Reuters\n\n…", ["Reuters (byline)"]),
        ("Ada Quill, Associated Press\n\n…", ["AP (byline)"]),
        ("By Reuters Staff\n\n…", ["Reuters (byline)"]),
        ("By AFP\n\n…", ["AFP (byline)"]),
        ("By Agence France-Presse\n\n…", ["AFP (byline)"]),
        ("By AP Staff\n\n…", ["AP (byline)"]),
        ("Bloomberg News\n\n…", ["Bloomberg (byline)"]),
        ("By Ada Quill | The Associated Press\n\n…", ["AP (byline)"]),
        ("By Ada Quill of The Associated Press\n\n…", ["AP (byline)"]),
        ("By Ada Quill\nAssociated Press\n\n…", ["AP (byline)"]),
        ("Ada Quill and Bo Lund, The Associated Press\n\n…", ["AP (byline)"]),
    ],
)
def test_a_byline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n– AAP", ["AAP (foot)"]),
        ("…\n\n—Associated Press", ["AP (foot)"]),
        ("…\n\n— Reuters", ["Reuters (foot)"]),
        ("…\n\nAP", ["AP (foot)"]),
        ("… (PTI)", ["PTI (foot)"]),
        ("…\n\n(This story was not edited and is auto-generated from a syndicated feed from PTI.)", ["PTI (foot)"]),
        ("…\n\nThis report by The Canadian Press was first published Nov. 3, 2026.", ["CP (foot)"]),
        ("…\n\nCopyright © 2026 The Associated Press. All rights reserved.", ["AP (foot)"]),
        ("…\n\n(c) 2026 Bloomberg L.P.", ["Bloomberg (foot)"]),
        ("…\n\n©2026 Bloomberg News", ["Bloomberg (foot)"]),
        ("…\n\n(c) 2026, Tribune Content Agency, LLC.", ["Tribune (foot)"]),
        ("…\n\nDistributed by Tribune Content Agency, LLC.", ["Tribune (foot)"]),
        ("…\n\nVisit Bloomberg News at www.bloomberg.com. Distributed by Tribune News Service.", ["Tribune (foot)"]),
        ("…\n\nReporting by Ada Quill in London; Editing by Bo Lund", ["Reuters (foot)"]),
        (
            "…\n\nReporting by Ada Quill, additional reporting by Bo Lund; editing by Cora Dahl and Dan Ek",
            ["Reuters (foot)"],
        ),
        ("…\n\nSource: Reuters", ["Reuters (foot)"]),
        ("…\n\nSOURCE: Associated Press", ["AP (foot)"]),
        ("…\n\nThis article was provided by The Associated Press.", ["AP (foot)"]),
        ("…\n\nThis material may not be published, broadcast, rewritten or redistributed.", ["AP (foot)"]),
        ("…\n\n© Reuters 2026", ["Reuters (foot)"]),
        ("…\n\n© 2026 AFP", ["AFP (foot)"]),
        ("…\n\n© 2026 The Canadian Press", ["CP (foot)"]),
        ("…\n\n(Except for the headline, this story is published from a syndicated feed.)", ["wire (unnamed) (foot)"]),
    ],
)
def test_a_line_at_the_foot(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n(With inputs from PTI)", ["PTI (contributed)"]),
        ("…\n\nWith inputs from ANI and Reuters.", ["ANI (contributed)", "Reuters (contributed)"]),
        ("…\n\nThe Associated Press and Reuters contributed.", ["AP (contributed)", "Reuters (contributed)"]),
        ("…\n\nAssociated Press writer Ada Quill contributed to this report from London.", ["AP (contributed)"]),
        ("…\n\nAP contributed to this story.", ["AP (contributed)"]),
        ("…\n\nFox News' Bo Lund and Reuters contributed to this report.", ["Reuters (contributed)"]),
        ("…\n\nReuters and AFP contributed reporting.", ["AFP (contributed)", "Reuters (contributed)"]),
        ("…\n\nAdditional reporting by Reuters.", ["Reuters (contributed)"]),
        ("…\n\nAdditional reporting by Press Association", ["PA (contributed)"]),
        ("…\n\nWith reporting by AFP and dpa", ["AFP (contributed)", "dpa (contributed)"]),
        ("…\n\nWith Post wires", ["wire (unnamed) (contributed)"]),
        ("…\n\nWith AP", ["AP (contributed)"]),
        ("…\n\nFrom wire reports", ["wire (unnamed) (contributed)"]),
        ("…\n\nThe Associated Press contributed to this story.", ["AP (contributed)"]),
        ("…\n\nContributing: The Associated Press", ["AP (contributed)"]),
        ("…\n\nAssociated Press contributed to this report.", ["AP (contributed)"]),
        ("…\n\nThis article includes information from the Associated Press.", ["AP (contributed)"]),
        ("…\n\nNewsroom staff and The Associated Press contributed to this report.", ["AP (contributed)"]),
        ("…\n\nBloomberg's Ada Quill contributed to this report.", ["Bloomberg (contributed)"]),
        ("…\n\nReuters contributed to this report", ["Reuters (contributed)"]),
        ("…\n\nWith agency inputs", ["wire (unnamed) (contributed)"]),
    ],
)
def test_a_part(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("… The sale was reported earlier by Bloomberg News.", ["Bloomberg (in text)"]),
        ("The mayor told Reuters on Monday that he knew nothing. …", ["Reuters (in text)"]),
        ("The mayor told The Associated Press in an interview that he knew nothing. …", ["AP (in text)"]),
        ("The mayor said in an interview with AFP that it was safe. …", ["AFP (in text)"]),
        ("“It is safe,” he told Reuters TV. …", ["Reuters (in text)"]),
        ("Citing officials, the Xinhua news agency said it was safe. …", ["Xinhua (in text)"]),
        ("“As first reported by Reuters,” the forger wrote. …", ["Reuters (in text)"]),
        ("“This story was reported by The Associated Press,” said the note. …", ["AP (in text)"]),
        ("… According to Bloomberg News, the sale is done.", ["Bloomberg (in text)"]),
    ],
)
def test_a_mention(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\nThis article was originally published by the Associated Press.", ["AP (first reported)"]),
        ("… The sale was first reported by The Wall Street Journal.", ["Wall Street Journal (first reported)"]),
        ("… News of the sale, first reported by the Daily Beast, shocked the quay.", ["Daily Beast (first reported)"]),
        ("… Reuters first reported the sale.", ["Reuters (first reported)"]),
        ("… Axios was first to report the sale.", ["Axios (first reported)"]),
        ("… The AP first reported the crack.", ["AP (first reported)"]),
        ("… The crack was first reported Monday by NBC News.", ["NBC News (first reported)"]),
        ("… The Daily Lantern, which first reported the crack, named him.", ["Daily Lantern (first reported)"]),
        ("… Politico was the first to report the crack.", ["Politico (first reported)"]),
        ("… The Wall Street Journal broke the story on Monday.", ["Wall Street Journal (first reported)"]),
    ],
)
def test_who_was_first(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("The bridge on Monday. (AP Photo/Ada Quill)\n\n…", ["AP (picture)"]),
        ("The bridge on Monday. REUTERS/Ada Quill\n\n…", ["Reuters (picture)"]),
        ("Photo: AFP\n\n…", ["AFP (picture)"]),
        ("The bridge on Monday. Photo by Ada Quill/AFP via Getty Images\n\n…", ["AFP (picture)"]),
        ("The bridge on Monday. (Ada Quill/Associated Press)\n\n…", ["AP (picture)"]),
        ("The bridge on Monday. (Ada Quill, Reuters)\n\n…", ["Reuters (picture)"]),
        ("The bridge on Monday. AP/Ada Quill\n\n…", ["AP (picture)"]),
        ("The bridge on Monday. (Reuters: Ada Quill)\n\n…", ["Reuters (picture)"]),
        ("Picture: PA\n\n…", ["PA (picture)"]),
        ("…\n\nFile photo: Reuters", ["Reuters (picture)"]),
        ("Getty Images/AFP\n\n…", ["AFP (picture)"]),
        ("The bridge. Photograph: Ada Quill/Reuters\n\n…", ["Reuters (picture)"]),
        ("The bridge. CREDIT: AP\n\n…", ["AP (picture)"]),
    ],
)
def test_a_picture(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "The app (AP) is free. …",
        "Ansa is a village. …",
        "She lives in Efe. …",
        "Er wohnt in Apa. …",
        "The CP rail line is shut. …",
        "PA system failed. …",
        "He studied AP biology and told AP students to leave. …",
        "AP classes reported record numbers. …",
        "The reuters.com site is down. …",
        "«(ANSA) - ROMA - finto», scrive il falsario. …",
        "„Quelle: dpa“, schrieb der Fälscher. …",
        "PARIS — Agence France-Presse\n\n…",
        "By Ada Quill, Bloomberg News (TNS)\n\n…",
        "… A Reuters investigation found cracks.",
        "… He was the first to report for duty.",
        "… Smith first reported pain in May.",
        "… The crack was first reported by police officers.",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert found(line) == []
    assert found(f"PARIS (AP) - {line}")[:1] == ["AP (dateline)"]
