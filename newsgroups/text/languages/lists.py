"""Read word lists by language from text files; each line has a code, a colon, and the words."""

from importlib.resources import files


def read_lists(package: str, name: str) -> dict[str, list[str]]:
    """Return the lists in a file beside a package's modules."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return {code: words.split() for code, _, words in (line.partition(":") for line in lines)}
