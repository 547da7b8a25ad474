"""Dates as the world writes them: zones, names of months, halves of the day, calendars; pure."""
