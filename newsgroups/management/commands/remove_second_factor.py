from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import CommandError, CommandParser

from newsgroups.accounts.second_factor import remove
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Removes the second factor of an account, for people who lost their device, and ends the account's "
        "sessions. Example: manage.py remove_second_factor ruth"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account")

    def handle(self, *, account: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=account).first()
        if user is None:
            raise CommandError(f"There is no account {account}.")
        removed = remove(user, by="remove_second_factor")
        self.count(removed=int(removed))
        self.stdout.write(
            f"The second factor of {account} was removed." if removed else f"{account} has no second factor."
        )
