"""What other programs wrote into a row, brought into the form in which articles are stored."""
