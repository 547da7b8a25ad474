"""Read models for lists, stories, articles, outlets, the calendar, and the API."""
