from datetime import date
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.ingest.feeds.backfill import Backfill
from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import Source


class Command(FiguresCommand):
    help = (
        "Queues older articles of an outlet, from its sitemaps or from the Wayback Machine; the next runs fetch them. "
        "Can be repeated: known addresses are skipped. Example: manage.py backfill northline --since 2024-01-01"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outlet", help="The slug of the outlet, as in its address on the site.")
        parser.add_argument("--wayback", action="store_true", help="Ask the Wayback Machine instead of the site.")
        parser.add_argument(
            "--sitemap", default="", metavar="URL", help="Read this sitemap instead of all of the site."
        )
        parser.add_argument("--since", type=date.fromisoformat, help="First day, as 2024-01-31.")
        parser.add_argument("--until", type=date.fromisoformat, help="Last day.")
        parser.add_argument("--limit", type=int, default=1_000, help="At most this many new addresses (1000).")

    def handle(self, *, outlet: str, wayback: bool, sitemap: str, **options: Any) -> None:
        source = Source.objects.filter(slug=outlet).first()
        if source is None:
            raise CommandError(f"There is no outlet with the slug {outlet}.")
        if not source.home_page:
            raise CommandError(f"{source} has no home page. Set it in the admin (Outlets).")
        hosts = Hosts()
        limits = {name: options[name] for name in ("since", "until", "limit")}
        search = Backfill(source, hosts, lambda url, reason: self.stderr.write(f"{url}: {reason}"), **limits)
        done = search.from_wayback() if wayback else search.from_sitemaps(sitemap)
        hosts.save()
        self.count(done)
        self.stdout.write(
            f"{done.found:,} addresses found, {done.queued:,} queued, {done.known:,} known, {done.refused:,} rejected, "
            f"{done.out_of_range:,} outside these days, {done.problems:,} problems"
        )
        if done.problems and not done.found:
            raise CommandError("No address was found.")
