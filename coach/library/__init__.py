"""The library: articles of any shape, read into passages and sentences, each with the lens it speaks for."""
