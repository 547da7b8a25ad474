"""Search in the embedded index: answers to questions from posting arrays and columns in memory."""
