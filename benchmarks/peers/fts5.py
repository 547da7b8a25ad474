"""SQLite's full-text index, with the Porter stemmer and an additional table for sources and dates."""

import sqlite3
from pathlib import Path

from . import Answer, Document, Peer, Question

_SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="porter unicode61");
CREATE TABLE articles (id INTEGER PRIMARY KEY, source TEXT, published TEXT);
"""
_INDEXES = """
CREATE INDEX by_source ON articles (source);
CREATE INDEX by_published ON articles (published);
INSERT INTO words (words) VALUES ('optimize');
"""
_HITS = "FROM words JOIN articles ON articles.id = words.rowid WHERE words MATCH ?"


class Fts5(Peer):
    name = "SQLite FTS5"

    def __init__(self, file: Path) -> None:
        self.file = file
        self.forget()

    def build(self, rows: list[Document]) -> None:
        self.database.executescript(_SCHEMA)
        with self.database:
            self.database.executemany(
                "INSERT INTO words (rowid, text) VALUES (?, ?)", ((row.number, row.text) for row in rows)
            )
            self.database.executemany(
                "INSERT INTO articles VALUES (?, ?, ?)",
                ((row.number, row.source, row.moment.isoformat()) for row in rows),
            )
        self.database.executescript(_INDEXES)

    def forget(self) -> None:
        self.database = sqlite3.connect(self.file)
        self.database.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def ask(self, question: Question) -> Answer:
        plain = not (question.source or question.since or question.newest_first)
        hits = "FROM words WHERE words MATCH ?" if plain else _HITS
        values = [question.text(both=" AND ")]
        if question.source:
            hits, values = f"{hits} AND source = ?", [*values, question.source]
        if question.since:
            hits, values = f"{hits} AND published >= ?", [*values, question.since]
        order = "published DESC" if question.newest_first else "rank"
        # Sorting needs the rank of every hit, so counting is cheaper as a statement of its own.
        (count,) = self.database.execute(f"SELECT count(*) {hits}", values).fetchone()
        page = self.database.execute(f"SELECT words.rowid {hits} ORDER BY {order} LIMIT 20", values)
        return count, [number for (number,) in page]

    def size(self) -> int:
        return self.file.stat().st_size
