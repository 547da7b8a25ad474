"""Two engines behind one interface, the embedded index and a cluster of OpenSearch, and how Haystack uses them."""
