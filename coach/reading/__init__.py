"""Reading: which articles a story is about, who asks and about whom, in which language, and how sure that is."""
