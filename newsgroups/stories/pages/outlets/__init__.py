"""What is known of an outlet."""
