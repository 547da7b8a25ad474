"""The only way out: SSRF guard, HTTP, robots.txt, politeness, an article, feed discovery."""
