import os
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.core.management import CommandError, CommandParser, call_command

from newsgroups.management.collect_static import collect_static_files
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Sets up a new site: tables, search index, the first administrator. Safe to repeat; what "
        "exists is kept. Example: manage.py setup --administrator ruth"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--administrator",
            metavar="NAME",
            help="Create this account unless it exists; its password is read from the terminal or from "
            "NEWSGROUPS_ADMIN_PASSWORD.",
        )

    def handle(self, *, administrator: str | None, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        self.stdout.write("The tables are up to date.")
        collect_static_files()
        call_command("reindex", "--if-needed", stdout=self.stdout, stderr=self.stderr)
        call_command("process_articles", stdout=self.stdout, stderr=self.stderr)
        if administrator:
            self._create(administrator)
        elif not get_user_model().objects.filter(is_superuser=True).exists():
            self.stdout.write("There is no administrator yet. Run: manage.py setup --administrator NAME")

    def _create(self, name: str) -> None:
        users = get_user_model().objects
        if users.filter(username=name).exists():
            self.stdout.write(f"The account {name} already exists and was left unchanged.")
            return
        user = get_user_model()(username=name, is_staff=True, is_superuser=True)
        password = os.environ.get("NEWSGROUPS_ADMIN_PASSWORD") or getpass(f"Password for {name}: ")
        try:
            user.full_clean(exclude=["password"])
            password_validation.validate_password(password, user)
        except ValidationError as refused:
            raise CommandError(f"{name} was not created: {' '.join(refused.messages)}") from None
        user.set_password(password)
        user.save()
        self.stdout.write(f"The administrator {name} was created.")
