"""From typed text to a tree; the words of a text; marked words. Knows no index."""
