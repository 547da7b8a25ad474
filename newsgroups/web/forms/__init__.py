"""Every form, and `querysets.py`: the rows that a filter form asks for."""
