"""What content is: one module a type, immutable and closed to unknown keys."""
