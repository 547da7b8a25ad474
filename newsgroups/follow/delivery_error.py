"""Why a message could not be delivered."""


class NotDelivered(Exception):
    """The message is a sentence for the reader; `for_good` if another attempt would fail too."""

    def __init__(self, sentence: str, *, for_good: bool = False, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.for_good = for_good
        self.wait = wait
