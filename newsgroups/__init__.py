"""A full-text news archive that shows how different outlets tell the same story."""

import os

from newsgroups.common.cpu import described_processor, spare_slow_sorts

spare_slow_sorts(os.environ, described_processor())
