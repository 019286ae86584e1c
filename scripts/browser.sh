#!/bin/sh
# Fetches what the tests in a browser need of a Debian machine, or says what to install; without a browser they are skipped.
set -eu
command -v apt-get >/dev/null || exit 0
wanted=""
command -v chromium >/dev/null || command -v google-chrome >/dev/null || wanted="chromium"
case "$(/sbin/ldconfig -p)" in *libatomic.so.1*) ;; *) wanted="$wanted libatomic1" ;; esac # its driver is linked to it
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    echo "For the tests in a browser: installing Debian's $wanted." >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 - a list of packages
    sh scripts/quietly.sh "Asking Debian what it has" apt-get update -qq &&
        sh scripts/quietly.sh "Installing $wanted" apt-get install -y -qq --no-install-recommends $wanted ||
        echo "The tests in a browser are skipped." >&2
else
    echo "The tests in a browser need: apt-get install $wanted" >&2
fi
