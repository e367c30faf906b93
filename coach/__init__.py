"""Coach: a workplace situation answered twice, as a manager and as a leader, every sentence cited."""

__version__ = "0.1.0"
