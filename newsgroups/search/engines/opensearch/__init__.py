"""Search in an OpenSearch cluster (SEARCH_URL=opensearch://…): the same terms, sent as words in a row."""
