"""`python -m summarylint`."""

from summarylint.cli import run

run()
