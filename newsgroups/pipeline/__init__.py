"""The pipeline: processes pending articles, fetches new ones, and schedules runs under gunicorn."""
