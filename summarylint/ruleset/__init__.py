"""Rules as data: YAML files become a catalogue, and settings choose from it what runs."""
