"""All outgoing requests: SSRF guard, HTTP, robots.txt, politeness, articles, feed discovery."""
