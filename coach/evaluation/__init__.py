"""Evaluation: judged collections, runs of the three systems over them, and what the measures say."""
