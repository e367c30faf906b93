"""Training: making `corpus/reading/` of the stories in `corpus/training/`, by one command."""
