"""PostgreSQL's text search with a GIN index, in a cluster that exists for the duration of the benchmark."""

import subprocess
from pathlib import Path

from . import Answer, Document, Peer, Question

_CLUSTER = Path(__file__).resolve().parent.parent.parent / ".ci" / "with-postgres"
_SCHEMA = """
CREATE TABLE articles (id integer PRIMARY KEY, source text, published timestamptz, words tsvector);
"""
_INDEXES = """
CREATE INDEX ON articles USING gin (words);
CREATE INDEX ON articles (source);
CREATE INDEX ON articles (published);
VACUUM ANALYZE articles;
"""


class Postgres(Peer):
    name = "PostgreSQL GIN"

    def __init__(self) -> None:
        command = [str(_CLUSTER), "sh", "-c", 'echo "$DATABASE_URL"; cat >/dev/null']
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.server.stdout.readline().strip()
        if not self.address:
            raise OSError("no PostgreSQL server could be started")
        self.connection = None
        self.forget()

    def build(self, rows: list[Document]) -> None:
        self.connection.execute(_SCHEMA)
        insert = "INSERT INTO articles VALUES (%s, %s, %s, to_tsvector('english', %s))"
        with self.connection.cursor() as cursor:
            for start in range(0, len(rows), 1000):
                batch = rows[start : start + 1000]
                cursor.executemany(insert, [(row.number, row.source, row.moment, row.text) for row in batch])
        for statement in _INDEXES.strip().splitlines():
            self.connection.execute(statement)

    def forget(self) -> None:
        import psycopg

        if self.connection:
            self.connection.close()
        self.connection = psycopg.connect(self.address, autocommit=True)
        self.connection.execute("SELECT 1")

    def ask(self, question: Question) -> Answer:
        hits = "FROM articles, websearch_to_tsquery('english', %s) AS query WHERE words @@ query"
        values: list[object] = [question.text(either=" or ", without=" -")]
        if question.source:
            hits, values = f"{hits} AND source = %s", [*values, question.source]
        if question.since:
            hits, values = f"{hits} AND published >= %s", [*values, question.moment]
        order = "published DESC" if question.newest_first else "ts_rank(words, query) DESC"
        (count,) = self.connection.execute(f"SELECT count(*) {hits}", values).fetchone()
        page = self.connection.execute(f"SELECT id {hits} ORDER BY {order} LIMIT 20", values)
        return count, [number for (number,) in page]

    def size(self) -> int:
        return self.connection.execute("SELECT pg_total_relation_size('articles')").fetchone()[0]

    def close(self) -> None:
        self.connection.close()
        self.server.communicate()
