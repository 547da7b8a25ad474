"""What child processes read from hostile bytes. Nothing here imports Django, and nothing reaches out."""


class Refusal(Exception):
    """Bytes that are not taken, with a sentence."""
