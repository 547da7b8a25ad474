"""Index classes shared by models. Defined here because migrations must refer to the same class."""

from newsgroups.migrations.operations.schema import LatestFirstIndex

__all__ = ["LatestFirstIndex"]
