#!/bin/sh
# Makes .boot with the pinned installer in it, or says in one line what the machine lacks.
set -eu
if ! command -v "$PY" >/dev/null; then
    echo "Colead needs Python 3.11 to 3.13; there is no $PY. On Debian: apt-get install python3 python3-venv" >&2
    exit 1
fi
"$PY" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info < (3, 14))' || {
    echo "Colead needs Python 3.11 to 3.13; $("$PY" --version) was found. Try: make PY=/path/to/python3.11" >&2
    exit 1
}
if ! "$PY" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "This Python has no venv; installing Debian's python3-venv." >&2
        sh scripts/quietly.sh "Asking Debian what it has" apt-get update -qq
        sh scripts/quietly.sh "Installing python3-venv" apt-get install -y -qq python3-venv
    else
        echo "This Python has no venv. On Debian: apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$PY" -m venv .boot
sh scripts/quietly.sh "Fetching the installer" \
    .boot/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/boot.txt
