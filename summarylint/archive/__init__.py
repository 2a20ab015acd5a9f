"""Past submissions on disk: a catalogue of documents with their texts, and their fingerprints beside it."""
