"""A library to Markdown pages and HTML fragments."""
