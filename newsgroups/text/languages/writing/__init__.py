"""How languages are written: scripts, letters, signs, and word boundaries."""
