"""Scoring: each quiz kind compiles to one small instrument program."""
