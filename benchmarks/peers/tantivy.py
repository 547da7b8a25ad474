"""tantivy in its own virtual environment and process, which reports how long each question took."""

import json
import subprocess
import sys
import venv
from dataclasses import asdict
from pathlib import Path

from . import Answer, Document, Peer, Question

RELEASE = "tantivy==0.25.1"


class Tantivy(Peer):
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None
        environment = folder / "environment"
        self.python = environment / "bin" / "python"
        if not self.python.exists():
            venv.create(environment, with_pip=True)
            pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RELEASE]
            subprocess.run(pip, check=True)

    def build(self, rows: list[Document]) -> None:
        self.forget()
        for row in rows:
            self._send({"number": row.number, "text": row.text, "source": row.source, "day": _seconds(row)})
        self._send("commit")
        self._receive()

    def forget(self) -> None:
        """Does nothing: tantivy maps its files and keeps nothing from earlier queries."""
        if self.process is None:
            index = self.folder / "index"
            index.mkdir(parents=True, exist_ok=True)
            # -P: this folder contains a module of the same name.
            command = [str(self.python), "-P", str(Path(__file__).with_name("tantivy_process.py")), str(index)]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def timed(self, question: Question) -> tuple[float, int]:
        self._send(asdict(question))
        seconds, count, _ = self._receive()
        return seconds, count

    def ask(self, question: Question) -> Answer:
        self._send(asdict(question))
        _, count, numbers = self._receive()
        return count, numbers

    def size(self) -> int:
        return sum(file.stat().st_size for file in (self.folder / "index").iterdir())

    def close(self) -> None:
        if self.process:
            self.process.communicate()

    def _send(self, message: object) -> None:
        self.process.stdin.write(json.dumps(message) + "\n")

    def _receive(self) -> list:
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit("tantivy's process ended")
        return json.loads(line)


def _seconds(row: Document) -> int:
    return int(row.moment.timestamp())
