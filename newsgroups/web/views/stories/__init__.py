"""Groups, their exports, Similar, Compare."""
