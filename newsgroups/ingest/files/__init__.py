"""Files of articles: paths, readers, WARC, importer, uploads."""
