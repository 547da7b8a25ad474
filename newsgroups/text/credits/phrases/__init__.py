"""Wording of credits by kind, in English, German, French, Spanish, and Italian."""
