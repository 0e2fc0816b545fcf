"""The engine alone: `python -m portal.word extract FILE`."""

import sys

from portal.word.command import guarded

sys.exit(guarded(sys.argv[1:]))
