#!/bin/sh
# Checks for the Node.js that the pages' own checks and the browser tests need; the product needs none.
set -eu
oldest=20
major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
if [ "${major:-0}" -lt "$oldest" ] || ! command -v npm >/dev/null; then
	echo "The checks of the pages need Node.js $oldest or newer with npm (found: ${major:-none}): https://nodejs.org, or brew install node" >&2
	exit 1
fi
