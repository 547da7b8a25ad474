"""The server process returns memory to the system."""

import os

import pytest

from newsgroups.management.commands.run_site import serve


def served_with(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings of the C library with which the server is started."""
    started: list[dict[str, str]] = []
    monkeypatch.setattr(os, "execve", lambda path, arguments, environment: started.append(environment))
    serve("127.0.0.1:8000", 1)
    return {name: value for name, value in started[0].items() if name.startswith("MALLOC_")}


def test_memory_that_was_freed_is_given_back(monkeypatch) -> None:
    assert served_with(monkeypatch) == {
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": "131072",
        "MALLOC_TRIM_THRESHOLD_": "131072",
    }


def test_what_an_engineer_has_set_stays(monkeypatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "2")
    assert served_with(monkeypatch)["MALLOC_ARENA_MAX"] == "2"
