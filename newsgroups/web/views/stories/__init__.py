"""Views for Groups and their exports, Similar and Compare."""
