"""Pages for what readers keep: collections, subscriptions, mutes, dossiers, and API tokens."""
