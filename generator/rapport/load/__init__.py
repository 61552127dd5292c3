"""YAML files to a library, keeping where every value stood."""
