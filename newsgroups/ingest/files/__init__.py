"""Files of articles as other programs write them: packings, encodings, dialects."""


class UnreadableFile(Exception):
    """A file that cannot be read at all or not to its end; the message says why."""


# A line that is longer cannot be an article (four bytes a character at most, and escapes).
MAX_LINE = 16_000_000
