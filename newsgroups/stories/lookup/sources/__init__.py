"""What an answer says about the sources found: which carry one text, what the text leaves out, what is outdated."""
