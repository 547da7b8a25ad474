"""The software bill of materials lists every pinned package with its hashes, and vendored files."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def components() -> list[dict]:
    ran = subprocess.run([sys.executable, "tools/sbom.py"], cwd=ROOT, check=True, capture_output=True, text=True)
    bill = json.loads(ran.stdout)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    return bill["components"]


def test_every_pin_is_listed_once_with_all_of_its_hashes(components: list[dict]) -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = re.findall(r"^(\S+?)==(\S+)", pins, re.MULTILINE)
    listed = [each for each in components if each["purl"].startswith("pkg:pypi/")]
    assert [(each["name"], each["version"]) for each in listed] == wanted
    hashes = [one["content"] for each in listed for one in each["externalReferences"][0]["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", pins))
    assert len({each["bom-ref"] for each in listed}) == len(listed)


def test_what_is_vendored_is_listed(components: list[dict]) -> None:
    vendored = [each["purl"] for each in components if each["purl"].startswith("pkg:npm/")]
    assert vendored == ["pkg:npm/bootstrap@4.6.2"]


def test_licenses_are_told_and_none_is_guessed() -> None:
    command = [sys.executable, "tools/sbom.py", "--licenses"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    assert {
        told[f"{name} {version}"] for name, version in re.findall(r"(django|Django) (\S+?):", "\n".join(lines))
    } == {"BSD-3-Clause"}
    # Windows only, so it is not installed here.
    assert {name.split()[0] for name, license in told.items() if license == "not known"} <= {"colorama"}
