"""Middleware: request log, rate limits, queues for expensive requests, uploads, sessions and errors."""
