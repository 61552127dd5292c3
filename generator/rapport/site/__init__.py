"""Engine adapters: MkDocs and Zensical."""
