"""Lists what a site consists of as CycloneDX 1.6 JSON: every pinned package with its hashes and license, and what is
vendored.

    .venv/bin/python tools/sbom.py > sbom.json             the whole list
    .venv/bin/python tools/sbom.py --licenses              a line for each package: name, version, license

Licenses are what the installed packages say of themselves; "not known" is said where one says nothing.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNKNOWN = "not known"


def pinned(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version, and SHA-256 hashes of each package in a file of pins."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if found := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", block):
            yield found[1], found[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", block)


def vendored(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each folder `name-version`."""
    for each in sorted(folder.iterdir()):
        name, dash, version = each.name.rpartition("-")
        if each.is_dir() and dash:
            yield name, version


def license_of(name: str) -> str:
    try:
        package = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    classified = [
        each.rpartition(" :: ")[2]
        for each in package.get_all("Classifier") or []
        if each.startswith("License ::") and each != "License :: OSI Approved"
    ]
    stated = package.get("License-Expression") or "; ".join(classified) or (package.get("License") or "")
    return stated.strip().splitlines()[0][:100] if stated.strip() else UNKNOWN


def component(name: str, version: str, hashes: list[str]) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name.lower()}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name.lower()}@{version}",
        "licenses": [{"license": {"name": license_of(name)}}],
        # One for each file that the index has of the release; pip installs no other.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{name}/{version}/",
                "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
            }
        ],
    }


def bill(pins: str, vendor: Path) -> dict[str, object]:
    """The CycloneDX document; without a date, so that the same pins make the same document."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "newsgroups"}},
        "components": [
            *(component(*each) for each in pinned(pins)),
            *(
                {"type": "library", "name": name, "version": version, "purl": f"pkg:npm/{name}@{version}"}
                for name, version in vendored(vendor)
            ),
        ],
    }


def main() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    if "--licenses" in sys.argv[1:]:
        for name, version, _ in pinned(pins):
            print(f"{name} {version}: {license_of(name)}")
    else:
        json.dump(bill(pins, ROOT / "static" / "vendor"), sys.stdout, indent=2)
        print()


if __name__ == "__main__":
    main()
