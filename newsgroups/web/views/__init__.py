"""Views: one package per part of the site, and `about` for pages about the site itself."""
