"""The engine alone: `python -m portal.word extract FILE`."""

import sys

from portal.word.command import main

sys.exit(main(sys.argv[1:]))
