from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.dossiers.evidence.signature import fingerprint
from newsgroups.dossiers.evidence.verify import MAX_BYTES, RefusedPacket, compare_with_archive, read_packet, verify
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Checks an evidence packet of a dossier: its signature, the hashes of its texts, and the places of its "
        "passages. Needs no archive. Example: manage.py verify_evidence evidence.json --key KEY"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", default="", help="The public key that the packet must be signed with (base64).")
        parser.add_argument("--archive", action="store_true", help="Also compare the texts with this archive.")

    def handle(self, *, file: Path, key: str, archive: bool, **options: Any) -> None:
        content = _read(file)
        found = verify(content, expected_key=key)
        self.count(found)
        if found.problems:
            raise CommandError("\n".join(found.problems))
        self.stdout.write(f"“{found.title}”, made {found.made}")
        self.stdout.write(f"Key {found.key}\nFingerprint {fingerprint(found.key)}")
        if not key:
            self.stdout.write("Compare the key with the one that the site publishes, and give it with --key.")
        for sentence in compare_with_archive(content) if archive else ():
            self.stdout.write(sentence)
        self.stdout.write(
            f"The signature is valid, and {found.entries:,} entries with {found.passages:,} passages in "
            f"{found.texts:,} texts are as they were."
        )


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"{file} is larger than {MAX_BYTES:,} bytes.")
        return read_packet(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from None
    except RefusedPacket as refused:
        raise CommandError(f"{file}: {refused}") from None
