"""Newsgroups: an archive of news that shows how outlets cover the same story."""

import os

from newsgroups.common.processes.cpu import described_processor, spare_slow_sorts

spare_slow_sorts(os.environ, described_processor())
