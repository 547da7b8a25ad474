from pathlib import Path
from typing import Any

from newsgroups.management.figures_command import FiguresCommand

DEMO = Path(__file__).resolve().parents[2] / "ingest" / "demo" / "articles.jsonl"


class Command(FiguresCommand):
    help = "Imports and processes the demo archive of invented outlets and stories. Example: manage.py load_demo"

    def handle(self, **options: Any) -> None:
        self.run_command("import_articles", str(DEMO))
