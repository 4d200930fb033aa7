#!/bin/sh
# Prints the flag that turns on Go's race detector, which needs a C compiler, after installing one where
# that is possible. Without one the tests run all the same, and say what they go without.
set -eu
compiler() { command -v "$(go env CC)" >/dev/null 2>&1; }
compiler || "$(dirname "$0")/apt.sh" gcc libc6-dev || true
if compiler; then
	echo -race
else
	echo "No C compiler (apt-get install gcc libc6-dev): the tests run without the race detector" >&2
fi
