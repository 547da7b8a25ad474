"""All forms, and `querysets`, which turns filter forms into database queries."""
