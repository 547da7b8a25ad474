"""Dates in the languages of the world: zones, month names, halves of the day, calendars. Pure."""
