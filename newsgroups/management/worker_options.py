"""The command-line option for the number of processes."""

import argparse

from newsgroups.common.processes.workers import cores


def add_workers(parser: argparse.ArgumentParser) -> None:
    """Add the option for the number of processes."""
    parser.add_argument(
        "--workers",
        type=_at_least_one,
        metavar="N",
        help=f"Number of worker processes; all cores ({cores()} here) by default. It does not affect the result.",
    )


def _at_least_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes; use 1 or more.")
    return int(text)
