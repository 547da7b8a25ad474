"""Answers questions from standard input from a tantivy index; runs in an environment that contains only tantivy."""

import json
import sys
import time
from datetime import UTC, datetime

import tantivy

builder = tantivy.SchemaBuilder()
builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="position")
builder.add_text_field("source", stored=False, tokenizer_name="raw", index_option="basic")
builder.add_integer_field("day", stored=False, indexed=True, fast=True)
builder.add_integer_field("number", stored=True, indexed=False, fast=True)
index = tantivy.Index(builder.build(), path=sys.argv[1])
OPERATORS = {"or": " OR ", "or since": " OR ", "not": " -"}


def ask(question):
    words = question["words"]
    if question["kind"] == "phrase":
        text = '"{}"'.format(" ".join(words))
    elif question["kind"] in ("or", "or since"):
        text = " ".join(words)
    elif question["kind"] == "not":
        text = "+{} -{}".format(*words)
    else:
        text = " ".join(f"+{word}" for word in words)
    query = index.parse_query(text, ["text"])
    must = [(tantivy.Occur.Must, query)]
    if question["source"]:
        term = tantivy.Query.term_query(index.schema, "source", question["source"])
        must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
    if question["since"]:
        first = int(datetime.fromisoformat(question["since"]).replace(tzinfo=UTC).timestamp())
        days = tantivy.Query.range_query(index.schema, "day", tantivy.FieldType.Integer, first, 2**62)
        must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(days, 0.0)))
    if len(must) > 1:
        query = tantivy.Query.boolean_query(must)
    searcher = index.searcher()
    options = {"order_by_field": "day"} if question["newest_first"] else {}
    found = searcher.search(query, limit=20, count=True, **options)
    return found.count, [searcher.doc(address)["number"][0] for _, address in found.hits]


writer = None
for line in sys.stdin:
    message = json.loads(line)
    if message == "commit":
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        print(json.dumps("done"), flush=True)
    elif "text" in message:
        if writer is None:
            writer = index.writer(200_000_000, 1)
        writer.add_document(
            tantivy.Document(
                number=message["number"], text=message["text"], source=message["source"], day=message["day"]
            )
        )
    else:
        started = time.perf_counter()
        count, numbers = ask(message)
        print(json.dumps([time.perf_counter() - started, count, numbers]), flush=True)
