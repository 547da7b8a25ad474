"""Polling feeds, the queue of addresses, OPML, the report of rounds."""
