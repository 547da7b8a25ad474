from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.story_facts.learning.learn_from_verdicts import TooFewVerdicts, learn_from_verdicts


class Command(FiguresCommand):
    help = (
        "Learns from curators' verdicts on facts which figures of a story disagree, beside what came with Newsgroups. "
        "Says how good it is on verdicts that it did not learn from, and keeps the old model unless the new one is "
        "better. Example: manage.py train_facts && manage.py process_articles"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Use the new model even if it is not better.")

    def handle(self, *, force: bool, **options: Any) -> None:
        try:
            learned = learn_from_verdicts(force=force)
        except TooFewVerdicts as few:
            raise CommandError(f"{few} The model in use stays.") from None
        self.stdout.write(f"loss on verdicts left out: {learned.old:.4f} before, {learned.new:.4f} now")
        result = (
            "The new model is in use from now on" if learned.kept else "The old model stays (--force takes the new)"
        )
        self.count(verdicts=learned.verdicts, is_new_model_used=learned.kept)
        self.stdout.write(f"{learned.verdicts:,} verdicts were learned from. {result}.")
