"""The security document judges every requirement of ASVS 5.0, level 2, once, and its evidence exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# The number of requirements of levels 1 and 2 in each section of ASVS 5.0.0; they are numbered from 1.
SECTIONS = """
    1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1
    5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1
    8.4:1 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4
    14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
""".split()
# Chapters of which no requirement applies: tokens, OAuth, WebRTC.
OTHERS = ["### V9 ", "### V10 ", "### V17 "]
REQUIREMENTS = [
    f"V{section}.{number}"
    for section, count in (each.split(":") for each in SECTIONS)
    for number in range(1, int(count) + 1)
]
ROWS = re.findall(r"^\| (V[\d.]+) \| ([^|]+) \| (.+) \|$", TEXT, re.MULTILINE)


def test_every_requirement_is_judged_once_in_order() -> None:
    assert [row[0] for row in ROWS] == REQUIREMENTS
    assert [heading for heading in OTHERS if heading not in TEXT] == []


def test_nothing_that_software_can_meet_is_unmet() -> None:
    assert {row[1] for row in ROWS} == {"met", "does not apply", "**not met**"}
    assert [row[0] for row in ROWS if row[1] == "**not met**"] == ["V16.4.3"]


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:newsgroups|tests|benchmarks|deploy|static|extension|docs)/[\w./-]*)`", TEXT)))
)
def test_the_evidence_exists(path: str) -> None:
    assert (ROOT / path).exists()
