"""Rows of the fact table: agreed figures, disagreements, spellings, and their headings."""
