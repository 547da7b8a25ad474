"""Polls feeds, queues their addresses, and stores their articles."""
