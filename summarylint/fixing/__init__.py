"""Remedies into files: which edits go together, the bytes that they make, rounds until nothing changes, the diff."""
