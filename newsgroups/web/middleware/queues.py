"""Where costly requests wait, so that pages to read always find a thread and most of a processor."""

from newsgroups.common.gate import Gate

# Texts from this length on are heavy: some 1,700 words, which take a tenth of a second. The heaviest take one.
HEAVY = 10_000
SENTENCE = "Many texts are being looked up at the moment. Please ask again in a few seconds."

# Whatever costs much more than a page to read, whole: fetching, reading files, looking up. Of the eight threads of a
# process (`run_site`) at most five do this, or wait for it.
costly = Gate(SENTENCE, at_once=5, ask_again=2)
_heavy = Gate(SENTENCE, at_once=1, waiting=1, patience=5.0, ask_again=5)
_light = Gate(SENTENCE, at_once=2, waiting=3, patience=5.0, ask_again=2)


def queue_for(text: str) -> Gate:
    """Where a text waits for its turn to be looked up: long ones wait for each other only."""
    return _heavy if len(text) >= HEAVY else _light
