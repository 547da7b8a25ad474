"""What readers and their programs keep: collections of outlets, mutes, subscriptions, dossiers, and API tokens."""
