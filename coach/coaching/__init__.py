"""Coaching: from a typed turn to an answer in which every sentence of advice is quoted and cited."""
