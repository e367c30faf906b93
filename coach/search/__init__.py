"""Search: the encoder, the index on disk, and ranking passages by words, by meaning, and by both."""
