from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.story_facts.learning.learn_from_verdicts import TooFewVerdicts, learn_from_verdicts


class Command(FiguresCommand):
    help = (
        "Learns from curators' verdicts which figures of a story disagree, in addition to the examples shipped with "
        "Newsgroups. Prints the loss on held-out verdicts, and keeps the old model unless the new one is better. "
        "Example: manage.py train_facts && manage.py process_articles"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Use the new model even if it is not better.")

    def handle(self, *, force: bool, **options: Any) -> None:
        try:
            learned = learn_from_verdicts(force=force)
        except TooFewVerdicts as few:
            raise CommandError(f"{few} The current model stays in use.") from None
        self.stdout.write(f"loss on held-out verdicts: {learned.old:.4f} before, {learned.new:.4f} now")
        result = (
            "The new model is now in use"
            if learned.kept
            else "The old model stays in use (--force installs the new one)"
        )
        self.count(verdicts=learned.verdicts, is_new_model_used=learned.kept)
        self.stdout.write(f"Learned from {learned.verdicts:,} verdicts. {result}.")
