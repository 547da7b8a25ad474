"""One round of the pipeline: process what is pending, fetch, and the scheduler of the server."""

from .process import Figures, differences, process_articles, repair

__all__ = ["Figures", "differences", "process_articles", "repair"]
