"""Rules over a whole library; each gives diagnostics."""
