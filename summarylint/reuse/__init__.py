"""Passages that one text has from another: normalised, fingerprinted, chained, aligned, with places exact to the character."""
