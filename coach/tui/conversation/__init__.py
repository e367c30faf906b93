"""The conversation: what was typed, and the answers to it."""
