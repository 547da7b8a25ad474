"""Commands that can end with their figures as JSON, for scripts and timers."""

import json
from dataclasses import fields, is_dataclass
from typing import Any, cast

from django.core.management import CommandError, CommandParser, call_command, load_command_class

from .command import ArchiveCommand


class FiguresCommand(ArchiveCommand):
    """Adds `--json`, which ends the output with a JSON object.

    It has the name of the command, whether it succeeded, and its figures.
    """

    figures: dict[str, Any]

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser.add_argument("--json", action="store_true", help="End with a line of figures as JSON.")
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.figures = {}
        self._is_due = bool(options.pop("json", False))
        try:
            output = super().execute(*args, **options)
        except CommandError as error:
            self.write_figures(ok=False, error=str(error))
            raise
        self.write_figures(ok=True)
        return output

    def count(self, result: Any = None, **figures: Any) -> None:
        """Add figures: those of a dataclass (a list counts with its length), or single ones by name."""
        self.figures |= plain(result or {}) | plain(figures)

    def run_command(self, name: str, *args: str) -> None:
        """Run another command as a stage of this one, with its output; its figures are nested under its name."""
        command = cast(FiguresCommand, load_command_class("newsgroups", name))
        call_command(command, *args, stdout=self.stdout, stderr=self.stderr)
        self.figures[name] = command.figures

    def write_figures(self, **state: Any) -> None:
        """Write the figures. Called once per run, at its end or before the command becomes another program."""
        if self._is_due:
            self._is_due = False
            name = type(self).__module__.rpartition(".")[2]
            self.stdout.write(json.dumps({"command": name} | state | self.figures, ensure_ascii=False))


def plain(value: Any) -> Any:
    """Convert a value to plain numbers, names and objects, readable without the classes behind them."""
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {str(name).replace(" ", "_"): plain(figure) for name, figure in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return len(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
