#!/bin/sh
# Makes .boot with the pinned installer in it, or says in one line what the machine lacks.
set -eu
"$PY" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' || {
    echo "Colead needs Python 3.11 or newer; $("$PY" --version) was found. Try: make PY=/path/to/python3.11" >&2
    exit 1
}
if ! "$PY" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "This Python has no venv; installing Debian's python3-venv." >&2
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        echo "This Python has no venv. On Debian: apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$PY" -m venv .boot
.boot/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/boot.txt
