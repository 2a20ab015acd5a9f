"""`python -m summarylint`."""

import sys

try:
    from summarylint.cli import run

    run()
except KeyboardInterrupt:
    # While the modules are being loaded.
    sys.exit(130)
