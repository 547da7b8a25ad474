"""What the pipeline keeps about its work: hosts, queued addresses, runs, and files read."""
