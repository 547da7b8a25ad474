"""From bytes to characters: decompression and character encodings."""
