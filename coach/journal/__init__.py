"""The journal: conversations and next steps, in one SQLite file that its owner alone can read."""
