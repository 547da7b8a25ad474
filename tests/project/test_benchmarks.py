"""What benchmarks import is there: nobody runs all of them with each change."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "benchmarks").rglob("*.py"))
OURS = ("newsgroups", "tests", "benchmarks")


def imported(file: str) -> list[tuple[str, str]]:
    """The names (module, name) that a file imports from us, also within its functions."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return [(node.module, alias.name) for node in found for alias in node.names if node.module.split(".")[0] in OURS]


def is_there(module: str, name: str) -> bool:
    if module.startswith("benchmarks"):
        source = find_spec(module)
        return source is not None and source.origin is not None and name in Path(source.origin).read_text()
    return hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None


@pytest.mark.parametrize("file", [file for file in BENCHMARKS if imported(file)])
def test_a_benchmark_imports_only_what_is_there(file: str) -> None:
    assert [names for names in imported(file) if not is_there(*names)] == []
