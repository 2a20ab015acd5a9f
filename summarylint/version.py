"""The version, alone in a module so that nothing else need be imported for it."""

VERSION = "0.1.0"
