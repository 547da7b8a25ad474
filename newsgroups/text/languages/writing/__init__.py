"""How a language is written: scripts, letters, signs, and where its words begin and end."""
