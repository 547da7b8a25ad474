"""Files of articles as other programs write them: compression, encodings, dialects."""


class UnreadableFile(Exception):
    """A file that cannot be read, or not to its end; the message says why."""


# A longer line cannot be an article (at most four bytes per character, plus escapes).
MAX_LINE = 16_000_000
