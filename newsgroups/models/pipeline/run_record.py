"""What machines did: runs of the pipeline, and how far each file of an import has been read."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone

# Keeps a run over thousands of dead feeds from filling the report with the same problem.
MAX_PROBLEMS = 500


class RunQuerySet(models.QuerySet["Run"]):
    def running(self) -> Self:
        return self.filter(state=Run.State.RUNNING)

    def older_than(self, days: int) -> Self:
        return self.filter(started__lt=timezone.now() - timedelta(days=days))


class Run(models.Model):
    """One run of a command: when it ran, how long each stage took, what it did, and what failed for which outlet."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"
        KILLED = "killed", "did not end"

    command = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    started = models.DateTimeField(default=timezone.now, db_index=True)
    ended = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="What was done, by name.")
    seconds = models.JSONField(default=dict, help_text="How long each stage took, by name.")
    problems = models.JSONField(default=list, help_text="Outlet, address and reason of each.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it failed.")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self) -> str:
        return f"{self.command}, {self.started:%Y-%m-%d %H:%M}"

    @property
    def took(self) -> timedelta | None:
        return self.ended - self.started if self.ended else None

    @property
    def done(self) -> list[tuple[str, int, float | None]]:
        """What was done: name, count, and, for a stage, its duration in seconds."""
        shown = [(name, count, self.seconds.get(name)) for name, count in self.counts.items() if count]
        return sorted(shown, key=lambda each: each[0] == "problems")

    def add_problem(self, source: str, address: str, reason: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append({"source": source, "address": address, "reason": reason})
        self.counts["problems"] = self.counts.get("problems", 0) + 1

    def problems_by_source(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for problem in self.problems:
            found.setdefault(problem["source"] or "no outlet", []).append(problem)
        return dict(sorted(found.items()))

    def end(self, state: "Run.State", *, reason: str = "") -> None:
        self.state, self.reason, self.ended = state, reason[:500], timezone.now()
        self.save()


class ReadFile(models.Model):
    """How far a file has been imported, stored in the transaction that stores its articles.

    A file is identified by path, size, and modification time. A rewritten file is read from the start.
    """

    path = models.CharField(max_length=4096, unique=True)
    size = models.BigIntegerField()
    changed = models.BigIntegerField(help_text="Nanoseconds since 1970, as the file system says.")
    position = models.BigIntegerField(default=0, help_text="The line or the byte up to which it is stored.")
    is_read = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.path
