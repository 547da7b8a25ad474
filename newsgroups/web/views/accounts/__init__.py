"""Pages about accounts: logging in, sessions, second factors, and the audit."""
