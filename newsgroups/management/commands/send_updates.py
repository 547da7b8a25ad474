from typing import Any

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.follow.send_updates import send_updates
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Tells readers what is new in what they follow, by mail and webhook, and retries what could not be "
        "delivered. `run_pipeline` does this, too. Example: manage.py send_updates"
    )

    def handle(self, **options: Any) -> None:
        try:
            updates = send_updates()
        except AlreadyRunning as running:
            self.count(already_running=True)
            self.stdout.write(str(running))
        else:
            self.count(updates)
            self.stdout.write(str(updates))
