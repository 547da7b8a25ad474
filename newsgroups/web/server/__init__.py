"""How the site is served and measured."""
