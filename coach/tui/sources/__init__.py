"""The sources: the list of an answer's citations, and the article that one of them opens."""
