"""Lighthouse on the built site, as a phone sees it: ``make audit`` writes ``docs/audit.md``."""
