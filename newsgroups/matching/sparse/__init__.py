"""Articles as sparse vectors: vocabulary, document frequencies, inverted index, row products."""
