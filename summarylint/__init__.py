"""summarylint: says of submitted summaries which must go back to their author, and exactly why."""

from summarylint.version import VERSION as __version__

__all__ = ["__version__"]
