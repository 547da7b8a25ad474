"""Articles and stories for programs: JSON, citations, and linked data."""
