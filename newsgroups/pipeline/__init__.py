"""The pipeline: process what is pending, fetch and process, and the scheduler under gunicorn."""
