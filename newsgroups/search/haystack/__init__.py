"""The Haystack engine: stock interface over the above."""
