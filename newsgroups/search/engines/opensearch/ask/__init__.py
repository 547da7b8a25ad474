"""How questions become requests to the cluster and its responses become answers."""
