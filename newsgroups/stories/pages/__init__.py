"""Read models: what a list, a story, an article, an outlet, the calendar and the API show."""
