"""Measurements of Rapport beside what it is compared with."""
