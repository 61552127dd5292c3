"""References in the forms that reference managers read."""
