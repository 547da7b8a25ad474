from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.ingest.files.row_files import UnreadableFile, read_lines
from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.matching.model.train import DEFAULT
from newsgroups.stories.judging.retrain import LabelledArticle, TooFewPairs, train_model


class Command(FiguresCommand):
    help = (
        "Trains the same-story model on curators' decisions (judged pairs; stories merged, split, and"
        " confirmed) and on labeled files (as for import_articles, with a field `story`), in addition"
        " to the data that comes with Newsgroups. Reports its quality on held-out pairs and keeps the"
        " old model unless the new one is better. Example: manage.py train_matcher stories.jsonl.gz "
        "&& manage.py process_articles --all"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="Use the new model even if it is not better.")

        parser.add_argument(
            "--trees", type=int, default=DEFAULT.trees, help="The number of trees; fewer train faster and learn less."
        )

    def handle(self, *, files: list[Path], force: bool, trees: int, **options: Any) -> None:
        labelled = [pair for file in files for pair in self._read(file)]
        try:
            learned = train_model(labelled, force=force, options=replace(DEFAULT, trees=trees))
        except TooFewPairs as few:
            raise CommandError(f"{few} The current model stays in use.") from None
        self.stdout.write(f"old model: {learned.old or 'damaged'}\nnew model, four folds: {learned.new}")
        result = (
            "The new model is now in use" if learned.kept else "The old model stays in use (--force uses the new one)"
        )
        self.count(pairs=learned.pairs, is_new_model_used=learned.kept)
        self.stdout.write(f"{learned.pairs:,} pairs were used for training. {result}.")

    def _read(self, file: Path) -> Iterator[LabelledArticle]:
        try:
            with file.open("rb") as stream:
                for number, fields in read_lines(file, stream=stream):
                    try:
                        if isinstance(fields, RefusedRow):
                            raise fields
                        row = fields if isinstance(fields, Row) else checked_row(fields)
                    except RefusedRow as refused:
                        self.stderr.write(f"{file.name}, line {number}: {refused}")
                        continue
                    named = None if isinstance(fields, Row) else fields.get("story")
                    story = "" if named is None else str(named)
                    alone = f"alone {file} {number}"
                    yield LabelledArticle(row.title, row.text, row.published, row.source, story or alone, row.language)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}") from None
        except UnreadableFile as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
