"""Sends documents in bulk, slower when the cluster asks for it, and builds generations with several processes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsgroups.search.engines.opensearch.connection import Cluster, problems, writer
from newsgroups.search.index.generations import IndexProblem

from . import documents
from .documents import Counts, State
from .mapping import WORD_FIELDS

# Articles and words per request: enough that its overhead does not count, and little enough for a node's memory.
CHUNK = 500
_WORDS_CHUNK = 5_000
_CHUNK_BYTES = 8_000_000
# Another try after 1, 2, 4 … seconds if a node refuses a request because its queue is full.
_TRIES = 6

Prepared = Mapping[str, Any]
Action = dict[str, Any]


class Batch(NamedTuple):
    """Articles for one generation, as pickled for another process."""

    cluster: Cluster
    target: str
    prepared: Sequence[Prepared]
    states: Mapping[int, State]


def write_batch(batch: Batch) -> tuple[int, Counts]:
    """Analyze and send a batch; return its size and its words."""
    counts = documents.no_counts()
    for prepared in batch.prepared:
        documents.count_words(prepared, counts)
    with problems(batch.cluster):
        send(writer(batch.cluster), articles(batch.target, batch.prepared, batch.states), CHUNK)
    return len(batch.prepared), dict(counts)


def articles(index: str, prepared: Iterable[Prepared], states: Mapping[int, State]) -> Iterator[Action]:
    for each in prepared:
        number = each["article"]
        source = documents.document(each, states.get(number, State()))
        yield {"_op_type": "index", "_index": index, "_id": str(number), "_source": source}


def deletions(index: str, numbers: Iterable[int]) -> Iterator[Action]:
    return ({"_op_type": "delete", "_index": index, "_id": str(number)} for number in numbers)


def write_words(client: Any, index: str, counts: Mapping[str, Counter[str]], *, is_new: bool) -> None:
    """Add document frequencies to the list of words; those that a new list does not have yet need not be read."""
    known = sorted({word for words in counts.values() for word in words})
    for chunk in _chunks(known, _WORDS_CHUNK):
        before = {} if is_new else known_words(client, index, chunk)
        send(client, (_word(index, word, counts, before.get(word, {})) for word in chunk), _WORDS_CHUNK)


def known_words(client: Any, index: str, words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return the document frequencies of words, by field."""
    if not words:
        return {}
    rows = client.mget(index=index, body={"ids": list(words)})["docs"]
    return {row["_id"]: row["_source"] for row in rows if row.get("found")}


def _word(index: str, word: str, counts: Mapping[str, Counter[str]], before: Mapping[str, Any]) -> Action:
    numbers = {field: before.get(field, 0) + (counts[field][word] if field in counts else 0) for field in WORD_FIELDS}
    source = {"word": word, **{field: number for field, number in numbers.items() if number}}
    return {"_op_type": "index", "_index": index, "_id": word, "_source": source}


def send(client: Any, actions: Iterable[Action], chunk: int) -> None:
    """Send actions in chunks. Raises IndexProblem for the first one that the cluster refuses."""
    from opensearchpy.helpers import streaming_bulk

    results = streaming_bulk(
        client,
        actions,
        chunk_size=chunk,
        max_chunk_bytes=_CHUNK_BYTES,
        max_retries=_TRIES,
        initial_backoff=1,
        max_backoff=30,
        raise_on_error=False,
    )
    for is_done, result in results:
        (kind, said), *_ = result.items()
        if not is_done and not (kind == "delete" and said.get("status") == 404):
            raise _refusal(said)


def _refusal(said: Mapping[str, Any]) -> Exception:
    from opensearchpy.exceptions import TransportError

    error = said.get("error") or {}
    kind = error.get("type", "") if isinstance(error, dict) else str(error)
    if kind == "cluster_block_exception":
        return TransportError(said.get("status", 403), kind, f"read-only: {error}")
    return IndexProblem(f"The search cluster refused document {said.get('_id')} ({error}).")


def _chunks(words: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (words[start : start + size] for start in range(0, len(words), size))


def distinct(articles: Collection[Prepared]) -> list[int]:
    return [each["article"] for each in articles]
