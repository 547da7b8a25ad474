"""What belongs to a language: detection, function words, stop words."""
