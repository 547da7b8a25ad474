"""Indexes that models share. They are defined beside the migrations, which must name the same class."""

from newsgroups.migrations.operations.schema import LatestFirstIndex

__all__ = ["LatestFirstIndex"]
