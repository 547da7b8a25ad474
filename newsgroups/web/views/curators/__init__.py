"""Curators' views: correcting stories, the queue, adding articles, the ingest report, and sessions."""
