"""Word files: the package opened with care, its styles and numbers, and a walk over its text."""
