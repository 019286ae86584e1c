#!/bin/sh
# sh scripts/quietly.sh WHAT COMMAND...: silent when it goes well, else one sentence; all that was said is in a file.
set -eu
what="$1"
shift
log=.boot/fetching.log
mkdir -p .boot
if "$@" >"$log" 2>&1; then exit 0; fi
signs='name resolution|failed to resolve|could not resolve|not known|dns error|connect error|proxyerror|sslerror'
signs="$signs|connection (refused|reset|aborted|timed out)|network is unreachable|no route to host|timed out"
signs="$signs|error sending request|establish a new connection|(could|can)not connect|(failed|unable) to connect"
if grep -Eiq "$signs" "$log"; then
    echo "$what did not work: there is no network, or the registry cannot be reached. Connect this machine, or name an" \
        "index of your own in PIP_INDEX_URL and UV_DEFAULT_INDEX, and try again. All that was said: $log" >&2
else
    echo "$what did not work: $(grep -v '^ *$' "$log" | tail -n 1) All that was said: $log" >&2
fi
exit 1
