from pathlib import Path
from typing import Any

from django.core.management import call_command

from newsgroups.management.command import ArchiveCommand

DEMO = Path(__file__).resolve().parents[2] / "ingest" / "demo" / "articles.jsonl"


class Command(ArchiveCommand):
    help = "Imports and processes the demo archive: invented outlets and stories. Example: manage.py load_demo"

    def handle(self, **options: Any) -> None:
        call_command("import_articles", str(DEMO), stdout=self.stdout, stderr=self.stderr)
